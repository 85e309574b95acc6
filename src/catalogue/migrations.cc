#include "catalogue/migrations.h"

#include "catalogue/delivery_schema.h"
#include "catalogue/media_schema.h"
#include "catalogue/objects_schema.h"
#include "catalogue/usage_schema.h"

namespace vod::catalogue {
namespace {

// File ids are 64 bits without a sign, stored as the signed number of the same bits. Times are wall milliseconds.
const std::vector<std::string_view> first_tables = {
    "CREATE TABLE apps(sub_app_id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL,"
    " status INTEGER NOT NULL, created_ms INTEGER NOT NULL, mode INTEGER NOT NULL, notification_url TEXT NOT NULL,"
    " sign_key TEXT NOT NULL, upload_switch INTEGER NOT NULL, delete_switch INTEGER NOT NULL,"
    " persistence_switch INTEGER NOT NULL)",

    // The rowid ties a media to its text index.
    "CREATE TABLE media(row INTEGER PRIMARY KEY, sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL,"
    " name TEXT NOT NULL, description TEXT NOT NULL, class_id INTEGER NOT NULL, type TEXT NOT NULL,"
    " category TEXT NOT NULL, path TEXT NOT NULL, cover_path TEXT NOT NULL, storage_region TEXT NOT NULL,"
    " source_type TEXT NOT NULL, source_context TEXT NOT NULL, tags TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    " updated_ms INTEGER NOT NULL, expire_ms INTEGER NOT NULL, ingest INTEGER NOT NULL, metadata TEXT NOT NULL,"
    " probe_code TEXT NOT NULL, probe_detail TEXT NOT NULL, key_frames TEXT NOT NULL, has_original INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX media_by_id ON media(sub_app_id, file_id)",
    "CREATE INDEX media_by_time ON media(sub_app_id, created_ms)",
    "CREATE INDEX media_by_expiry ON media(expire_ms) WHERE expire_ms > 0",
    // Names, descriptions and tags in the words of catalogue/tokens.h.
    "CREATE VIRTUAL TABLE media_text USING fts5(words, tokenize = 'unicode61', content = '')",

    "CREATE TABLE outputs(sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " definition INTEGER NOT NULL, path TEXT NOT NULL, created_ms INTEGER NOT NULL, detail TEXT NOT NULL,"
    " PRIMARY KEY(sub_app_id, file_id, kind, definition)) WITHOUT ROWID",

    // What ApplyUpload promised; media_path is set again in `media` when CommitUpload made it one.
    "CREATE TABLE upload_sessions(session_key TEXT PRIMARY KEY, sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL,"
    " request TEXT NOT NULL, media_path TEXT NOT NULL, cover_path TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL, committed INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX upload_sessions_by_end ON upload_sessions(expires_ms)",

    // Media that wait for their probe: the event that tells of them is written when it is over.
    "CREATE TABLE ingests(sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, created_ms INTEGER NOT NULL,"
    " PRIMARY KEY(sub_app_id, file_id)) WITHOUT ROWID",

    "CREATE TABLE tasks(task_id TEXT PRIMARY KEY, sub_app_id INTEGER NOT NULL, type INTEGER NOT NULL,"
    " status INTEGER NOT NULL, file_id INTEGER, priority INTEGER NOT NULL, notify INTEGER NOT NULL,"
    " session_id TEXT NOT NULL, session_context TEXT NOT NULL, created_ms INTEGER NOT NULL, begin_ms INTEGER NOT NULL,"
    " finish_ms INTEGER NOT NULL, fence INTEGER NOT NULL, cancel_code TEXT NOT NULL, request TEXT NOT NULL,"
    " detail TEXT NOT NULL, cpu_ms INTEGER NOT NULL, wall_ms INTEGER NOT NULL)",
    "CREATE INDEX tasks_open ON tasks(status, priority DESC, created_ms) WHERE status < 2",
    "CREATE INDEX tasks_by_time ON tasks(sub_app_id, created_ms)",
    "CREATE INDEX tasks_by_file ON tasks(sub_app_id, file_id) WHERE file_id IS NOT NULL",
    "CREATE INDEX tasks_by_session ON tasks(sub_app_id, session_id) WHERE session_id <> ''",

    // The one index is the reliable queue's: every further one costs each event dearly.
    "CREATE TABLE events(seq INTEGER PRIMARY KEY, sub_app_id INTEGER NOT NULL, state INTEGER NOT NULL,"
    " type INTEGER NOT NULL, created_ms INTEGER NOT NULL, closed_ms INTEGER NOT NULL DEFAULT 0,"
    " closed_epoch INTEGER NOT NULL DEFAULT 0, closed_delivery INTEGER NOT NULL DEFAULT 0, file_id INTEGER,"
    " task_id TEXT, body TEXT NOT NULL)",
    "CREATE INDEX events_queued ON events(sub_app_id, seq) WHERE state = 0",

    // Single values that outlive a start: epochs, keys of our own.
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
};

// Version 2: what the extension API sets and shows of delivery.
const std::vector<std::string_view> delivery_settings = {
    // JSON, by catalogue/delivery_config.h; '' = all defaults.
    "ALTER TABLE apps ADD COLUMN delivery TEXT NOT NULL DEFAULT ''",
    // Bit 0: a test event. Bits 1 and 2: MediaInfoForm.
    "ALTER TABLE events ADD COLUMN flags INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE pushes ADD COLUMN is_redelivery INTEGER NOT NULL DEFAULT 0",
    // Handles up to delivery `base` are void, and don't count for parking. `epoch` handed out last; 0 = nobody's lease.
    "ALTER TABLE deliveries ADD COLUMN base INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE deliveries ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0",
    // Of the app's queued events with a sequence number up to `upto`, how many there are.
    "CREATE TABLE queue_counts(sub_app_id INTEGER PRIMARY KEY, upto INTEGER NOT NULL, queued INTEGER NOT NULL)",
    // Only of what goes to other destinations than the app's URL: lane 2 is parked, for this reason.
    "ALTER TABLE pushes ADD COLUMN parked_reason TEXT NOT NULL DEFAULT ''",
    // A backlog of one destination is never read on behalf of the other.
    "DROP INDEX pushes_due",
    "CREATE INDEX pushes_due ON pushes(sub_app_id, destination, lane, due_ms)",
};

// Version 2, too: what the console lists, and who may call.
const std::vector<std::string_view> console_tables = {
    // The size of the file that the media's path names.
    "ALTER TABLE media ADD COLUMN size_bytes INTEGER NOT NULL DEFAULT 0",
    "UPDATE media SET size_bytes ="
    " COALESCE((SELECT objects.size_bytes FROM objects WHERE objects.path = media.path), 0)",
    "CREATE INDEX media_by_name ON media(sub_app_id, name)",
    "CREATE INDEX media_by_size ON media(sub_app_id, size_bytes)",
    // Lasting keys beside the root key; sub_app_id 0 = all apps, expires_ms 0 = never.
    "CREATE TABLE keys(secret_id TEXT PRIMARY KEY, secret_key TEXT NOT NULL, name TEXT NOT NULL,"
    " sub_app_id INTEGER NOT NULL, read_only INTEGER NOT NULL, disabled INTEGER NOT NULL, created_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL) WITHOUT ROWID",
    // Temporary keys of consoles, each with the rights of the key that parent_id names.
    "CREATE TABLE console_sessions(secret_id TEXT PRIMARY KEY, secret_key TEXT NOT NULL, token TEXT NOT NULL,"
    " parent_id TEXT NOT NULL, expires_ms INTEGER NOT NULL) WITHOUT ROWID",
};

std::vector<std::string_view> joined(std::initializer_list<std::span<const std::string_view>> parts) {
  std::vector<std::string_view> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<Migration> migrations() {
  return {
      {1, joined({first_tables, objects_schema, delivery_schema})},
      {2, joined({delivery_settings, console_tables})},
      {3, joined({template_tables, library_tables, stream_tables})},
      {4, joined({usage_schema})},
      {5, joined({search_indexes})},
  };
}

}  // namespace vod::catalogue
