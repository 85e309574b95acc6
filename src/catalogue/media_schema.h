#pragma once

#include <array>
#include <string_view>

namespace vod::catalogue {

/// Version 3: what media work adds. Times are wall milliseconds. Templates and procedures of an app's own, in wire
/// form.
inline constexpr auto template_tables = std::to_array<std::string_view>({
    "CREATE TABLE templates(sub_app_id INTEGER NOT NULL, kind INTEGER NOT NULL, definition INTEGER NOT NULL,"
    " name TEXT NOT NULL, comment TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,"
    " body TEXT NOT NULL, PRIMARY KEY(sub_app_id, kind, definition)) WITHOUT ROWID",
    "CREATE TABLE procedures(sub_app_id INTEGER NOT NULL, name TEXT NOT NULL, comment TEXT NOT NULL,"
    " created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY(sub_app_id, name)) WITHOUT ROWID",
    // The flow that ApplyUpload named, and its SessionContext; '' = none.
    "ALTER TABLE ingests ADD COLUMN procedure_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ingests ADD COLUMN session_context TEXT NOT NULL DEFAULT ''",
});

/// Classes, storage classes, forbidden media, subtitles.
inline constexpr auto library_tables = std::to_array<std::string_view>({
    // parent_id -1: a class of the first level.
    "CREATE TABLE classes(sub_app_id INTEGER NOT NULL, class_id INTEGER NOT NULL, parent_id INTEGER NOT NULL,"
    " name TEXT NOT NULL, created_ms INTEGER NOT NULL, PRIMARY KEY(sub_app_id, class_id)) WITHOUT ROWID",
    "CREATE UNIQUE INDEX classes_by_parent ON classes(sub_app_id, parent_id, name)",
    "CREATE INDEX media_by_class ON media(sub_app_id, class_id) WHERE class_id <> 0",
    "ALTER TABLE media ADD COLUMN storage_class TEXT NOT NULL DEFAULT 'STANDARD'",
    // Of an archived media that was restored: until then it can be read; 0 = it is not restored.
    "ALTER TABLE media ADD COLUMN restored_until_ms INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX media_restored ON media(restored_until_ms) WHERE restored_until_ms > 0",
    "ALTER TABLE media ADD COLUMN is_forbidden INTEGER NOT NULL DEFAULT 0",
    // MediaSubtitleInfo as JSON, with paths; '' = none.
    "ALTER TABLE media ADD COLUMN subtitles TEXT NOT NULL DEFAULT ''",
    // Retrievals and changes of class that are on their way; `detail` is RestoreMediaTask or the new class as JSON.
    "CREATE TABLE storage_moves(sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, due_ms INTEGER NOT NULL,"
    " detail TEXT NOT NULL, PRIMARY KEY(sub_app_id, file_id)) WITHOUT ROWID",
    "CREATE INDEX storage_moves_due ON storage_moves(due_ms)",
});

/// Keys of encrypted streams: one per output.
inline constexpr auto stream_tables = std::to_array<std::string_view>({
    "CREATE TABLE stream_keys(sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, definition INTEGER NOT NULL,"
    " key_id TEXT NOT NULL, secret TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    " PRIMARY KEY(sub_app_id, file_id, definition)) WITHOUT ROWID",
    // What an app's play tokens are signed with.
    "CREATE TABLE play_keys(sub_app_id INTEGER PRIMARY KEY, secret TEXT NOT NULL, created_ms INTEGER NOT NULL)",
});

/// Version 5: SearchMedia. The index in whose order media are listed has what searches mostly choose by, so that
/// counting them and finding a page reads it alone and not the wide rows. `row` stands before that, since lists go by
/// time and row. An index of its own for each of these columns would find rare values sooner, and cost every upload one
/// more write.
inline constexpr auto search_indexes = std::to_array<std::string_view>({
    "DROP INDEX media_by_time",
    "CREATE INDEX media_by_time ON media(sub_app_id, created_ms, row, category, type, class_id)",
    "DROP INDEX media_by_class",
    "CREATE INDEX media_by_class ON media(sub_app_id, class_id, created_ms) WHERE class_id <> 0",
});

}  // namespace vod::catalogue
