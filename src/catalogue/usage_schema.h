#pragma once

#include <array>
#include <string_view>

namespace vod::catalogue {

/// Version 4: what an application holds is known without looking at each of its rows. Triggers keep the sums, so that
/// no writer can forget them; objects are all stored paths of the app, the originals among them.
inline constexpr auto usage_schema = std::to_array<std::string_view>({
    "CREATE TABLE app_usage(sub_app_id INTEGER PRIMARY KEY, media INTEGER NOT NULL, original_bytes INTEGER NOT NULL,"
    " object_bytes INTEGER NOT NULL)",
    "INSERT INTO app_usage SELECT sub_app_id, SUM(media), SUM(original_bytes), SUM(object_bytes) FROM"
    " (SELECT sub_app_id, COUNT(*) AS media, SUM(size_bytes) AS original_bytes, 0 AS object_bytes FROM media"
    " GROUP BY sub_app_id UNION ALL SELECT sub_app_id, 0, 0, SUM(size_bytes) FROM objects GROUP BY sub_app_id)"
    " GROUP BY sub_app_id",

    "CREATE TRIGGER media_usage_added AFTER INSERT ON media BEGIN"
    " INSERT INTO app_usage VALUES(NEW.sub_app_id, 1, NEW.size_bytes, 0) ON CONFLICT(sub_app_id) DO UPDATE SET"
    " media = media + 1, original_bytes = original_bytes + excluded.original_bytes; END",
    "CREATE TRIGGER media_usage_changed AFTER UPDATE OF size_bytes ON media WHEN NEW.size_bytes <> OLD.size_bytes BEGIN"
    " UPDATE app_usage SET original_bytes = original_bytes + NEW.size_bytes - OLD.size_bytes"
    " WHERE sub_app_id = NEW.sub_app_id; END",
    "CREATE TRIGGER media_usage_removed AFTER DELETE ON media BEGIN"
    " UPDATE app_usage SET media = media - 1, original_bytes = original_bytes - OLD.size_bytes"
    " WHERE sub_app_id = OLD.sub_app_id; END",

    "CREATE TRIGGER objects_usage_added AFTER INSERT ON objects BEGIN"
    " INSERT INTO app_usage VALUES(NEW.sub_app_id, 0, 0, NEW.size_bytes) ON CONFLICT(sub_app_id) DO UPDATE SET"
    " object_bytes = object_bytes + excluded.object_bytes; END",
    "CREATE TRIGGER objects_usage_changed AFTER UPDATE OF size_bytes ON objects WHEN NEW.size_bytes <> OLD.size_bytes"
    " BEGIN UPDATE app_usage SET object_bytes = object_bytes + NEW.size_bytes - OLD.size_bytes"
    " WHERE sub_app_id = NEW.sub_app_id; END",
    "CREATE TRIGGER objects_usage_removed AFTER DELETE ON objects BEGIN"
    " UPDATE app_usage SET object_bytes = object_bytes - OLD.size_bytes WHERE sub_app_id = OLD.sub_app_id; END",

    // An ended task with an error of its own or of a sub-task; of tasks that ended before this version it is not known.
    "ALTER TABLE tasks ADD COLUMN failed INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX tasks_ended ON tasks(sub_app_id, finish_ms, failed, status) WHERE status = 2",
    // As before, with what counting the open tasks of one app needs.
    "DROP INDEX tasks_open",
    "CREATE INDEX tasks_open ON tasks(status, priority DESC, created_ms, sub_app_id) WHERE status < 2",
});

}  // namespace vod::catalogue
