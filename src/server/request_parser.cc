#include "server/request_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <utility>

#include "base/check.h"
#include "base/text.h"

namespace vod {

namespace http = boost::beast::http;
using boost::system::error_code;

// Beast's parser without Beast's message: fields go straight to our head, body pieces are shown where they lie.
class RequestParser::Beast final : public http::basic_parser<true> {
 public:
  Beast(RequestHead& head, const Limits& limits) : head_(head), limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.head_bytes_max));
    body_limit(boost::none);  // Who takes the body knows how much of it.
  }

  std::string_view take_piece() { return std::exchange(piece_, {}); }

  bool frames_safely() const {
    if (head_.overflowed) return false;
    if (head_.count("Host") != (head_.is_http_1_1 ? 1 : head_.count("Host"))) return false;
    const std::size_t codings = head_.count("Transfer-Encoding");
    if (codings == 0) return true;
    return codings == 1 && chunked() && head_.is_http_1_1 &&
           equal_ignoring_case(head_.header("Transfer-Encoding"), "chunked");
  }

 private:
  using Text = boost::beast::string_view;
  static std::string_view view(Text text) { return {text.data(), text.size()}; }

  void on_request_impl(http::verb, Text method, Text target, int version, error_code&) override {
    head_.begin(view(method), view(target));
    head_.is_http_1_1 = version == 11;
  }
  void on_field_impl(http::field, Text name, Text value, error_code& problem) override {
    if (head_done_) return;  // Trailers carry nothing for us.
    if (head_.headers().size() >= limits_.headers_max) {
      problem = http::error::header_limit;
      return;
    }
    head_.add(view(name), view(value));
  }
  void on_header_impl(error_code&) override { head_done_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(Text body, error_code&) override {
    piece_ = view(body);
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code&) override {
    piece_ = view(body);
    return body.size();
  }
  void on_finish_impl(error_code&) override {}
  // The responses' half of the interface.
  void on_response_impl(int, Text, int, error_code&) override {}

  RequestHead& head_;
  const Limits& limits_;
  std::string_view piece_;
  bool head_done_ = false;
};

RequestParser::RequestParser(Limits limits) : limits_(limits) {}
RequestParser::~RequestParser() = default;

void RequestParser::begin(RequestHead& head) {
  head.clear(0);
  head_ = &head;
  searched_bytes_ = 0;
  beast_ = std::make_unique<Beast>(head, limits_);  // A parser of Beast's serves one message.
}

Parsed RequestParser::advance(std::string_view bytes) {
  VOD_CHECK(beast_);
  if (beast_->is_done()) return {.step = ParseStep::end, .consumed_bytes = 0, .piece = {}};
  const bool was_in_head = !beast_->is_header_done();
  if (was_in_head) {
    // Beast would take a head line by line. It gets the whole at once, so that these bytes are room enough for its
    // text.
    constexpr std::string_view end_of_head = "\r\n\r\n";
    const std::size_t from = searched_bytes_ < end_of_head.size() ? 0 : searched_bytes_ - end_of_head.size() + 1;
    const bool is_whole = bytes.find(end_of_head, from) != std::string_view::npos;
    searched_bytes_ = bytes.size();
    if (!is_whole)
      return {.step = bytes.size() > limits_.head_bytes_max ? ParseStep::head_large : ParseStep::need_more};
    head_->clear(bytes.size());
  }
  Parsed parsed;
  while (true) {
    error_code problem;
    const std::size_t taken = beast_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), problem);
    parsed.consumed_bytes += taken;
    bytes.remove_prefix(taken);
    if (problem == http::error::header_limit) return parsed.step = ParseStep::head_large, parsed;
    if (problem && problem != http::error::need_more) return parsed.step = ParseStep::bad, parsed;
    if (was_in_head && beast_->is_header_done()) {
      if (!beast_->frames_safely()) return parsed.step = ParseStep::bad, parsed;
      if (const auto length = beast_->content_length()) head_->content_length = *length;
      head_->is_chunked = beast_->chunked();
      head_->keeps_alive = beast_->keep_alive();
      return parsed.step = ParseStep::head, parsed;
    }
    parsed.piece = beast_->take_piece();
    if (!parsed.piece.empty()) return parsed.step = ParseStep::body, parsed;
    if (beast_->is_done()) return parsed.step = ParseStep::end, parsed;
    if (problem == http::error::need_more || bytes.empty()) return parsed;
    // A chunk's header was read: its bytes come next.
  }
}

}  // namespace vod
