#include "pipeline/intake/download.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/intake/arrival.h"
#include "pipeline/patient_write.h"

namespace vod {
namespace {

// The rest of the file is not there: what came before was of another one.
constexpr int range_not_satisfiable = 416;

bool is_success(const OutboundResult& result) {
  return result.failure == OutboundFailure::none && result.status >= 200 && result.status < 300;
}

bool is_worth_another_try(const OutboundResult& result) {
  switch (result.failure) {
    case OutboundFailure::resolve:
    case OutboundFailure::connect:
    case OutboundFailure::timeout:
    case OutboundFailure::broken:
      return true;
    case OutboundFailure::none:
      return result.status >= 500 || result.status == 429 || result.status == range_not_satisfiable;
    default:
      return false;
  }
}

Error too_large(const DownloadWish& wish) {
  return error(ErrorCode::source_download, wish.url,
               fmt::format("The file is larger than {} ({} bytes).", wish.bytes_max_name, wish.bytes_max));
}

Error error_of(const OutboundResult& result, const DownloadWish& wish) {
  if (result.failure == OutboundFailure::cancelled) return error(ErrorCode::task_cancelled);
  if (result.failure == OutboundFailure::too_large) return too_large(wish);
  if (result.failure != OutboundFailure::none) {
    return error(ErrorCode::source_download, wish.url, std::string(name_of(result.failure)) + ": " + result.detail);
  }
  return error(ErrorCode::source_download, wish.url,
               "The URL answers with status " + std::to_string(result.status) + ".");
}

Error stored_error(const Error& problem) {
  return problem.code == ErrorCode::resource_insufficient ? error(ErrorCode::disk_full) : problem;
}

OutboundResult ask(Workshop& workshop, OutboundRequest request, Outbound::Sink sink, const std::stop_token& stop) {
  std::promise<OutboundResult> finished;
  auto result = finished.get_future();
  const auto number = workshop.outbound.submit(
      std::move(request), std::move(sink), [&](OutboundResult done_with) { finished.set_value(std::move(done_with)); });
  const std::stop_callback on_stop(stop, [&] { workshop.outbound.cancel(number); });
  return result.get();
}

OutboundRequest request_of(Workshop& workshop, const DownloadWish& wish) {
  OutboundRequest request;
  request.purpose = OutboundPurpose::pull;
  request.url = wish.url;
  request.total_ms_max = std::max<std::int64_t>(1, wish.deadline_ms - workshop.clock.monotonic_ms());
  request.idle_ms_max = limits::pull_idle_ms_max;
  request.redirects_max = limits::pull_redirects_max;
  request.answer_bytes_max = wish.bytes_max;
  return request;
}

// Counts attempts: those that bring nothing are few.
class Patience {
 public:
  Patience(Workshop& workshop, const DownloadWish& wish, const std::stop_token& stop)
      : workshop_(workshop), wish_(wish), stop_(stop) {}

  /// After a failed attempt that left so many bytes: rests and gives true when another one is to be made.
  bool has_more(std::uint64_t bytes) {
    ++attempts_;
    if (bytes > farthest_) {
      farthest_ = bytes;
      idle_attempts_ = 0;
      pause_ms_ = limits::pull_retry_ms;
    }
    ++idle_attempts_;
    if (idle_attempts_ >= limits::pull_attempts_max || attempts_ >= limits::pull_resumes_max) return false;
    if (workshop_.clock.monotonic_ms() + pause_ms_ >= wish_.deadline_ms) return false;
    rest(pause_ms_, stop_);
    pause_ms_ = std::min(pause_ms_ * 2, limits::pull_retry_ms_max);
    return !stop_.stop_requested();
  }

 private:
  Workshop& workshop_;
  const DownloadWish& wish_;
  const std::stop_token& stop_;
  int attempts_ = 0;
  int idle_attempts_ = 0;
  std::uint64_t farthest_ = 0;
  std::int64_t pause_ms_ = limits::pull_retry_ms;
};

/// What became of one attempt.
struct Attempt {
  OutboundResult result;
  /// What the sender said or left out, where it is not in the result.
  std::optional<Error> complaint;
  bool passed_limit = false;
};

Attempt fetch(Workshop& workshop, const DownloadWish& wish, Arrival& arrival, const std::stop_token& stop) {
  Attempt attempt;
  OutboundRequest request = request_of(workshop, wish);
  request.headers = arrival.wanted_headers();
  bool has_head = false;
  const auto take_head = [&](int status, const HttpHeaders& headers) {
    has_head = true;
    Done taken = arrival.take_head(status, headers);
    if (!taken) attempt.complaint = taken.error();
    return taken;
  };
  request.head = take_head;
  const auto sink = [&](std::string_view bytes) -> Done {
    attempt.passed_limit = arrival.size_bytes() + bytes.size() > wish.bytes_max;
    if (attempt.passed_limit) return error(ErrorCode::source_download);
    VOD_TRY(arrival.take(bytes));
    if (wish.progress) wish.progress(arrival.size_bytes(), arrival.promised_bytes());
    return done();
  };
  attempt.result = ask(workshop, std::move(request), sink, stop);
  if (!is_success(attempt.result)) return attempt;
  if (!has_head) static_cast<void>(take_head(attempt.result.status, attempt.result.headers));
  if (const auto whole = arrival.check_whole(); !whole) attempt.complaint = whole.error();
  return attempt;
}

}  // namespace

Result<Downloaded> download(Workshop& workshop, const DownloadWish& wish, const std::stop_token& stop) {
  Arrival arrival(workshop.blobs);
  Patience patience(workshop, wish, stop);
  while (true) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    const Attempt attempt = fetch(workshop, wish, arrival, stop);
    if (arrival.problem()) return stored_error(*arrival.problem());
    if (attempt.passed_limit) return too_large(wish);
    if (is_success(attempt.result) && !attempt.complaint) {
      auto blob = arrival.commit();
      if (!blob) return stored_error(blob.error());
      return Downloaded{std::move(blob.value()), arrival.size_bytes(), arrival.crc(), arrival.md5()};
    }
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    if (attempt.result.status == range_not_satisfiable) arrival.forget();
    const bool again = attempt.complaint || is_worth_another_try(attempt.result);
    if (again && patience.has_more(arrival.size_bytes())) continue;
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    return attempt.complaint ? error(ErrorCode::source_download, wish.url, attempt.complaint->detail)
                             : error_of(attempt.result, wish);
  }
}

Result<DownloadedText> download_text(Workshop& workshop, const DownloadWish& wish, const std::stop_token& stop) {
  Patience patience(workshop, wish, stop);
  while (true) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    auto result = ask(workshop, request_of(workshop, wish), nullptr, stop);
    if (is_success(result)) return DownloadedText{std::move(result.body), std::move(result.url)};
    if (!is_worth_another_try(result) || !patience.has_more(0)) return error_of(result, wish);
  }
}

}  // namespace vod
