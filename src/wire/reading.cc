#include "wire/reading.h"

#include <utility>

#include "base/check.h"

namespace vod::wire {

void Reading::push(Step step) {
  VOD_CHECK(depth_ < steps_.size());
  steps_[depth_++] = step;
}

std::string Reading::path(std::string_view name) const {
  std::string path;
  for (std::size_t i = 0; i < depth_; ++i) {
    if (i > 0) path += '.';
    if (steps_[i].name.empty()) {
      path += std::to_string(steps_[i].index);
    } else {
      path += steps_[i].name;
    }
  }
  if (!path.empty() && !name.empty()) path += '.';
  path += name;
  return path;
}

void Reading::fail(ErrorCode code, std::string path, std::string detail) {
  if (error_) return;
  error_ = Error{code, std::move(path), std::move(detail)};
}

}  // namespace vod::wire
