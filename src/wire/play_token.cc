#include "wire/play_token.h"

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"
#include "wire/json_writer.h"

namespace vod::wire {
namespace {

constexpr std::string_view head = R"({"alg":"HS256","typ":"JWT"})";

std::string signature_of(std::string_view signed_part, std::string_view play_key) {
  return to_base64url(hmac_sha256(bytes_of(play_key), signed_part));
}

Error not_a_token() { return error(ErrorCode::object_signature, "token", "token: not a token of this application."); }

Result<boost::json::object> object_in(std::string_view part) {
  const auto bytes = from_base64(part);
  if (!bytes) return not_a_token();
  auto value = parse_json(text_of(*bytes));
  if (!value || !value.value().is_object()) return not_a_token();
  return std::move(value.value().as_object());
}

// A number, also as digits in a text: signers differ in how they write ids.
std::optional<std::uint64_t> number_in(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains({name.data(), name.size()});
  if (value == nullptr) return {};
  if (value->is_uint64()) return value->get_uint64();
  if (value->is_int64() && value->get_int64() >= 0) return static_cast<std::uint64_t>(value->get_int64());
  if (value->is_string()) return parse_number<std::uint64_t>({value->get_string().data(), value->get_string().size()});
  return {};
}

std::optional<std::int64_t> time_in(const boost::json::object& object, std::string_view name) {
  const auto number = number_in(object, name);
  // Milliseconds of it must fit, too.
  constexpr std::uint64_t latest_s = INT64_MAX / 1'000;
  if (!number || *number > latest_s) return {};
  return static_cast<std::int64_t>(*number);
}

}  // namespace

std::string sign_play_token(const PlayToken& token, std::string_view play_key) {
  JsonWriter json;
  json.begin_object();
  json.key("appId");
  json.integer(token.app.value);
  json.key("fileId");
  json.string(token.file.text());
  json.key("currentTimeStamp");
  json.integer(token.made_s);
  json.key("expireTimeStamp");
  json.integer(token.expires_s);
  json.end_object();
  const std::string signed_part = to_base64url(bytes_of(head)) + "." + to_base64url(bytes_of(json.text()));
  return signed_part + "." + signature_of(signed_part, play_key);
}

Result<PlayToken> read_play_token(std::string_view text, std::string_view play_key) {
  if (!looks_like_play_token(text)) return not_a_token();
  const auto parts = split(text, '.');
  const std::string_view signed_part = text.substr(0, text.rfind('.'));
  // The signature comes first: nothing of an unsigned text is believed, its algorithm's name least of all.
  if (!equal_in_constant_time(bytes_of(signature_of(signed_part, play_key)), bytes_of(parts[2]))) return not_a_token();
  VOD_TRY(const auto header, object_in(parts[0]));
  const auto* algorithm = header.if_contains("alg");
  if (algorithm == nullptr || !algorithm->is_string() || algorithm->get_string() != "HS256") return not_a_token();
  VOD_TRY(const auto claims, object_in(parts[1]));
  const auto app = number_in(claims, "appId");
  const auto file = number_in(claims, "fileId");
  const auto made_s = time_in(claims, "currentTimeStamp");
  const auto expires_s = time_in(claims, "expireTimeStamp");
  if (!app || !file || !expires_s) return not_a_token();
  return PlayToken{.app = {*app}, .file = {*file}, .made_s = made_s.value_or(0), .expires_s = *expires_s};
}

bool looks_like_play_token(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  };
  return !text.empty() && text.size() <= limits::play_token_bytes_max && std::ranges::all_of(text, fits) &&
         std::ranges::count(text, '.') == 2;
}

}  // namespace vod::wire
