#pragma once

#include <array>
#include <string_view>

namespace vod::catalogue {

/// The tables of stored bytes and of uploads on their way. Paths begin with "/". CRCs and file ids are 64 bits without
/// a sign, stored as the signed number of the same bits. Times are wall milliseconds.
inline constexpr std::array<std::string_view, 11> objects_schema = {
    // Every path that can be read. blob_id is null while the object still consists of its upload's parts; upload_id
    // stays afterwards, so that a repeated Complete finds its answer. A sealed object belongs to a committed media.
    "CREATE TABLE objects(path TEXT PRIMARY KEY, sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, blob_id TEXT,"
    " size_bytes INTEGER NOT NULL, crc64 INTEGER NOT NULL, etag TEXT NOT NULL, content_type TEXT NOT NULL,"
    " created_ms INTEGER NOT NULL, upload_id TEXT, sealed INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX objects_by_blob ON objects(blob_id) WHERE blob_id IS NOT NULL",
    "CREATE INDEX objects_unsealed ON objects(created_ms) WHERE sealed = 0",

    // Multipart uploads: open, completed (an object consists of the parts), or discarded (parts are being removed).
    // revision counts the changes of the parts, so that a decision taken on a snapshot can be checked.
    "CREATE TABLE object_uploads(upload_id TEXT PRIMARY KEY, path TEXT NOT NULL, sub_app_id INTEGER NOT NULL,"
    " file_id INTEGER NOT NULL, content_type TEXT NOT NULL, created_ms INTEGER NOT NULL, state INTEGER NOT NULL,"
    " revision INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX object_uploads_by_path ON object_uploads(path, upload_id)",
    "CREATE INDEX object_uploads_by_state ON object_uploads(state, created_ms)",

    "CREATE TABLE object_parts(upload_id TEXT NOT NULL, number INTEGER NOT NULL, blob_id TEXT NOT NULL,"
    " size_bytes INTEGER NOT NULL, md5 TEXT NOT NULL, crc64 INTEGER NOT NULL, created_ms INTEGER NOT NULL,"
    " PRIMARY KEY(upload_id, number)) WITHOUT ROWID",
    "CREATE INDEX object_parts_by_blob ON object_parts(blob_id)",

    // Temporary keys of ApplyUpload: each may write below one folder (it ends with "/") until it expires.
    "CREATE TABLE upload_credentials(secret_id TEXT PRIMARY KEY, secret_key TEXT NOT NULL, token TEXT NOT NULL,"
    " folder TEXT NOT NULL, sub_app_id INTEGER NOT NULL, file_id INTEGER NOT NULL, expires_ms INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE INDEX upload_credentials_by_folder ON upload_credentials(folder)",
    "CREATE INDEX upload_credentials_by_end ON upload_credentials(expires_ms)",
};

}  // namespace vod::catalogue
