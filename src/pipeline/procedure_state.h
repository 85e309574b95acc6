#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/output_items.h"
#include "wire/types.h"

namespace vod {

/// A procedure's state on the wire, as its worker changes it. Sub-tasks are counted in the order of the request.
class ProcedureState {
 public:
  explicit ProcedureState(wire::ProcedureTask task) : task_(std::move(task)) {}

  /// Marks the open sub-tasks as begun; those of an earlier run keep their time.
  void begin(std::int64_t now_ms);
  void succeed(std::size_t index, const OutputItem& item, std::int64_t now_ms);
  void fail(std::size_t index, const Error& problem, std::int64_t now_ms);
  void fail_open(const Error& problem, std::int64_t now_ms);
  void finish() { task_.Status = "FINISH"; }

  std::size_t open_count() const;
  std::size_t size() const { return task_.MediaProcessResultSet.size(); }
  bool is_open(std::size_t index) const;
  const wire::ProcedureTask& task() const { return task_; }

 private:
  wire::ProcedureTask task_;
};

}  // namespace vod
