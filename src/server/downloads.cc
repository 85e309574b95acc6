#include "server/downloads.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "server/downloads_types.h"
#include "server/etags.h"
#include "wire/play_token.h"
#include "wire/token_playlist.h"

namespace vod {
namespace {

std::optional<std::uint64_t> digits(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return {};
  // More digits than 64 bits hold lie behind every object's end all the same.
  return parse_number<std::uint64_t>(text).value_or(UINT64_MAX);
}

std::string etag_of(const catalogue::ObjectRow& object) {
  return fmt::format("\"{}\"", object.etag.empty() && object.blob ? object.blob->value : object.etag);
}

constexpr std::string_view playlist_type = "application/vnd.apple.mpegurl";

/// HTTP dates have whole seconds.
bool is_newer(std::int64_t changed_ms, std::int64_t since_ms) { return changed_ms / 1'000 > since_ms / 1'000; }

/// The status that preconditions call for, 200 for going on. RFC 9110, section 13.2.2.
unsigned status_by_conditions(const ObjectRequest& request, const catalogue::ObjectRow& object, std::string_view etag) {
  const std::string_view match = request.header("If-Match");
  if (!match.empty() && !lists_etag(match, etag)) return 412;
  const auto unmodified = parse_http_date(request.header("If-Unmodified-Since"));
  if (match.empty() && unmodified && is_newer(object.created_ms, *unmodified)) return 412;
  const std::string_view none_match = request.header("If-None-Match");
  if (!none_match.empty()) return lists_etag(none_match, etag) ? 304 : 200;
  const auto modified = parse_http_date(request.header("If-Modified-Since"));
  return modified && !is_newer(object.created_ms, *modified) ? 304 : 200;
}

/// If-Range: the range counts only while the object is the one that the client knows.
bool range_counts(std::string_view if_range, const catalogue::ObjectRow& object, std::string_view etag) {
  if_range = trim(if_range);
  if (if_range.empty() || if_range == etag) return true;
  const auto date = parse_http_date(if_range);
  return date && *date / 1'000 == object.created_ms / 1'000;
}

}  // namespace

RangeChoice choose_range(std::string_view header, std::uint64_t object_bytes) {
  constexpr std::string_view unit = "bytes=";
  header = trim(header);
  if (header.size() < unit.size() || !equal_ignoring_case(header.substr(0, unit.size()), unit)) return {};
  const std::string_view spec = trim(header.substr(unit.size()));
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return {};
  const std::string_view first_text = trim(spec.substr(0, dash));
  const std::string_view last_text = trim(spec.substr(dash + 1));
  const auto first = digits(first_text);
  const auto last = digits(last_text);

  RangeChoice choice{RangeChoice::Kind::part, {}};
  if (first_text.empty()) {  // The last so many bytes.
    if (!last) return {};
    choice.range.size_bytes = std::min(*last, object_bytes);
    choice.range.offset = object_bytes - choice.range.size_bytes;
  } else {
    if (!first || (!last && !last_text.empty()) || (last && *last < *first)) return {};
    choice.range.offset = std::min(*first, object_bytes);
    choice.range.size_bytes = object_bytes - choice.range.offset;
    if (last && *last - *first < choice.range.size_bytes) choice.range.size_bytes = *last - *first + 1;
  }
  if (choice.range.size_bytes == 0) choice.kind = RangeChoice::Kind::unsatisfiable;
  return choice;
}

// A playlist of ours as a player with a token needs it. It is made anew for each request and is that player's alone:
// neither ranges nor validators belong to it.
Result<ObjectPlan> Downloads::playlist_for(const catalogue::ObjectRow& object, std::string_view token,
                                           const std::string& method, const AnswerMaker& answers) const {
  if (object.size_bytes > limits::delivered_playlist_bytes_max) {
    return error(ErrorCode::object_entity_too_large, {}, "The playlist is too long to be completed with a token.");
  }
  VOD_TRY(const auto text, read_whole(object));
  ObjectAnswer answer = answers.head(200);
  answer.body = wire::with_play_token(text, token);
  answer.headers.emplace_back("Content-Type", std::string(playlist_type));
  answer.headers.emplace_back("Cache-Control", "private, no-cache");
  answer.headers.emplace_back("Content-Length", std::to_string(answer.body.size()));
  if (method == "HEAD") answer.body.clear();
  return ObjectPlan(std::move(answer));
}

Result<std::string> Downloads::read_whole(const catalogue::ObjectRow& object) const {
  std::string text;
  if (object.size_bytes == 0) return text;
  VOD_TRY(const auto body, objects_.body(object, 0, object.size_bytes));
  while (true) {
    VOD_TRY(const auto slice, body->next());
    if (!slice) return text;
    std::uint64_t done_bytes = 0;
    while (done_bytes < slice->size_bytes) {
      const std::size_t begin = text.size();
      text.resize(begin + static_cast<std::size_t>(slice->size_bytes - done_bytes));
      VOD_TRY(const auto count,
              slice->reader->read(slice->offset + done_bytes, std::as_writable_bytes(std::span(text).subspan(begin))));
      if (count == 0) return error(ErrorCode::io_failed, object.path, "A playlist can't be read.");
      text.resize(begin + count);
      done_bytes += count;
    }
  }
}

Result<ObjectPlan> Downloads::answer_now(const ObjectCall& call, const AnswerMaker& answers) const {
  VOD_TRY(const auto object, objects_.find_for_reading(call.path()));
  const ObjectRequest& request = call.request;
  const std::string etag = etag_of(object);
  const DownloadType type = download_type_of(object.path);
  const auto token = call.param("token");
  if (token && type.content_type == playlist_type && wire::looks_like_play_token(*token)) {
    return playlist_for(object, *token, request.method, answers);
  }

  RangeChoice choice;
  unsigned status = status_by_conditions(request, object, etag);
  if (status == 200 && request.method == "GET" && range_counts(request.header("If-Range"), object, etag)) {
    choice = choose_range(request.header("Range"), object.size_bytes);
    if (choice.kind == RangeChoice::Kind::part) status = 206;
    if (choice.kind == RangeChoice::Kind::unsatisfiable) status = 416;
  }
  const ByteRange range = choice.kind == RangeChoice::Kind::whole ? ByteRange{0, object.size_bytes} : choice.range;

  ObjectAnswer head = answers.head(status);
  if (status == 416) head = answers.failure(error(ErrorCode::object_range));
  if (status == 412) head = answers.empty(412);
  head.headers.emplace_back("ETag", etag);
  head.headers.emplace_back("Last-Modified", http_date(object.created_ms));
  head.headers.emplace_back("Accept-Ranges", "bytes");
  if (status == 416) {
    head.headers.emplace_back("Content-Range", fmt::format("bytes */{}", object.size_bytes));
    return ObjectPlan(std::move(head));
  }
  if (status == 412 || status == 304) return ObjectPlan(std::move(head));

  head.headers.emplace_back("Content-Type", type.content_type);
  if (type.is_attachment) head.headers.emplace_back("Content-Disposition", "attachment");
  head.headers.emplace_back("Content-Length", std::to_string(range.size_bytes));
  if (!object.etag.empty()) head.headers.emplace_back("x-cos-hash-crc64ecma", std::to_string(object.crc64));
  if (status == 206) {
    head.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", range.offset,
                                                           range.offset + range.size_bytes - 1, object.size_bytes));
  }
  FileAnswer answer;
  answer.head = std::move(head);
  if (request.method == "GET" && range.size_bytes > 0) {
    VOD_TRY(answer.body, objects_.body(object, range.offset, range.size_bytes));
  }
  return ObjectPlan(std::move(answer));
}

ObjectPlan Downloads::answer(const ObjectCall& call, const AnswerMaker& answers) const {
  // An object can be joined, replaced or deleted between the look at its row and the opening of its bytes.
  constexpr int looks_max = 3;
  for (int look = 1;; ++look) {
    auto plan = answer_now(call, answers);
    if (plan) return std::move(plan).value();
    if (plan.error().code != ErrorCode::not_found || look == looks_max) return answers.failure(plan.error());
  }
}

}  // namespace vod
