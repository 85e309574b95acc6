// openvod-receiver: receives event notifications, or fetches them, and has each uploaded video transcoded. See
// README.md.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <thread>

#include "base/random.h"
#include "model/errors.h"
#include "receiver/callback.h"
#include "receiver/configuration.h"
#include "receiver/http_service.h"
#include "receiver/journal.h"
#include "receiver/memory.h"
#include "receiver/puller.h"

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
  bool is_pulling = false;
  app.add_option("--config", config,
                 "The configuration: secret_id, secret_key, region, subappid, definitions, endpoint, mode, sign_key, "
                 "signing_secrets")
      ->capture_default_str();
  app.add_option("--host", host, "Address to listen on")->capture_default_str();
  app.add_option("--port", port, "Port to listen on; 0 picks a free one")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  app.add_option("--ready-file", ready_file,
                 "Written with the service address once the service listens; with --pull that of the log page");
  app.add_flag("--pull", is_pulling, "Fetch the events from the reliable queue instead of waiting for posts");
  CLI11_PARSE(app, argc, argv);

  const auto configuration = vod::receiver::parse_conf_file(config);
  if (!configuration) return fail(configuration.error().text());
  is_pulling = is_pulling || configuration.value().mode == vod::receiver::Mode::pull;

  const vod::SystemClock clock;
  vod::SystemRandom random;
  vod::receiver::Journal journal(clock);
  vod::receiver::Memory memory;
  const vod::receiver::Context context{configuration.value(), journal, memory, clock};
  vod::receiver::HttpService::Handler handler;
  if (!is_pulling) {
    handler = [&](const vod::receiver::Notification& notification) {
      return vod::receiver::receive(context, notification);
    };
  }
  auto service = vod::receiver::HttpService::listen(host, port, std::move(handler), journal);
  if (!service) return fail(vod::message_of(service.error()));

  const std::string name = host.find(':') == host.npos ? host : "[" + host + "]";
  const std::string address =
      fmt::format("http://{}:{}/{}", name, service.value()->port(), is_pulling ? "log" : "release/callback");
  journal.print((is_pulling ? "Pulling events. Log page: " : "Service address: ") + address);
  if (!ready_file.empty() && !(std::ofstream(ready_file) << address << "\n"))
    return fail("Can't write " + ready_file + ".");

  std::atomic<bool> stopped = false;
  std::jthread pulling;
  if (is_pulling) {
    pulling = std::jthread([&] { vod::receiver::Puller(context, random, stopped).run(); });
  }
  service.value()->run();
  stopped = true;
  if (pulling.joinable()) pulling.join();
  journal.print("Stopped.");
  return 0;
}
