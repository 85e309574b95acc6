#include "api/checks.h"

#include <boost/url/parse.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "catalogue/classes.h"
#include "catalogue/procedures.h"
#include "model/limits.h"

namespace vod::check {
namespace {

// A value as it may stand in a message: not longer than a line.
std::string shown(std::string_view text) {
  constexpr std::size_t most = 80;
  return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "...";
}

Error wrong(ErrorCode code, std::string_view field, std::string_view rest) {
  return error(code, std::string(field), fmt::format("{}: {}", field, rest));
}

}  // namespace

Result<FileId> file_id(std::string_view text, ErrorCode code, std::string_view field) {
  const auto id = FileId::parse(text);
  if (!id) return wrong(code, field, fmt::format("\"{}\" is not a FileId (a decimal number).", shown(text)));
  return *id;
}

Result<std::vector<FileId>> file_ids(const std::vector<std::string>& texts, std::size_t most, ErrorCode code,
                                     ErrorCode too_many, std::string_view field) {
  if (texts.size() > most) {
    return wrong(too_many, field, fmt::format("{} entries are more than the limit of {}.", texts.size(), most));
  }
  std::vector<FileId> ids;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    VOD_TRY(const auto id, file_id(texts[i], code, fmt::format("{}.{}", field, i)));
    ids.push_back(id);
  }
  return ids;
}

Done length(std::string_view text, std::size_t most, ErrorCode code, std::string_view field) {
  const std::size_t characters = utf8_length(text);
  if (characters <= most) return done();
  return wrong(code, field, fmt::format("{} characters are more than the limit of {}.", characters, most));
}

Done lengths(const std::vector<std::string>& texts, std::size_t most_each, std::size_t most, ErrorCode code,
             std::string_view field) {
  if (texts.size() > most) {
    return wrong(code, field, fmt::format("{} entries are more than the limit of {}.", texts.size(), most));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    VOD_TRY(length(texts[i], most_each, code, fmt::format("{}.{}", field, i)));
  }
  return done();
}

Result<std::int64_t> time(const std::optional<std::string>& text, ErrorCode code, std::string_view field) {
  if (!text || text->empty()) return 0;
  const auto wall_ms = parse_iso8601(*text);
  if (!wall_ms) {
    return wrong(code, field, fmt::format("\"{}\" is not a time like 2026-01-31T12:00:00Z.", shown(*text)));
  }
  return *wall_ms;
}

Result<std::int64_t> expire_time(const std::optional<std::string>& text, std::string_view field) {
  VOD_TRY(const auto wall_ms, time(text, ErrorCode::value_expire_time, field));
  return wall_ms >= *parse_iso8601("9999-12-31T00:00:00Z") ? 0 : wall_ms;
}

Result<std::int64_t> number(std::optional<std::int64_t> value, std::int64_t otherwise, std::int64_t from,
                            std::int64_t to, ErrorCode code, std::string_view field) {
  const std::int64_t given = value.value_or(otherwise);
  if (given >= from && given <= to) return given;
  return wrong(code, field, fmt::format("{} is outside {} to {}.", given, from, to));
}

Result<std::int64_t> number(std::optional<std::uint64_t> value, std::int64_t otherwise, std::int64_t from,
                            std::int64_t to, ErrorCode code, std::string_view field) {
  if (value && *value > static_cast<std::uint64_t>(INT64_MAX)) {
    return wrong(code, field, fmt::format("{} is outside {} to {}.", *value, from, to));
  }
  return number(value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt, otherwise, from, to, code,
                field);
}

Done one_of(std::string_view value, std::initializer_list<std::string_view> allowed, ErrorCode code,
            std::string_view field) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return done();
  return wrong(code, field, fmt::format("\"{}\" is none of {}.", shown(value), fmt::join(allowed, ", ")));
}

Done callback_url(std::string_view text, ErrorCode code, std::string_view field) {
  constexpr std::size_t url_bytes_max = 2'048;
  if (text.empty()) return done();
  const auto url = boost::urls::parse_uri(text);
  const bool is_http = url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty();
  if (is_http && !url->has_userinfo() && text.size() <= url_bytes_max) return done();
  return wrong(code, field,
               fmt::format("\"{}\" is not an http or https URL without user name and of at most 2048 bytes.",
                           text.substr(0, 200)));
}

Result<engine::TaskWish> task_wish(const Context& context, const std::optional<std::int64_t>& priority,
                                   const std::optional<std::string>& notify,
                                   const std::optional<std::string>& session_id,
                                   const std::optional<std::string>& session_context) {
  engine::TaskWish wish;
  wish.app = context.app;
  VOD_TRY(const auto checked_priority,
          number(priority, 0, -10, 10, ErrorCode::invalid_parameter_value, "TasksPriority"));
  wish.priority = static_cast<int>(checked_priority);
  const auto mode = notify_mode(notify.value_or(""));
  if (!mode) {
    return wrong(ErrorCode::invalid_parameter_value, "TasksNotifyMode",
                 fmt::format("\"{}\" is none of Finish, Change, None.", shown(*notify)));
  }
  wish.notify = *mode;
  wish.session_id = session_id.value_or("");
  wish.session_context = session_context.value_or("");
  VOD_TRY(
      length(wish.session_id, limits::session_id_characters_max, ErrorCode::value_session_id_too_long, "SessionId"));
  VOD_TRY(length(wish.session_context, limits::session_context_characters_max,
                 ErrorCode::value_session_context_too_long, "SessionContext"));
  return wish;
}

Done procedure(ReadTransaction& tx, AppId app, const std::optional<std::string>& name) {
  if (name.value_or("").empty()) return done();
  VOD_TRY(const auto found, catalogue::find_procedure(tx, app, *name));
  if (found) return done();
  return wrong(ErrorCode::value_procedure, "Procedure",
               fmt::format("there is no procedure \"{}\" in this application.", shown(*name)));
}

Done unlimited_key(const Context& context) {
  const Key& key = *context.key;
  if (!key.is_nobody() && !key.only_app && !key.is_read_only) return done();
  return error(
      ErrorCode::unauthorized_operation, {},
      "Keys and applications are managed with a key that is limited neither to an application nor to reading.");
}

Done root_key(const Context& context) {
  if (context.key->is_root && !context.key->is_temporary()) return done();
  return error(ErrorCode::unauthorized_operation, {}, "Only the server's root key may do this.");
}

Done disk_has_room(World& world, double share_max, std::string_view what) {
  VOD_TRY(const double share, world.blobs.used_share());
  if (share < share_max) return done();
  return error(ErrorCode::resource_insufficient, "disk",
               fmt::format("The disk is {:.1f} % full; from {:.0f} % on {} are refused. Free some space and try again.",
                           share * 100, share_max * 100, what));
}

Done class_id(const Context& context, const std::optional<std::int64_t>& id, std::string_view field) {
  if (id.value_or(other_class) == other_class) return done();
  bool is_there = false;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto found, catalogue::find_class(tx, context.app, *id));
    is_there = found.has_value();
    return done();
  }));
  if (is_there) return done();
  return wrong(ErrorCode::value_class_id, field, fmt::format("there is no class {} in this application.", *id));
}

}  // namespace vod::check
