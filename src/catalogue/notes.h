#pragma once

#include "model/media.h"
#include "model/task.h"
#include "ports/database.h"

/// What watchers are told of rows. Whoever inserts, updates or erases a media, an output, a task, an event or an
/// attempt calls one of these in the same function, so that no caller of it can forget. What retention drops is not
/// told: it has been over for long.
namespace vod::catalogue {

inline void note_media(Transaction& tx, AppId app, FileId file) {
  tx.changed({.kind = ChangeKind::media, .app = app, .file = file, .sequence = 0, .task = {}});
}
inline void note_task(Transaction& tx, const Task& task) {
  tx.changed({.kind = ChangeKind::task, .app = task.app, .file = task.file, .sequence = 0, .task = task.id.value});
}
inline void note_event(Transaction& tx, AppId app, std::uint64_t sequence, std::optional<FileId> file = {}) {
  tx.changed({.kind = ChangeKind::event, .app = app, .file = file, .sequence = sequence, .task = {}});
}
/// An attempt to send the event.
inline void note_delivery(Transaction& tx, AppId app, std::uint64_t sequence) {
  tx.changed({.kind = ChangeKind::delivery, .app = app, .file = {}, .sequence = sequence, .task = {}});
}

}  // namespace vod::catalogue
