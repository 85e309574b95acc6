#include "pipeline/download.h"

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/patient_write.h"

namespace vod {
namespace {

/// One attempt's bytes on their way into the store. The client's thread fills it until the request is over.
struct Arrival {
  std::unique_ptr<BlobWriter> writer;
  Md5 md5;
  std::uint64_t crc = 0;
  std::optional<Error> problem;

  Done take(std::string_view bytes) {
    const auto raw = bytes_of(bytes);
    if (auto written = writer->write(raw); !written) {
      problem = written.error();
      return written.error();
    }
    md5.add(raw);
    crc = crc64(raw, crc);
    return done();
  }
};

bool is_worth_another_try(const OutboundResult& result) {
  switch (result.failure) {
    case OutboundFailure::resolve:
    case OutboundFailure::connect:
    case OutboundFailure::timeout:
    case OutboundFailure::broken:
      return true;
    case OutboundFailure::none:
      return result.status >= 500 || result.status == 429;
    default:
      return false;
  }
}

Error error_of(const OutboundResult& result, const std::string& url, std::uint64_t bytes_max) {
  if (result.failure == OutboundFailure::cancelled) return error(ErrorCode::task_cancelled);
  if (result.failure == OutboundFailure::too_large) {
    return error(ErrorCode::source_download, url,
                 "The file is larger than pull.max_bytes (" + std::to_string(bytes_max) + " bytes).");
  }
  if (result.failure != OutboundFailure::none) {
    return error(ErrorCode::source_download, url, std::string(name_of(result.failure)) + ": " + result.detail);
  }
  return error(ErrorCode::source_download, url, "The URL answers with status " + std::to_string(result.status) + ".");
}

OutboundResult fetch(Workshop& workshop, const std::string& url, Arrival& arrival, const std::stop_token& stop) {
  OutboundRequest request;
  request.purpose = OutboundPurpose::pull;
  request.url = url;
  request.total_ms_max = limits::pull_ms_max;
  request.idle_ms_max = limits::pull_idle_ms_max;
  request.redirects_max = limits::pull_redirects_max;
  request.answer_bytes_max = workshop.pull_bytes_max;
  std::promise<OutboundResult> finished;
  auto result = finished.get_future();
  const auto number = workshop.outbound.submit(
      std::move(request), [&](std::string_view bytes) { return arrival.take(bytes); },
      [&](OutboundResult done_with) { finished.set_value(std::move(done_with)); });
  const std::stop_callback on_stop(stop, [&] { workshop.outbound.cancel(number); });
  return result.get();
}

Error stored_error(const Error& problem) {
  return problem.code == ErrorCode::resource_insufficient ? error(ErrorCode::disk_full) : problem;
}

}  // namespace

Result<Downloaded> download(Workshop& workshop, const std::string& url, std::stop_token stop) {
  std::int64_t pause_ms = limits::pull_retry_ms;
  for (int attempt = 1;; ++attempt, pause_ms *= 2) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    Arrival arrival;
    auto writer = workshop.blobs.create();
    if (!writer) return stored_error(writer.error());
    arrival.writer = std::move(writer.value());
    const auto result = fetch(workshop, url, arrival, stop);
    if (arrival.problem) return stored_error(*arrival.problem);
    if (result.failure == OutboundFailure::none && result.status >= 200 && result.status < 300) {
      const std::uint64_t size_bytes = arrival.writer->size_bytes();
      auto blob = arrival.writer->commit();
      if (!blob) return stored_error(blob.error());
      return Downloaded{std::move(blob.value()), size_bytes, arrival.crc, to_hex(arrival.md5.finish())};
    }
    if (attempt == limits::pull_attempts_max || !is_worth_another_try(result))
      return error_of(result, url, workshop.pull_bytes_max);
    rest(pause_ms, stop);
  }
}

}  // namespace vod
