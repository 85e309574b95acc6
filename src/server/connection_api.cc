#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/errors.h"
#include "model/limits.h"
#include "server/connection.h"
#include "wire/envelope.h"

namespace vod {
namespace {

// Any page may read the API's answers: they are worth nothing without a signature, and nothing is signed by a browser
// on its own, as cookies would be.
constexpr std::string_view cors = "Access-Control-Allow-Origin: *\r\n";

bool is_form(std::string_view content_type) {
  constexpr std::string_view type = "application/x-www-form-urlencoded";
  return content_type.size() >= type.size() && equal_ignoring_case(content_type.substr(0, type.size()), type);
}

bool is_header_list(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ',' || c == ' ';
  });
}

}  // namespace

asio::awaitable<bool> Connection::serve_api() {
  if (head_.method() == "OPTIONS") co_return co_await answer_preflight();
  const std::size_t bytes_max =
      is_form(head_.header("Content-Type")) ? limits::form_body_bytes_max : limits::json_body_bytes_max;
  const BodyEnd end = co_await read_api_body(bytes_max);
  if (end == BodyEnd::broken) co_return false;
  if (end == BodyEnd::too_large) {
    const std::string json = services_.door.refuse(
        error(ErrorCode::request_size_limit_exceeded, {}, fmt::format("The body has more than {} bytes.", bytes_max)));
    if (co_await write_json(json, false)) co_await linger();
    co_return false;
  }
  const ApiRequest request{.method = head_.method(),
                           .target = head_.target(),
                           .headers = head_.headers(),
                           .body = body_,
                           .peer = channel_.peer()};
  Admission admission;
  if (body_.size() <= limits::inline_body_bytes_max) {
    admission = services_.door.admit(request);
  } else {
    deadline = SteadyTime::max();
    HandlerPool::Work admit = [&] { admission = services_.door.admit(request); };
    co_await services_.pool.run(admit);
    std::string().swap(body_);  // The call has its own copy of what it needs.
    buffer_.shrink(limits::read_bytes);
  }
  if (!admission.call) {
    const bool keep = head_.keeps_alive && !is_stopping_;
    co_return co_await write_json(admission.refusal, keep) && keep;
  }
  co_return co_await answer_call(*admission.call);
}

asio::awaitable<Connection::BodyEnd> Connection::read_api_body(std::size_t bytes_max) {
  body_.clear();
  if (head_.content_length.value_or(0) > bytes_max) co_return BodyEnd::too_large;
  if (expects_continue() && !co_await send_continue()) co_return BodyEnd::broken;
  bool has_begun = false;
  while (true) {
    const Parsed parsed = parser_.advance(buffer_.view());
    body_.append(parsed.piece);
    buffer_.consume(parsed.consumed_bytes);
    if (parsed.step == ParseStep::end) break;
    if (parsed.step == ParseStep::bad) co_return BodyEnd::broken;
    if (body_.size() > bytes_max) co_return BodyEnd::too_large;
    if (parsed.step != ParseStep::need_more) continue;
    // One deadline for the whole body, however slowly it drips in.
    if (!std::exchange(has_begun, true)) set_deadline(services_.limits.api_body_ms);
    if (!co_await read_more(limits::read_bytes)) co_return BodyEnd::broken;
  }
  body_done_ = true;
  services_.counters.body_bytes_in.fetch_add(body_.size(), std::memory_order_relaxed);
  co_return BodyEnd::whole;
}

asio::awaitable<bool> Connection::answer_call(Call& call) {
  deadline = SteadyTime::max();
  call.context().client_there = [this] { return !client_gone_ && !channel_.is_client_gone(); };
  std::optional<std::string> answer;
  if (call.runs_inline()) answer = call.run();
  if (!answer) answer = co_await run_call(call);
  const bool keep = head_.keeps_alive && !is_stopping_;
  const bool was_written = answer && co_await write_json(*answer, keep);
  if (!was_written && call.has_something_to_lose()) {
    services_.counters.answers_lost.fetch_add(1, std::memory_order_relaxed);
    HandlerPool::Work undo = [&] { call.answer_was_lost(); };
    co_await services_.pool.run(undo);
  }
  co_return was_written&& keep;
}

// Runs a call to its end: on a handler thread where it asks for that, and again and again while it waits. Nothing when
// the client went away meanwhile.
asio::awaitable<std::optional<std::string>> Connection::run_call(Call& call) {
  std::optional<std::string> answer;
  const bool is_inline = call.runs_inline();
  HandlerPool::Work run = [&] { answer = call.run(); };
  if (is_inline) {
    run();
  } else {
    co_await services_.pool.run(run);
  }
  if (answer) co_return answer;

  const auto began = std::chrono::steady_clock::now();
  const auto waited_ms = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
  };
  services_.counters.calls_waiting.fetch_add(1, std::memory_order_relaxed);
  BellWait bell(services_.bells, channel_.executor());
  bell_wait_ = &bell;
  start_reading_ahead();
  while (!answer && !client_gone_) {
    const Wait wait = *call.context().wait;
    if (wait.until_waited_ms <= call.context().waited_ms) {
      services_.log.error("a handler waits for what has passed, request {}", call.context().request_id);
      answer = services_.door.refuse(error(ErrorCode::internal_error));
      break;
    }
    // Listen first, then look once more: a ring before that reached nobody.
    bell.listen(wait.bell);
    call.context().waited_ms = waited_ms();
    if (is_inline) {
      run();
    } else {
      co_await services_.pool.run(run);
    }
    if (!answer && !is_stopping_ && !client_gone_) {
      co_await bell.wait_until(began + std::chrono::milliseconds(wait.until_waited_ms));
    }
    const bool rang = bell.stop();
    if (rang && (answer || client_gone_)) bell.pass_on();
    if (answer || client_gone_) break;
    call.context().waited_ms = is_stopping_ ? std::numeric_limits<std::int64_t>::max() : waited_ms();
    if (is_inline) {
      run();
    } else {
      co_await services_.pool.run(run);
    }
    // It was rung for and took nothing, since its client had just gone or something failed: the ring is another's.
    if (rang && answer && !call.has_something_to_lose()) bell.pass_on();
  }
  bell_wait_ = nullptr;
  services_.counters.calls_waiting.fetch_sub(1, std::memory_order_relaxed);
  co_return answer;
}

asio::awaitable<bool> Connection::write_json(std::string_view json, bool keep) {
  const bool is_from_page = !head_.header("Origin").empty();
  return write_answer(200, wire::answer_content_type, is_from_page ? cors : std::string_view(), json, keep);
}

asio::awaitable<bool> Connection::answer_preflight() {
  const bool keep = co_await discard_body(limits::inline_body_bytes_max) && head_.keeps_alive && !is_stopping_;
  // `*` would not cover Authorization: what is asked for is named.
  const std::string_view asked = head_.header("Access-Control-Request-Headers");
  std::string extra(cors);
  extra +=
      "Access-Control-Allow-Methods: GET, POST, OPTIONS\r\nAccess-Control-Max-Age: 600\r\nAllow: GET, POST, "
      "OPTIONS\r\n";
  if (!asked.empty() && is_header_list(asked)) extra += fmt::format("Access-Control-Allow-Headers: {}\r\n", asked);
  const bool written = co_await write_answer(204, std::string_view(), extra, std::string_view(), keep);
  co_return written&& keep;
}

}  // namespace vod
