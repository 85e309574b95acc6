// The room wire: the client's language. Requests, answers and events as plain structs made from the schema, JSON,
// dotted forms, the envelope, and the three ways in which requests are signed. It refuses to know transport, storage
// and what any action does.
//
// - wire::ProcessMediaRequest, wire::EventContent, ...: one struct per type of src/wire/schema/, spelled as on the
// wire.
// - decode_request<ProcessMediaRequest>(value): strict; unknown, missing, wrong and refused parameters by name.
// - decode_answer<EventContent>(json): lenient; members that we don't know are skipped.
// - encode_text(content): JSON; absent optionals are left out, arrays are always there.
// - find_action(version, name), support() and the rest of tables.h: the schema as tables.
// - success_envelope, error_envelope (envelope.h): what the door answers.
// - parse_json (json_value.h), expand_form (forms.h): the two ways to a decodable value.
// - Tc3Verifier (tc3.h), V1Verifier (v1_signature.h), verify_q (q_signature.h), and what signs for each.
//
// Optional scalars and objects are std::optional, required ones plain; arrays are plain vectors, empty when absent or
// null. A new action: copy its rows from the API's description into the schema; all of the above follows at build time.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/json_writer.h"
#include "wire/reading.h"
#include "wire_types/structs.h"

namespace vod::wire {

/// Decodes a parsed JSON text without exposing the parser.
Result<void> decode_text(std::string_view json, Reading& reading,
                         void (*decode_value)(const boost::json::value&, Reading&, void*), void* to);

/// Reads an action's parameters. The error's subject is the path of the bad parameter:
/// `MediaProcessTask.TranscodeTaskSet.1.Definition`. Text does not turn into a value by itself: parse_json it first.
template <class T, std::same_as<boost::json::value> Value>
Result<T> decode_request(const Value& from) {
  T to;
  Reading reading(Strictness::request);
  decode(from, reading, to);
  if (reading.failed()) return reading.take_error();
  return to;
}

/// Reads an answer (what is inside "Response") or an event, from a value or from JSON text.
template <class T, std::same_as<boost::json::value> Value>
Result<T> decode_answer(const Value& from) {
  T to;
  Reading reading(Strictness::answer);
  decode(from, reading, to);
  if (reading.failed()) return reading.take_error();
  return to;
}
template <class T>
Result<T> decode_answer(std::string_view json) {
  T to;
  Reading reading(Strictness::answer);
  VOD_TRY(decode_text(
      json, reading,
      [](const boost::json::value& from, Reading& at, void* out) { decode(from, at, *static_cast<T*>(out)); }, &to));
  return to;
}

template <class T>
std::string encode_text(const T& from) {
  JsonWriter writer;
  encode(from, writer);
  return writer.take();
}

}  // namespace vod::wire
