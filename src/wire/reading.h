#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

/// How a document is read. A request is held to the schema and to the table of support. An answer or an event, which
/// comes from a server that may be newer, may have members that we don't know.
enum class Strictness { request, answer };

/// The state of one decoding: where in the document it is, and the first thing that was wrong. After that the rest of
/// the document is still walked, but nothing more is reported.
class Reading {
 public:
  explicit Reading(Strictness strictness) : strictness_(strictness) {}

  bool strict() const { return strictness_ == Strictness::request; }
  bool failed() const { return error_.has_value(); }
  /// Only after a failure.
  Error take_error() { return std::move(*error_); }

  /// `name` outlives the visit.
  void enter(std::string_view name) { push({name, 0}); }
  void enter_entry(std::size_t index) { push({{}, index}); }
  void leave() { --depth_; }
  /// `MediaProcessTask.TranscodeTaskSet.1`, with `name` as a last step when it is given.
  std::string path(std::string_view name = {}) const;

  /// Keeps the error if it is the first.
  void fail(ErrorCode code, std::string path, std::string detail);

 private:
  struct Step {
    std::string_view name;  // Empty for an entry of an array.
    std::size_t index = 0;
  };
  void push(Step step);

  // Types don't hold themselves, so the schema bounds the depth.
  std::array<Step, 32> steps_{};
  std::size_t depth_ = 0;
  Strictness strictness_;
  std::optional<Error> error_;
};

}  // namespace vod::wire
