#include "server/counters.h"

#include <fmt/format.h>

#include <iterator>

namespace vod {

std::string ServerCounters::text() const {
  std::string text;
  const auto add = [&](const char* name, const char* type, const char* help, auto value) {
    fmt::format_to(std::back_inserter(text), "# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, type, help, value);
  };
  add("openvod_connections_open", "gauge", "Connections that are open.", connections_open.load());
  add("openvod_connections_accepted_total", "counter", "Connections that were accepted.", connections_accepted.load());
  add("openvod_connections_refused_total", "counter", "Connections closed at once, as there were too many.",
      connections_refused.load());
  add("openvod_connections_timed_out_total", "counter", "Connections closed for saying or taking nothing.",
      connections_timed_out.load());
  add("openvod_calls_waiting", "gauge", "API calls that wait for something to happen.", calls_waiting.load());
  add("openvod_requests_malformed_total", "counter", "Requests that were not HTTP, or not safe to read.",
      requests_malformed.load());
  add("openvod_answers_lost_total", "counter", "API answers that could not be written.", answers_lost.load());
  add("openvod_body_bytes_total", "counter", "Bytes of request bodies.", body_bytes_in.load());
  add("openvod_object_bytes_sent_total", "counter", "Bytes of stored objects that were sent.", object_bytes_out.load());
  text += "# HELP openvod_http_requests_total Requests by route.\n# TYPE openvod_http_requests_total counter\n";
  for (std::size_t i = 0; i < routes; ++i) {
    fmt::format_to(std::back_inserter(text), "openvod_http_requests_total{{route=\"{}\"}} {}\n",
                   name_of(static_cast<Route>(i)), requests[i].load());
  }
  return text;
}

}  // namespace vod
