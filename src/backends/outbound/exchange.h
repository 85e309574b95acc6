#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backends/outbound/address_rules.h"
#include "backends/outbound/target.h"
#include "ports/outbound.h"

namespace vod {

/// How the client speaks TLS beyond the system's store.
struct OutboundTls {
  /// More trusted certificates in PEM; empty = the system's store.
  std::string ca_file;
};

/// One request on its way: prepares a curl handle for each hop and collects the answer. Lives on the thread of its
/// loop; stays where it is while the handle is in use, since curl calls back into it.
class Exchange {
 public:
  using Steady = std::chrono::steady_clock;

  Exchange(std::uint64_t number, OutboundRequest request, Outbound::Sink sink, Outbound::Finished finished,
           const AddressRules& rules, const OutboundTls& tls);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  std::uint64_t number() const { return number_; }
  const Target& target() const { return target_; }
  Steady::time_point deadline() const { return deadline_; }
  /// The handle of the last prepare(), which the caller takes back; null when there is none.
  CURL* give_handle() { return std::exchange(easy_, nullptr); }
  const OutboundResult& result() const { return result_; }

  /// Checks the URL of the next hop. False: the result says why not.
  bool begin_hop();
  /// The end of the time that this hop's look-up may take.
  Steady::time_point resolve_deadline() const;
  /// Checks every address and prepares `easy` to connect to these alone. False: the result says why not. The handle
  /// stays the caller's.
  bool prepare(CURL* easy, const std::vector<IpAddress>& addresses);
  /// Reads what curl made of the hop. True: the result is final; false: a redirect is to be followed with begin_hop().
  bool take(CURLcode code);
  void fail(OutboundFailure failure, std::string detail);
  /// Hands the result over; once.
  void finish();

 private:
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* exchange);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* exchange);
  static curl_socket_t on_socket(void* exchange, curlsocktype purpose, curl_sockaddr* address);
  static int on_ready(void* exchange, char* address, char* local_address, int port, int local_port);

  bool take_header(std::string_view line);
  bool take_body(std::string_view bytes);
  bool may_reach(const IpAddress& address);
  bool check_route();
  void set_request();
  void set_route();
  void set_guards(const std::vector<IpAddress>& addresses);
  void add_phases();
  double elapsed_ms(Steady::time_point since) const;
  bool is_success() const { return result_.status >= 200 && result_.status < 300; }

  // Why our own callbacks ended the transfer.
  enum class Stop { none, refused, too_large, enough, sink_failed };

  const std::uint64_t number_;
  const OutboundRequest request_;
  const Outbound::Sink sink_;
  Outbound::Finished finished_;
  const AddressRules& rules_;
  const OutboundTls& tls_;
  const Steady::time_point started_;
  const Steady::time_point deadline_;

  std::string url_;
  Target target_;
  int hops_ = 0;
  Steady::time_point hop_started_;
  double resolved_ms_ = 0;
  CURL* easy_ = nullptr;
  curl_slist* headers_ = nullptr;
  curl_slist* pins_ = nullptr;
  char problem_[CURL_ERROR_SIZE] = {};
  Stop stop_ = Stop::none;
  std::size_t header_bytes_ = 0;
  std::uint64_t body_bytes_ = 0;
  OutboundResult result_;
};

}  // namespace vod
