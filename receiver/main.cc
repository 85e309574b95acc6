// openvod-receiver: receives event notifications and has each uploaded video transcoded. See README.md.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "model/errors.h"
#include "receiver/callback.h"
#include "receiver/configuration.h"
#include "receiver/http_service.h"
#include "receiver/journal.h"

namespace {

int fail(const std::string& message) {
  fmt::print(stderr, "openvod-receiver: {}\n", message);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "The event notification receipt service: transcodes what is uploaded and prints the URLs of the outputs.");
  std::string config = "config.json";
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string ready_file;
  app.add_option("--config", config,
                 "The configuration: secret_id, secret_key, region, subappid, definitions, endpoint")
      ->capture_default_str();
  app.add_option("--host", host, "Address to listen on")->capture_default_str();
  app.add_option("--port", port, "Port to listen on; 0 picks a free one")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  app.add_option("--ready-file", ready_file, "Written with the service address once the service listens");
  CLI11_PARSE(app, argc, argv);

  const auto configuration = vod::receiver::parse_conf_file(config);
  if (!configuration) return fail(configuration.error().text());

  const vod::SystemClock clock;
  vod::receiver::Journal journal(clock);
  const vod::receiver::Context context{configuration.value(), journal, clock};
  auto service = vod::receiver::HttpService::listen(
      host, port, [&](std::string_view body) { return vod::receiver::main_handler(context, body); }, journal);
  if (!service) return fail(vod::message_of(service.error()));

  const std::string name = host.find(':') == host.npos ? host : "[" + host + "]";
  const std::string address = fmt::format("http://{}:{}/release/callback", name, service.value()->port());
  journal.print("Service address: " + address);
  if (!ready_file.empty() && !(std::ofstream(ready_file) << address << "\n"))
    return fail("Can't write " + ready_file + ".");
  service.value()->run();
  journal.print("Stopped.");
  return 0;
}
