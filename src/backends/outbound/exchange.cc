#include "backends/outbound/exchange.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr auto no_deadline = std::chrono::hours(24 * 365);

OutboundFailure failure_of(CURLcode code) {
  switch (code) {
    case CURLE_OK:
      return OutboundFailure::none;
    case CURLE_URL_MALFORMAT:
      return OutboundFailure::bad_url;
    case CURLE_COULDNT_RESOLVE_HOST:
      return OutboundFailure::resolve;
    case CURLE_COULDNT_CONNECT:
      return OutboundFailure::connect;
    case CURLE_OPERATION_TIMEDOUT:
      return OutboundFailure::timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return OutboundFailure::tls;
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_INTERFACE_FAILED:
      return OutboundFailure::configuration;
    case CURLE_FILESIZE_EXCEEDED:
      return OutboundFailure::too_large;
    default:
      return OutboundFailure::broken;
  }
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool has_line_break(std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; }

double info_ms(CURL* easy, CURLINFO info) {
  curl_off_t us = 0;
  curl_easy_getinfo(easy, info, &us);
  return static_cast<double>(us) / 1'000;
}

std::string pin_of(const Target& target, const std::vector<IpAddress>& addresses) {
  // The plus makes the entry age like a resolved one, so that names don't pile up in curl's cache.
  std::string pin = "+" + target.host + ":" + std::to_string(target.port) + ":";
  for (const IpAddress& address : addresses) {
    if (pin.back() != ':') pin += ',';
    pin += address.is_v6 ? "[" + address.text() + "]" : address.text();
  }
  return pin;
}

}  // namespace

Exchange::Exchange(std::uint64_t number, OutboundRequest request, Outbound::Sink sink, Outbound::Finished finished,
                   const AddressRules& rules, const OutboundTls& tls)
    : number_(number),
      request_(std::move(request)),
      sink_(std::move(sink)),
      finished_(std::move(finished)),
      rules_(rules),
      tls_(tls),
      started_(Steady::now()),
      deadline_(request_.total_ms_max > 0 ? started_ + std::chrono::milliseconds(request_.total_ms_max)
                                          : started_ + no_deadline),
      url_(request_.url) {}

Exchange::~Exchange() {
  curl_slist_free_all(headers_);
  curl_slist_free_all(pins_);
}

double Exchange::elapsed_ms(Steady::time_point since) const {
  return std::chrono::duration<double, std::milli>(Steady::now() - since).count();
}

bool Exchange::begin_hop() {
  hop_started_ = Steady::now();
  const auto target = parse_target(url_);
  if (!target) {
    fail(OutboundFailure::bad_url, target.error().detail);
    return false;
  }
  for (const auto& [name, value] : request_.headers) {
    if (!has_line_break(name) && !has_line_break(value)) continue;
    fail(OutboundFailure::bad_url, "A header has a line break in it.");
    return false;
  }
  target_ = target.value();
  return check_route();
}

bool Exchange::check_route() {
  const OutboundRoute& route = request_.route;
  for (const auto& [what, file] :
       {std::pair("CA file", &route.ca_file), std::pair("client certificate", &route.client_certificate_file),
        std::pair("client key", &route.client_key_file)}) {
    if (file->empty() || ::access(file->c_str(), R_OK) == 0) continue;
    fail(OutboundFailure::configuration, "The " + std::string(what) + " " + *file + " can't be read.");
    return false;
  }
  if (!route.bind_address.empty() && !IpAddress::parse(route.bind_address)) {
    fail(OutboundFailure::configuration, "The bind address `" + route.bind_address + "` is not an IP address.");
    return false;
  }
  return true;
}

Exchange::Steady::time_point Exchange::resolve_deadline() const {
  return std::min(deadline_, hop_started_ + std::chrono::milliseconds(request_.connect_ms_max));
}

bool Exchange::may_reach(const IpAddress& address) {
  const auto refusal = rules_.refusal(address);
  if (!refusal) return true;
  fail(OutboundFailure::refused_address, *refusal);
  result_.address = address.text();
  return false;
}

bool Exchange::prepare(CURL* easy, const std::vector<IpAddress>& addresses) {
  // One refused address refuses the name: who answers with a public and a private one wants us to reach the latter.
  for (const IpAddress& address : addresses) {
    if (!may_reach(address)) return false;
  }
  if (Steady::now() >= deadline_) {
    fail(OutboundFailure::timeout, "The time for the whole request was over before it could connect.");
    return false;
  }
  easy_ = easy;
  resolved_ms_ = elapsed_ms(hop_started_);
  stop_ = Stop::none;
  header_bytes_ = 0;
  body_bytes_ = 0;
  result_.status = 0;
  result_.headers.clear();
  result_.body.clear();
  set_request();
  set_guards(addresses);
  return true;
}

