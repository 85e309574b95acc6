// What the tests of this room stand on: a real database in memory, a clock that they move, one application.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "backends/sqlite/sqlite.h"
#include "base/bells.h"
#include "base/log.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/migrations.h"
#include "catalogue/queue.h"
#include "testing/manual_clock.h"
#include "testing/seeded_random.h"

namespace vod {

struct DeliveryWorld {
  explicit DeliveryWorld(EventMode mode) {
    database = open_sqlite({.ephemeral = true}, *log).value();
    EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log));
    put_app(app, mode);
  }

  void put_app(AppId id, EventMode mode, const std::string& url = "http://receiver.example.net/hook") {
    App row;
    row.id = id;
    row.events.mode = mode;
    row.events.notification_url = url;
    row.events.upload_switch = true;
    write([&](Transaction& tx) { return catalogue::insert_app(tx, row); });
  }
  void change_config(AppId id, const std::function<void(EventConfig&)>& change) {
    write([&](Transaction& tx) -> Done {
      VOD_TRY(auto row, catalogue::find_app(tx, id));
      change(row->events);
      return catalogue::update_app(tx, *row);
    });
  }

  /// Writes an event as its cause would; gives its sequence number.
  std::uint64_t publish(AppId id, const std::string& body = R"({"EventType":"NewFileUpload"})",
                        EventType type = EventType::new_file_upload, std::optional<TaskId> task = {}) {
    std::uint64_t sequence = 0;
    write([&](Transaction& tx) -> Done {
      EventDraft draft;
      draft.app = id;
      draft.type = type;
      draft.task = std::move(task);
      draft.created_ms = clock.wall_ms();
      draft.body = body;
      VOD_TRY(sequence, catalogue::append_event(tx, bells, draft));
      return done();
    });
    return sequence;
  }
  std::uint64_t publish() { return publish(app); }

  EventState state_of(std::uint64_t sequence) {
    std::optional<Event> event;
    const Done read = database->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(event, catalogue::find_event(tx, sequence));
      return done();
    });
    EXPECT_TRUE(read && event);
    return event->state;
  }
  void write(Database::Change change) {
    const Done written = database->write(std::move(change));
    EXPECT_TRUE(written) << (written ? "" : written.error().detail);
  }
  /// Waits until everything that was submitted is durable.
  void drain() {
    write([](Transaction&) { return done(); });
  }

  const AppId app{1500000001};
  const AppId other_app{1500000002};
  std::unique_ptr<Log> log = make_silent_log();
  Bells bells;
  testing::ManualClock clock;
  testing::SeededRandom random{7};
  std::unique_ptr<Database> database;
};

}  // namespace vod
