#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "backends/sqlite/sqlite.h"
#include "base/log.h"
#include "catalogue/apps.h"
#include "catalogue/media.h"
#include "catalogue/migrations.h"

/// An empty catalogue on a real database, for tests, with an application in it.
namespace vod::catalogue {

class TestCatalogue {
 public:
  static constexpr AppId app{1'500'000'001};

  TestCatalogue() {
    EXPECT_TRUE(migrate(*database_, migrations(), *log_));
    write([](Transaction& tx) {
      App row;
      row.id = app;
      row.name = "main";
      return insert_app(tx, row);
    });
  }
  Database& database() { return *database_; }
  Log& log() { return *log_; }

  void write(const Database::Change& change) {
    const auto written = database_->write(change);
    EXPECT_TRUE(written) << (written ? std::string() : written.error().detail);
  }
  template <class Value, class Find>
  Value read(Find find) {
    Value value{};
    EXPECT_TRUE(database_->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(value, find(tx));
      return done();
    }));
    return value;
  }

  /// A media that went through everything but its probe.
  static Media media(std::uint64_t id, const std::string& name) {
    Media row;
    row.app = app;
    row.id = {id};
    row.name = name;
    row.type = "mp4";
    row.category = "Video";
    row.path = "/00000000vodcq1/00000000" + row.id.text() + "/a.mp4";
    row.created_ms = static_cast<std::int64_t>(id);
    row.updated_ms = row.created_ms;
    return row;
  }

 private:
  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<Database> database_ = open_sqlite({.ephemeral = true}, *log_).value();
};

}  // namespace vod::catalogue