void Exchange::set_request() {
  curl_easy_setopt(easy_, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy_, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, problem_);
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, "openvod");
  if (request_.method == "POST") {
    curl_easy_setopt(easy_, CURLOPT_POST, 1L);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request_.body.c_str());
  } else if (request_.method == "HEAD") {
    curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
  } else {
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }
  curl_slist_free_all(headers_);
  headers_ = curl_slist_append(nullptr, "Expect:");  // A round trip that buys nothing here.
  for (const auto& [name, value] : request_.headers) {
    headers_ = curl_slist_append(headers_, (name + ": " + value).c_str());
  }
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &Exchange::on_header);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &Exchange::on_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
}

void Exchange::set_guards(const std::vector<IpAddress>& addresses) {
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);  // Each hop is checked by begin_hop() first.
  curl_easy_setopt(easy_, CURLOPT_PROXY, "");           // Nor one from the environment.
  curl_easy_setopt(easy_, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!tls_.ca_file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, tls_.ca_file.c_str());
  set_route();

  curl_slist_free_all(pins_);
  pins_ = target_.address ? nullptr : curl_slist_append(nullptr, pin_of(target_, addresses).c_str());
  curl_easy_setopt(easy_, CURLOPT_RESOLVE, pins_);
  // The pin says where to connect; these two look at where curl really does, on a new and on a reused connection.
  curl_easy_setopt(easy_, CURLOPT_OPENSOCKETFUNCTION, &Exchange::on_socket);
  curl_easy_setopt(easy_, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy_, CURLOPT_PREREQFUNCTION, &Exchange::on_ready);
  curl_easy_setopt(easy_, CURLOPT_PREREQDATA, this);

  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Steady::now()).count();
  const auto total_ms = std::max<std::int64_t>(left, 1);
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, request_.total_ms_max > 0 ? static_cast<long>(total_ms) : 0L);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(request_.connect_ms_max, total_ms)));
  if (request_.idle_ms_max > 0) {
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>((request_.idle_ms_max + 999) / 1'000));
  }
  if (request_.purpose == OutboundPurpose::pull) {
    curl_easy_setopt(easy_, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.answer_bytes_max));
    curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, 256L << 10);
  } else {
    curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, 8L << 10);  // Hostile receivers cost little memory.
    curl_easy_setopt(easy_, CURLOPT_UPLOAD_BUFFERSIZE, 16L << 10);
  }
}

void Exchange::set_route() {
  const OutboundRoute& route = request_.route;
  if (!route.ca_file.empty()) {
    curl_easy_setopt(easy_, CURLOPT_CAINFO, route.ca_file.c_str());
    curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);  // In place of the system's store, not beside it.
    curl_easy_setopt(easy_, CURLOPT_CA_CACHE_TIMEOUT, limits::outbound_ca_cache_s);
  }
  if (!route.client_certificate_file.empty()) {
    curl_easy_setopt(easy_, CURLOPT_SSLCERT, route.client_certificate_file.c_str());
  }
  if (!route.client_key_file.empty()) curl_easy_setopt(easy_, CURLOPT_SSLKEY, route.client_key_file.c_str());
  if (!route.bind_address.empty()) {
    // The prefix keeps curl from reading it as the name of an interface.
    curl_easy_setopt(easy_, CURLOPT_INTERFACE, ("host!" + route.bind_address).c_str());
  }
}

std::size_t Exchange::on_header(char* data, std::size_t size, std::size_t count, void* exchange) {
  return static_cast<Exchange*>(exchange)->take_header({data, size * count}) ? size * count : 0;
}

std::size_t Exchange::on_body(char* data, std::size_t size, std::size_t count, void* exchange) {
  return static_cast<Exchange*>(exchange)->take_body({data, size * count}) ? size * count : 0;
}

