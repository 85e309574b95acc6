#include "pipeline/intake/pulled_files.h"

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "pipeline/intake/download.h"
#include "pipeline/patient_write.h"

namespace vod {
namespace {

// Rows that wait for a change; also what a killed server leaves to the sweep of blobs without rows.
constexpr std::size_t rows_at_once = 50;

std::string content_type_in(const std::string& name) {
  return std::string(content_type_of(lower(name.substr(name.rfind('.') + 1))));
}

}  // namespace

Done PulledFiles::fetch(const std::vector<Wanted>& wanted, std::int64_t deadline_ms) {
  std::stop_source ended;
  const std::stop_callback on_stop(work_.stop(), [&] { ended.request_stop(); });
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> problem;
  const auto fetch_some = [&] {
    for (std::size_t i = next++; i < wanted.size() && !ended.stop_requested(); i = next++) {
      const auto fetched = fetch_one(wanted[i], deadline_ms, ended.get_token());
      if (fetched) {
        work_.show(static_cast<double>(++come_) / static_cast<double>(wanted.size()));
        continue;
      }
      const std::lock_guard lock(mutex);
      if (!problem) problem = fetched.error();
      ended.request_stop();
    }
  };
  std::vector<std::future<void>> fetchers;
  for (std::size_t i = 0; i < std::min(limits::pull_files_at_once, wanted.size()); ++i)
    fetchers.push_back(std::async(std::launch::async, fetch_some));
  for (auto& fetcher : fetchers) fetcher.get();
  if (problem) return *problem;
  return work_.stop().stop_requested() ? error(ErrorCode::task_cancelled) : write();
}

Done PulledFiles::fetch_one(const Wanted& wanted, std::int64_t deadline_ms, const std::stop_token& stop) {
  Workshop& workshop = work_.workshop();
  const std::uint64_t before = bytes_;
  if (before >= workshop.pull_bytes_max) {
    return error(ErrorCode::source_download, wanted.url,
                 "The playlist's files are together larger than pull.max_bytes (" +
                     std::to_string(workshop.pull_bytes_max) + " bytes).");
  }
  DownloadWish wish;
  wish.url = wanted.url;
  wish.bytes_max = std::min(wanted.bytes_max, workshop.pull_bytes_max - before);
  wish.bytes_max_name =
      wanted.bytes_max < workshop.pull_bytes_max - before ? "the limit of keys" : "what pull.max_bytes leaves";
  wish.deadline_ms = std::min(deadline_ms, workshop.clock.monotonic_ms() + limits::pull_file_ms_max);
  VOD_TRY(auto fetched, download(workshop, wish, stop));
  bytes_ += fetched.size_bytes;
  catalogue::ObjectRow row = named_;
  row.path = folder_ + wanted.name;
  row.blob = std::move(fetched.blob);
  row.size_bytes = fetched.size_bytes;
  row.crc64 = fetched.crc64;
  row.etag = std::move(fetched.md5);
  row.content_type = content_type_in(wanted.name);
  return add(std::move(row));
}

Result<catalogue::ObjectRow> PulledFiles::put(const std::string& name, const std::string& text) {
  VOD_TRY(const auto writer, work_.workshop().blobs.create());
  VOD_TRY(writer->write(bytes_of(text)));
  catalogue::ObjectRow row = named_;
  VOD_TRY(row.blob, writer->commit());
  row.path = folder_ + name;
  row.size_bytes = text.size();
  row.crc64 = crc64(bytes_of(text));
  row.etag = to_hex(md5(text));
  row.content_type = content_type_in(name);
  VOD_TRY(add(row));
  return row;
}

Done PulledFiles::add(catalogue::ObjectRow row) {
  const std::lock_guard lock(mutex_);
  row.is_sealed = false;
  unwritten_.push_back(std::move(row));
  return unwritten_.size() < rows_at_once ? done() : write_locked();
}

Done PulledFiles::write() {
  const std::lock_guard lock(mutex_);
  return write_locked();
}

Done PulledFiles::write_locked() {
  if (unwritten_.empty()) return done();
  const Task& task = work_.task();
  VOD_TRY(patient_write(
      work_.workshop(),
      [&](Transaction& tx) -> Done {
        VOD_TRY(const auto current, catalogue::find_task(tx, task.app, task.id));
        if (!current || current->fence != task.fence) return error(ErrorCode::cancelled);
        for (const auto& row : unwritten_) {
          VOD_TRY(catalogue::save_object(tx, row));
        }
        return done();
      },
      work_.stop()));
  unwritten_.clear();
  return done();
}

void PulledFiles::forget() {
  const std::lock_guard lock(mutex_);
  Workshop& workshop = work_.workshop();
  while (true) {
    std::vector<catalogue::ObjectRow> rows;
    const auto erased = workshop.database.write([&](Transaction& tx) -> Done {
      VOD_TRY(rows, catalogue::objects_below(tx, folder_, "", limits::segment_rows_at_once));
      for (const auto& row : rows) {
        VOD_TRY(catalogue::erase_object(tx, row.path));
      }
      return done();
    });
    // What stays is removed later, as what a killed server leaves.
    if (!erased) return;
    std::ranges::move(rows, std::back_inserter(unwritten_));
    if (rows.size() < limits::segment_rows_at_once) break;
  }
  for (const auto& row : unwritten_) {
    if (row.blob) static_cast<void>(workshop.blobs.remove(*row.blob));
  }
  unwritten_.clear();
}

}  // namespace vod
