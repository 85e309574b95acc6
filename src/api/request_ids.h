#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <string>

#include "base/random.h"

namespace vod {

/// Makes the RequestId of each answer, a version 4 UUID. Takes chance in larger pieces, since asking the generator for
/// each id would be one of the dearest parts of a call. Thread-safe.
class RequestIds {
 public:
  explicit RequestIds(Random& random) : random_(random) {}
  std::string next();

 private:
  static constexpr std::size_t id_bytes = 16;
  Random& random_;
  std::mutex mutex_;
  std::array<std::byte, id_bytes * 256> pool_{};
  std::size_t used_ = pool_.size();
};

}  // namespace vod