curl_socket_t Exchange::on_socket(void* exchange, curlsocktype, curl_sockaddr* address) {
  auto& self = *static_cast<Exchange*>(exchange);
  const auto ip = IpAddress::from(address->addr);
  if (!ip || !self.may_reach(*ip)) {
    self.stop_ = Stop::refused;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Exchange::on_ready(void* exchange, char* address, char*, int, int) {
  auto& self = *static_cast<Exchange*>(exchange);
  const auto ip = IpAddress::parse(address);
  if (ip && self.may_reach(*ip)) {
    self.result_.address = address;
    return CURL_PREREQFUNC_OK;
  }
  self.stop_ = Stop::refused;
  return CURL_PREREQFUNC_ABORT;
}

bool Exchange::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits::outbound_header_bytes_max) {
    stop_ = Stop::too_large;
    return false;
  }
  if (line.starts_with("HTTP/")) {
    // Interim answers and trailers come through here too: the last status line counts.
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    result_.status = static_cast<int>(status);
    result_.headers.clear();
    return true;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  result_.headers.emplace_back(lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  return true;
}

bool Exchange::take_body(std::string_view bytes) {
  body_bytes_ += bytes.size();
  const bool is_wanted = is_success() && (sink_ || request_.purpose == OutboundPurpose::pull);
  if (is_wanted && body_bytes_ > request_.answer_bytes_max) {
    stop_ = Stop::too_large;
    return false;
  }
  if (is_success() && sink_) {
    const bool is_first = body_bytes_ == bytes.size();
    const Done heard = is_first && request_.head ? request_.head(result_.status, result_.headers) : done();
    const Done taken = heard ? sink_(bytes) : heard;
    if (taken) return true;
    stop_ = Stop::sink_failed;
    result_.detail = taken.error().detail;
    return false;
  }
  const std::uint64_t kept_max =
      is_wanted ? request_.answer_bytes_max
                : std::min<std::uint64_t>(request_.answer_bytes_max, limits::outbound_error_bytes_max);
  const std::uint64_t room = kept_max - result_.body.size();
  result_.body.append(bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, bytes.size()))));
  if (bytes.size() <= room) return true;
  stop_ = Stop::enough;
  return false;
}

bool Exchange::take(CURLcode code) {
  add_phases();
  if (code == CURLE_WRITE_ERROR && stop_ == Stop::enough) code = CURLE_OK;
  if (code == CURLE_OK && is_redirect(result_.status) && request_.redirects_max > 0) {
    const char* next = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_REDIRECT_URL, &next);
    if (next != nullptr) {
      if (hops_ >= request_.redirects_max) {
        fail(OutboundFailure::broken,
             "The URL redirects more than " + std::to_string(request_.redirects_max) + " times.");
        return true;
      }
      ++hops_;
      url_ = next;
      return false;
    }
  }
  if (code == CURLE_OK || stop_ == Stop::refused) return true;  // A refusal has set the result already.
  if (stop_ == Stop::sink_failed) {
    fail(OutboundFailure::cancelled, result_.detail.empty() ? "The receiver of the bytes gave up." : result_.detail);
  } else if (stop_ == Stop::too_large || code == CURLE_FILESIZE_EXCEEDED) {
    fail(OutboundFailure::too_large,
         "The answer is larger than its limit of " +
             std::to_string(header_bytes_ > limits::outbound_header_bytes_max ? limits::outbound_header_bytes_max
                                                                              : request_.answer_bytes_max) +
             " bytes.");
  } else {
    const std::string_view problem = problem_;
    fail(failure_of(code), std::string(problem.empty() ? curl_easy_strerror(code) : problem) + ".");
  }
  return true;
}

void Exchange::add_phases() {
  const double before_ms = elapsed_ms(started_) - info_ms(easy_, CURLINFO_TOTAL_TIME_T);
  const auto at = [&](CURLINFO info) {
    const double ms = info_ms(easy_, info);
    return ms > 0 ? std::max(before_ms, 0.0) + ms : 0;
  };
  result_.phases.resolve_ms = resolved_ms_;
  result_.phases.connect_ms = at(CURLINFO_CONNECT_TIME_T);
  result_.phases.tls_ms = at(CURLINFO_APPCONNECT_TIME_T);
  result_.phases.first_byte_ms = at(CURLINFO_STARTTRANSFER_TIME_T);
}

void Exchange::fail(OutboundFailure failure, std::string detail) {
  result_.failure = failure;
  result_.detail = std::move(detail);
}

void Exchange::finish() {
  result_.phases.total_ms = elapsed_ms(started_);
  result_.url = std::move(url_);
  if (finished_) std::exchange(finished_, nullptr)(std::move(result_));
}

}  // namespace vod
