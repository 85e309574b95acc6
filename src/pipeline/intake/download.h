#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "base/ids.h"
#include "pipeline/workshop.h"

namespace vod {

/// What a download left in the store.
struct Downloaded {
  BlobId blob;
  std::uint64_t size_bytes = 0;
  std::uint64_t crc64 = 0;
  /// Lower-case hex.
  std::string md5;
};

/// What is fetched, and what it may take.
struct DownloadWish {
  std::string url;
  std::uint64_t bytes_max = 0;
  /// What bytes_max is called where it is passed: "pull.max_bytes".
  std::string bytes_max_name;
  /// Of the clock's monotonic time; the download is over by then.
  std::int64_t deadline_ms = 0;
  /// Hears how many bytes have come and how many there are (0 = not said); on the client's thread, must be short.
  std::function<void(std::uint64_t come, std::uint64_t all)> progress = {};
};

/// Fetches a URL into a blob through the guarded client. When the network or the sender fails, it goes on where it
/// broke off, if the sender says that the file is still the same one (If-Range), and from the beginning if not; it
/// gives up after limits::pull_attempts_max attempts in a row that brought nothing. Errors: source_download with what
/// was wrong (an address that may not be reached, a status, a limit), disk_full, task_cancelled.
Result<Downloaded> download(Workshop& workshop, const DownloadWish& wish, const std::stop_token& stop);

struct DownloadedText {
  std::string text;
  /// Where it came from, after redirects: what is relative in it starts from here.
  std::string url;
};
/// The same into memory, for what is small.
Result<DownloadedText> download_text(Workshop& workshop, const DownloadWish& wish, const std::stop_token& stop);

}  // namespace vod
