#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "model/limits.h"

namespace vod {

/// How long and how much a connection may. Tests make them small.
struct ConnectionLimits {
  std::size_t connections_max = limits::connections_max;
  std::size_t head_bytes_max = limits::header_bytes_max;
  std::size_t headers_max = limits::headers_max;
  std::int64_t first_byte_ms = limits::first_byte_ms_max;
  std::int64_t idle_ms = limits::idle_ms_max;
  std::int64_t head_ms = limits::head_ms_max;
  std::int64_t body_idle_ms = limits::body_idle_ms_max;
  std::int64_t api_body_ms = limits::api_body_ms_max;
  std::int64_t write_idle_ms = limits::write_idle_ms_max;
  std::int64_t linger_ms = limits::linger_ms_max;
  /// How often deadlines are looked at: that much later than due they strike.
  std::int64_t sweep_ms = 250;
};

/// Where to listen.
struct ListenOn {
  std::string host;
  int port = 0;  // 0 picks a free one.
};

struct TlsOptions {
  ListenOn listen;
  std::string certificate_file;  // The chain, PEM.
  std::string key_file;          // PEM.
};

struct ServerOptions {
  ListenOn listen{};
  std::optional<TlsOptions> tls{};
  std::size_t io_threads = 1;
  std::size_t handler_threads = 0;  // 0: twice the cores, at least 4.
  ConnectionLimits limits{};
};

}  // namespace vod
