#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "model/app.h"

namespace vod {

/// Where an event is on its way to the application; the numbers are stored.
enum class EventState {
  queued = 0,    // Waits for PullEvents.
  sending = 1,   // On its way to the callback URL.
  parked = 2,    // Set aside with a reason; never handed out until unparked.
  unrouted = 3,  // No destination was set, or the type's switch is off: history only.
  done = 4,      // Confirmed or delivered: history only.
};
std::string_view name_of(EventState state);

/// The types of event; the numbers are stored.
enum class EventType {
  new_file_upload = 1,
  pull_complete = 2,
  file_deleted = 3,
  procedure_state_changed = 4,
};

/// One row of the table of events. `wire_name` is EventType on the wire, `member` the one member of EventContent that
/// is set, `wire_type` the type of that member, `enabled` the app's switch (null = delivered always).
struct EventRow {
  EventType type;
  std::string_view wire_name;
  std::string_view member;
  std::string_view wire_type;
  bool EventConfig::* enabled;
  std::string_view caused_by;
};

inline constexpr std::array event_rows = {
    EventRow{EventType::new_file_upload, "NewFileUpload", "FileUploadEvent", "FileUploadTask",
             &EventConfig::upload_switch, "an upload was committed and looked at"},
    EventRow{EventType::pull_complete, "PullComplete", "PullCompleteEvent", "PullUploadTask", nullptr,
             "a PullUpload task ended"},
    EventRow{EventType::file_deleted, "FileDeleted", "FileDeleteEvent", "FileDeleteTask", &EventConfig::delete_switch,
             "a media, or parts of it, were deleted"},
    EventRow{EventType::procedure_state_changed, "ProcedureStateChanged", "ProcedureStateChangeEvent", "ProcedureTask",
             nullptr, "a media processing task changed its state"},
};

const EventRow& event_row(EventType type);
std::optional<EventType> event_type(std::string_view wire_name);

/// Which form of MediaBasicInfo a PullComplete callback has: that of 2019 (nested), today's (flat), or both in one.
enum class MediaInfoForm { both = 0, flat = 1, nested = 2 };

/// An event before it has a number. `body` is EventContent without EventHandle, as JSON.
struct EventDraft {
  AppId app;
  EventType type{};
  std::optional<FileId> file;
  std::optional<TaskId> task;
  std::int64_t created_ms = 0;
  /// Made on request to try the way to the application; nothing happened.
  bool is_test = false;
  std::string body;
};

/// An event as it is kept. `sequence` orders events roughly; the event id derives from it.
struct Event {
  std::uint64_t sequence = 0;
  AppId app;
  EventType type{};
  EventState state{};
  std::int64_t created_ms = 0;
  std::optional<FileId> file;
  std::optional<TaskId> task;
  bool is_test = false;
  /// Fixed when it was written, so that all attempts send the same bytes.
  MediaInfoForm media_info = MediaInfoForm::both;
  std::string body;
};

/// The stable id of an event: `evt_` and the sequence number. The same over all attempts and handings-out.
inline std::string event_id(std::uint64_t sequence) { return "evt_" + std::to_string(sequence); }

/// The state that a fresh event gets from the app's configuration at this moment.
EventState first_state(const EventConfig& config, EventType type);

}  // namespace vod
