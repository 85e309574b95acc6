// The room ports: what we ask of the outside, one interface per header, each with its contract tests beside it. It
// refuses to know who answers: SQLite, a disk, FFmpeg and libcurl stand in backends/, fakes in testing/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "ports/change_log.h"

namespace vod {

/// A value bound to a placeholder. Texts and blobs are borrowed for the time of the call.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, std::span<const std::byte>>;

/// One row of an answer; valid inside the row function only. Columns count from 0; a null reads as 0 or "".
class SqlRow {
 public:
  virtual ~SqlRow() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  /// Texts and blobs alike.
  virtual std::string_view text(int column) const = 0;
};

/// Reads inside a snapshot. Statements have `$1`, `$2` ... placeholders in order, in the common subset of SQLite and
/// PostgreSQL; they are prepared once per connection and text.
class ReadTransaction {
 public:
  using RowFunction = std::function<void(const SqlRow&)>;
  virtual ~ReadTransaction() = default;
  /// Runs one statement to its end; `row` sees each row.
  virtual Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) = 0;
  Done query(std::string_view sql, std::initializer_list<SqlValue> values, const RowFunction& row) {
    return query(sql, std::span(values.begin(), values.size()), row);
  }
};

/// Reads and changes. Everything that one function does with it becomes durable together or not at all.
class Transaction : public ReadTransaction {
 public:
  /// Runs a changing statement and gives the number of rows that it changed.
  virtual Result<std::int64_t> run(std::string_view sql, std::span<const SqlValue> values) = 0;
  Result<std::int64_t> run(std::string_view sql, std::initializer_list<SqlValue> values) {
    return run(sql, std::span(values.begin(), values.size()));
  }
  /// The row id that the last insert gave.
  virtual std::int64_t last_insert_id() = 0;
  /// Side effects in memory: run on the writer's thread after the sync and before `done`, only when this change is
  /// durable. They must be short and must not touch the database.
  virtual void on_commit(std::function<void()> effect) = 0;
  /// Watchers learn of it when this change is durable, right before its effects run. Catalogue functions call it.
  virtual void changed(Change change) = 0;
};

/// One database that holds catalogue, tasks, events and delivery state together. Thread-safe.
///
/// Errors: resource_insufficient when the disk is full (this change is refused, later ones may succeed);
/// database_failed after a failed sync or I/O error (final for writes until a restart); whatever the function returned
/// otherwise. A function that fails leaves nothing behind and does not hurt the other members of its group.
class Database {
 public:
  using Change = std::function<Done(Transaction&)>;
  using Finished = std::function<void(Done)>;
  using Look = std::function<Done(ReadTransaction&)>;
  /// Parts done of all; both may grow. False ends the copying.
  using CopyProgress = std::function<bool(std::uint64_t done_pages, std::uint64_t all_pages)>;

  virtual ~Database() = default;

  /// Hands a change over; it is durable when `finished` runs with success (on the writer's thread: keep it short).
  /// The change may run more than once and does no I/O and no waiting of its own; it touches at most
  /// limits::change_rows_max rows. Never blocks.
  virtual void submit(Change change, Finished finished) = 0;

  /// Reads a snapshot on the calling thread. A look ends within limits::read_ms_max.
  virtual Done read(const Look& look) = 0;

  /// submit() plus wait, for handler threads only: never from an I/O thread, a step or inside a change.
  virtual Done write(Change change) {
    std::promise<Done> promise;
    auto future = promise.get_future();
    submit(std::move(change), [&promise](Done result) { promise.set_value(std::move(result)); });
    return future.get();
  }

  /// Copies the whole database into a new file while changes go on: a snapshot of a moment near the end, with every
  /// change that was acknowledged before the call. In small steps between changes, so nobody waits long; durable when
  /// it returns. `cancelled` when `progress` (on the writer's thread) said so; a file that is not whole stays behind
  /// after any failure. One at a time; for a thread that may wait.
  virtual Done copy_to(const std::filesystem::path& file, CopyProgress progress) = 0;

  /// Why writes are refused for good, if they are.
  virtual std::optional<Error> write_failure() const = 0;
};

}  // namespace vod
