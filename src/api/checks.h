#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/context.h"
#include "engine/tasks.h"
#include "model/errors.h"
#include "model/media.h"
#include "wire/types.h"

/// What handlers check again and again: text becomes a value that the rooms below may trust, or an error that names the
/// field, the value and the rule.
namespace vod::check {

Result<FileId> file_id(std::string_view text, ErrorCode code, std::string_view field);
/// All of a list, with at most `most` entries.
Result<std::vector<FileId>> file_ids(const std::vector<std::string>& texts, std::size_t most, ErrorCode code,
                                     ErrorCode too_many, std::string_view field);
/// At most `most` characters.
Done length(std::string_view text, std::size_t most, ErrorCode code, std::string_view field);
Done lengths(const std::vector<std::string>& texts, std::size_t most_each, std::size_t most, ErrorCode code,
             std::string_view field);
/// ISO 8601; absent and "" are 0.
Result<std::int64_t> time(const std::optional<std::string>& text, ErrorCode code, std::string_view field);
/// A time of expiry: "9999-12-31T23:59:59Z" and absent are 0, never.
Result<std::int64_t> expire_time(const std::optional<std::string>& text, std::string_view field);
Result<std::int64_t> number(std::optional<std::int64_t> value, std::int64_t otherwise, std::int64_t from,
                            std::int64_t to, ErrorCode code, std::string_view field);
Result<std::int64_t> number(std::optional<std::uint64_t> value, std::int64_t otherwise, std::int64_t from,
                            std::int64_t to, ErrorCode code, std::string_view field);
/// One of the words given.
Done one_of(std::string_view value, std::initializer_list<std::string_view> allowed, ErrorCode code,
            std::string_view field);
/// Where callbacks go: an http or https URL without user name; "" for nowhere.
Done callback_url(std::string_view text, ErrorCode code, std::string_view field);

/// What all tasks are started with.
Result<engine::TaskWish> task_wish(const Context& context, const std::optional<std::int64_t>& priority,
                                   const std::optional<std::string>& notify_mode,
                                   const std::optional<std::string>& session_id,
                                   const std::optional<std::string>& session_context);

/// value_procedure unless the name is empty or a procedure of the app's, or a preset.
Done procedure(ReadTransaction& tx, AppId app, const std::optional<std::string>& name);

/// resource_insufficient when the disk is fuller than the share given.
Done disk_has_room(World& world, double share_max, std::string_view what);
/// unauthorized_operation unless the key may do everything: keys and applications are managed by those alone.
Done unlimited_key(const Context& context);
/// unauthorized_operation unless it is the root key itself.
Done root_key(const Context& context);
/// The class that new media go to exists; absent and 0 are "Other". Reads the database for all others.
Done class_id(const Context& context, const std::optional<std::int64_t>& id, std::string_view field = "ClassId");

}  // namespace vod::check

namespace vod {

/// What URLs in this server's answers begin with.
inline wire::PublicUrl public_url(const Context& context) { return {context.world.public_url()}; }

}  // namespace vod
