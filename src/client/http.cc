#include "client/http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "base/check.h"
#include "base/text.h"
#include "model/limits.h"

namespace vod::client {
namespace {

// What the callbacks of one request work on.
struct Exchange {
  const HttpRequest& request;
  const std::function<bool()>& stopped;
  HttpAnswer answer;
  std::size_t body_sent = 0;
  std::optional<Failure> failure;
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* exchange_pointer) {
  auto& exchange = *static_cast<Exchange*>(exchange_pointer);
  if (exchange.answer.body.size() + size * count > limits::client_answer_bytes_max) {
    exchange.failure = Failure{Failure::Kind::protocol, {}, "The answer is larger than this client takes.", {}};
    return 0;
  }
  exchange.answer.body.append(bytes, size * count);
  return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* exchange_pointer) {
  auto& exchange = *static_cast<Exchange*>(exchange_pointer);
  const std::string_view line(bytes, size * count);
  // The status line of a further answer (after 100 Continue) starts the headers anew.
  if (line.starts_with("HTTP/")) exchange.answer.headers.clear();
  const auto colon = line.find(':');
  if (colon != line.npos) {
    exchange.answer.headers[lower(trim(line.substr(0, colon)))] = std::string(trim(line.substr(colon + 1)));
  }
  return size * count;
}

std::size_t give_body(char* to, std::size_t size, std::size_t count, void* exchange_pointer) {
  auto& exchange = *static_cast<Exchange*>(exchange_pointer);
  const std::span<std::byte> room(reinterpret_cast<std::byte*>(to), size * count);
  if (exchange.request.source) {
    const auto given = exchange.request.source(room);
    if (!given) {
      exchange.failure = given.error();
      return CURL_READFUNC_ABORT;
    }
    return given.value();
  }
  const std::string& body = exchange.request.body;
  const std::size_t given = std::min(room.size(), body.size() - exchange.body_sent);
  body.copy(to, given, exchange.body_sent);
  exchange.body_sent += given;
  return given;
}

// A kept connection may turn out to be closed when a request goes out: it is sent again on a new one, from its start.
int seek_body(void* exchange_pointer, curl_off_t offset, int origin) {
  auto& exchange = *static_cast<Exchange*>(exchange_pointer);
  if (exchange.request.source || origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  exchange.body_sent = static_cast<std::size_t>(offset);
  return CURL_SEEKFUNC_OK;
}

int watch(void* exchange_pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent_bytes) {
  auto& exchange = *static_cast<Exchange*>(exchange_pointer);
  if (exchange.request.sent) exchange.request.sent(static_cast<std::uint64_t>(sent_bytes));
  if (!exchange.stopped || !exchange.stopped()) return 0;
  exchange.failure = Failure{Failure::Kind::cancelled, {}, "Stopped on request.", {}};
  return 1;
}

std::string address_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto start = scheme == url.npos ? 0 : scheme + 3;
  return url.substr(start, url.find('/', start) - start);
}

Failure unreachable(const HttpRequest& request, CURLcode problem, const char* detail) {
  const std::string why = detail[0] != '\0' ? detail : curl_easy_strerror(problem);
  const std::string address = address_of(request.url);
  std::string message = fmt::format("The connection to {} failed: {}.", address, why);
  switch (problem) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      message = fmt::format("Could not reach the server at {}: {}.", address, why);
      break;
    case CURLE_OPERATION_TIMEDOUT:
      message = fmt::format("The server at {} did not answer in time: {}.", address, why);
      break;
    default:
      break;
  }
  return {Failure::Kind::unreachable, {}, std::move(message), {}};
}

}  // namespace

std::string HttpAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Http::Http(std::function<bool()> stopped) : curl_(curl_easy_init()), stopped_(std::move(stopped)) {
  VOD_CHECK(curl_ != nullptr);
}

Http::~Http() { curl_easy_cleanup(curl_); }

CallResult<HttpAnswer> Http::send(const HttpRequest& request) {
  CURL* curl = curl_;
  // Keeps the connections, forgets the options.
  curl_easy_reset(curl);
  Exchange exchange{request, stopped_, {}, 0, {}};
  char detail[CURL_ERROR_SIZE] = "";

  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  // Paths are signed: they go out as they are written.
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits::client_connect_ms_max));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_ms_max));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits::client_idle_ms_max / 1'000));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
  const auto endpoint = parse_endpoint(address_of(request.url));
  // A proxy from the environment has no way to this machine's own addresses.
  if (endpoint && endpoint.value().loopback) curl_easy_setopt(curl, CURLOPT_PROXY, "");

  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method == "PUT" || request.method == "POST") {
    const std::uint64_t size_bytes = request.source ? request.source_bytes : request.body.size();
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size_bytes));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, seek_body);
    curl_easy_setopt(curl, CURLOPT_SEEKDATA, &exchange);
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());

  curl_slist* list = nullptr;
  // Waiting for 100 Continue would cost a second with servers that don't send it.
  list = curl_slist_append(list, "Expect:");
  for (const auto& [name, value] : request.headers) {
    list = curl_slist_append(list, (value.empty() ? name + ";" : name + ": " + value).c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());

  const CURLcode problem = curl_easy_perform(curl);
  if (exchange.failure) return *std::move(exchange.failure);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  // A server that refuses a body answers and closes while it is still being sent; its answer tells more than the reset.
  const bool refused_early = status >= 400 && (problem == CURLE_SEND_ERROR || problem == CURLE_RECV_ERROR);
  if (problem != CURLE_OK && !refused_early) return unreachable(request, problem, detail);
  exchange.answer.status = static_cast<int>(status);
  return std::move(exchange.answer);
}

CallResult<Endpoint> parse_endpoint(std::string text) {
  const std::string given = text;
  if (text.find("://") == text.npos) text = "http://" + text;
  while (text.ends_with('/')) text.pop_back();
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), curl_url_cleanup);
  const auto part = [&](CURLUPart which) {
    char* value = nullptr;
    if (curl_url_get(url.get(), which, &value, 0) != CURLUE_OK) return std::string();
    std::string result = value;
    curl_free(value);
    return result;
  };
  const bool parsed = curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  const std::string scheme = part(CURLUPART_SCHEME);
  if (!parsed || (scheme != "http" && scheme != "https") || part(CURLUPART_PATH) != "/" ||
      !part(CURLUPART_QUERY).empty() || !part(CURLUPART_USER).empty()) {
    return local_failure(fmt::format("`{}` is not an endpoint; give one as http://127.0.0.1:9266.", given));
  }
  Endpoint endpoint;
  const std::string name = part(CURLUPART_HOST);
  const std::string port = part(CURLUPART_PORT);
  endpoint.host = port.empty() ? name : name + ":" + port;
  endpoint.origin = scheme + "://" + endpoint.host;
  endpoint.loopback = name == "localhost" || name == "[::1]" || name.starts_with("127.");
  return endpoint;
}

}  // namespace vod::client
