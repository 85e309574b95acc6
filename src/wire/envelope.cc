#include "wire/envelope.h"

#include "base/check.h"
#include "model/errors.h"
#include "wire/json_writer.h"

namespace vod::wire {

std::string success_envelope(std::string_view response, std::string_view request_id) {
  VOD_CHECK(response.size() >= 2 && response.front() == '{' && response.back() == '}');
  JsonWriter id;
  id.string(request_id);
  std::string text;
  text.reserve(response.size() + id.text().size() + 32);
  text += R"({"Response":)";
  text += response.substr(0, response.size() - 1);
  if (response.size() > 2) text += ',';
  text += R"("RequestId":)";
  text += id.text();
  text += "}}";
  return text;
}

std::string error_envelope(const Error& error, std::string_view request_id) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("Response");
  writer.begin_object();
  writer.key("Error");
  writer.begin_object();
  writer.key("Code");
  writer.string(error_row(error.code).wire_code);
  writer.key("Message");
  writer.string(message_of(error));
  writer.end_object();
  writer.key("RequestId");
  writer.string(request_id);
  writer.end_object();
  writer.end_object();
  return writer.take();
}

}  // namespace vod::wire
