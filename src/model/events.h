#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "model/app.h"
#include "model/event_examples.h"

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
  edit_media_complete = 5,
  compose_media_complete = 6,
  split_media_complete = 7,
  restore_media_complete = 8,
  persistence_complete = 9,
  describe_file_attributes_complete = 10,
};

/// One row of the table of events: all that a new type needs beside its cause. `wire_name` is EventType on the wire,
/// `label` its name for people, `member` the one member of EventContent that is set, `wire_type` the type of that
/// member, `enabled` the cloud's switch of it (null: it has none, and is delivered unless DeliveryConfig switches it
/// off), `is_in_v2` whether the frozen 2.0 form has it, `example` what its test event tells.
struct EventRow {
  EventType type;
  std::string_view wire_name;
  std::string_view label;
  std::string_view member;
  std::string_view wire_type;
  bool EventConfig::* enabled;
  bool is_in_v2;
  std::string_view caused_by;
  std::string_view example;
};

inline constexpr std::array event_rows = {
    EventRow{EventType::new_file_upload, "NewFileUpload", "Upload complete", "FileUploadEvent", "FileUploadTask",
             &EventConfig::upload_switch, true, "an upload was committed and looked at",
             event_examples::new_file_upload},
    EventRow{EventType::pull_complete, "PullComplete", "URL pull complete", "PullCompleteEvent", "PullUploadTask",
             nullptr, true, "a PullUpload task ended", event_examples::pull_complete},
    EventRow{EventType::file_deleted, "FileDeleted", "Media deleted", "FileDeleteEvent", "FileDeleteTask",
             &EventConfig::delete_switch, true, "a media, or parts of it, were deleted", event_examples::file_deleted},
    EventRow{EventType::procedure_state_changed, "ProcedureStateChanged", "Task state changed",
             "ProcedureStateChangeEvent", "ProcedureTask", nullptr, true, "a media processing task changed its state",
             event_examples::procedure_state_changed},
    EventRow{EventType::edit_media_complete, "EditMediaComplete", "Editing complete", "EditMediaCompleteEvent",
             "EditMediaTask", nullptr, false, "an EditMedia task ended", event_examples::edit_media_complete},
    EventRow{EventType::compose_media_complete, "ComposeMediaComplete", "Composing complete",
             "ComposeMediaCompleteEvent", "ComposeMediaTask", nullptr, false, "a ComposeMedia task ended",
             event_examples::compose_media_complete},
    EventRow{EventType::split_media_complete, "SplitMediaComplete", "Splitting complete", "SplitMediaCompleteEvent",
             "SplitMediaTask", nullptr, false, "a SplitMedia task ended", event_examples::split_media_complete},
    EventRow{EventType::restore_media_complete, "RestoreMediaComplete", "Retrieval complete",
             "RestoreMediaCompleteEvent", "RestoreMediaTask", nullptr, false, "an archived media can be read again",
             event_examples::restore_media_complete},
    EventRow{EventType::persistence_complete, "PersistenceComplete", "Clip persisted", "PersistenceCompleteEvent",
             "PersistenceCompleteTask", &EventConfig::persistence_switch, false,
             "a clip of SimpleHlsClip or FastEditMedia was made a media of its own",
             event_examples::persistence_complete},
    EventRow{EventType::describe_file_attributes_complete, "DescribeFileAttributesComplete", "File attributes known",
             "DescribeFileAttributesCompleteEvent", "DescribeFileAttributesTask", nullptr, false,
             "a DescribeFileAttributes task ended", event_examples::describe_file_attributes_complete},
};

const EventRow& event_row(EventType type);
std::optional<EventType> event_type(std::string_view wire_name);

/// Which form of MediaBasicInfo a PullComplete callback has: that of 2019 (nested), today's (flat), or both in one.
enum class MediaInfoForm { both = 0, flat = 1, nested = 2 };
/// By the setting pull_complete.media_info: `flat`, `nested`, else both.
MediaInfoForm media_info_form(std::string_view name);

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

/// The sequence number in an event id; nothing for other texts.
std::optional<std::uint64_t> event_sequence(std::string_view event_id);
std::optional<EventState> event_state(std::string_view name);

/// Whether events of the type are delivered at all.
bool is_switched_on(const EventConfig& config, EventType type);
/// The state that a fresh event gets from the app's configuration at this moment. A test event is not held back by its
/// type's switch: it is there to try the way.
EventState first_state(const EventConfig& config, EventType type, bool is_test = false);

}  // namespace vod
