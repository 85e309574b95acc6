#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "ports/blobs.h"

namespace vod {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// A file on its way into the store, over one request or several. Used by one thread at a time.
class Arrival {
 public:
  explicit Arrival(Blobs& blobs) : blobs_(blobs) {}

  /// The request headers that ask for the rest of the file; none when it must come from the beginning.
  HttpHeaders wanted_headers() const;
  /// Takes an answer's head: goes on where the last one broke off, or begins again. An error when it is neither.
  Done take_head(int status, const HttpHeaders& headers);
  Done take(std::string_view bytes);
  /// After a whole answer: an error when bytes are missing that were promised.
  Done check_whole() const;
  /// The next answer must be the whole file.
  void forget() { validator_.clear(); }

  std::uint64_t size_bytes() const { return size_bytes_; }
  /// 0 = not said.
  std::uint64_t promised_bytes() const { return promised_bytes_; }
  /// What the store said against it; not the sender's fault.
  const std::optional<Error>& problem() const { return problem_; }

  /// The finished file, also when it is empty.
  Result<BlobId> commit();
  /// Lower-case hex; once.
  std::string md5();
  std::uint64_t crc() const { return crc_; }

 private:
  Done begin();

  Blobs& blobs_;
  std::unique_ptr<BlobWriter> writer_;
  std::optional<Md5> md5_;
  std::uint64_t crc_ = 0;
  std::uint64_t size_bytes_ = 0;
  std::uint64_t promised_bytes_ = 0;
  // What names this very content: a strong ETag, or the time of its last change.
  std::string validator_;
  std::optional<Error> problem_;
};

}  // namespace vod
