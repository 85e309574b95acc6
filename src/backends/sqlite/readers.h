#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "backends/sqlite/connection.h"
#include "ports/database.h"

namespace vod::sqlite {

/// The pool of reading connections: made when first needed, up to limits::read_connections_max; who finds none free
/// waits. Thread-safe.
class Readers {
 public:
  Readers(std::string path, std::string vfs, std::int64_t read_ms_max);

  /// Runs `look` on the calling thread over one snapshot. resource_unavailable when it takes longer than read_ms_max,
  /// or when no connection came free in that time. A look inside a look takes a second connection.
  Done read(const Database::Look& look);

 private:
  class Lent;
  Result<std::unique_ptr<Connection>> take();
  void give_back(std::unique_ptr<Connection> connection);
  Result<std::unique_ptr<Connection>> open() const;

  const std::string path_;
  const std::string vfs_;
  const std::int64_t read_ms_max_;
  std::mutex mutex_;
  std::condition_variable came_free_;
  // Used from the back: the connection that was used last has the warmest cache.
  std::vector<std::unique_ptr<Connection>> free_;
  std::size_t opened_ = 0;
};

}  // namespace vod::sqlite
