#include <fmt/format.h>

#include <cstdio>

#include "base/text.h"
#include "delivery/signatures.h"
#include "main/cli/commands.h"
#include "main/cli/forwarder.h"
#include "main/cli/interrupt.h"
#include "model/errors.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

struct ListenFlags {
  std::string forward_to;
  std::string sign_key;
  std::vector<std::string> secrets;
};

// `12:03:04`, local time.
std::string time_of_day(std::int64_t wall_ms) {
  const std::time_t seconds = wall_ms / 1'000;
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

// One line an event; with --json one document a line.
class Lines final : public ForwardReport {
 public:
  explicit Lines(const Session& session) : session_(session) {}

  void forwarded(const Forwarded& event) override {
    ++(event.is_confirmed ? confirmed_ : left_);
    if (session_.json()) {
      boost::json::object line{{"Time", now()},
                               {"EventId", event.event_id},
                               {"EventType", event.event.type},
                               {"FileId", event.event.file_id},
                               {"TaskId", event.event.task_id},
                               {"Status", event.status},
                               {"DurationMs", event.took_ms},
                               {"Confirmed", event.is_confirmed}};
      if (!event.reason.empty()) line["Reason"] = event.reason;
      print(line);
      return;
    }
    std::string text = fmt::format("{}  {}", time_of_day(session_.clock().wall_ms()), event.event.type);
    for (const std::string& part : {event.event_id, event.event.file_id, event.event.task_id}) {
      if (!part.empty()) text += "  " + part;
    }
    if (event.is_confirmed) {
      text += fmt::format("  {} in {} ms, confirmed", event.status, event.took_ms);
    } else {
      text += fmt::format("  NOT confirmed, comes again in 30 s: {}", event.reason);
    }
    session_.print(printable(text));
  }

  void trouble(const std::string& what, std::int64_t wait_ms) override {
    if (session_.json()) {
      print({{"Time", now()}, {"Trouble", what}, {"RetryMs", wait_ms}});
    } else {
      session_.note(printable(fmt::format("{}  {} Trying again in {:.1f} s.", time_of_day(session_.clock().wall_ms()),
                                          what, static_cast<double>(wait_ms) / 1'000)));
    }
  }

  void recovered() override {
    if (session_.json()) {
      print({{"Time", now()}, {"Recovered", true}});
    } else {
      session_.note(fmt::format("{}  Events can be pulled again.", time_of_day(session_.clock().wall_ms())));
    }
  }

  std::string sum() const {
    return fmt::format("{} forwarded and confirmed, {} left in the queue.", confirmed_, left_);
  }

 private:
  std::string now() const { return iso8601(session_.clock().wall_ms()); }
  // A reader at the other end of a pipe gets each line at once.
  void print(const boost::json::object& line) const {
    session_.print_json(line);
    std::fflush(stdout);
  }

  const Session& session_;
  std::uint64_t confirmed_ = 0;
  std::uint64_t left_ = 0;
};

// `localhost:3000/hook` or a whole URL.
client::CallResult<std::string> receiver_url(const std::string& given) {
  const std::string url = given.find("://") == given.npos ? "http://" + given : given;
  const auto scheme = url.find("://");
  const auto path = url.find_first_of("/?", scheme + 3);
  VOD_TRY(client::parse_endpoint(url.substr(0, path)));
  return url;
}

void show_start(const Session& session, const std::string& url, const std::string& mode) {
  session.note(fmt::format("Forwarding events to {}. Ctrl+C ends it.", url));
  if (mode == "PULL") return;
  const std::string advice =
      "The application's mode is " + mode +
      ": new events don't go to the queue that this command reads. To change that, here or in another terminal: "
      "openvod config set --mode PULL --all-events on";
  // Also with --json: on standard error it is in nobody's way.
  fmt::print(stderr, "openvod: {}\n", advice);
}

int listen(Session& session, const ListenFlags& flags) {
  const auto url = receiver_url(flags.forward_to);
  if (!url) {
    return session.fail(ExitCode::usage, fmt::format("`{}` is not a URL to forward to; give one as "
                                                     "http://127.0.0.1:3000/hook.",
                                                     flags.forward_to));
  }
  ForwardTo to{url.value(), flags.sign_key, {}};
  for (const std::string& secret : flags.secrets) {
    const auto key = parse_signing_secret(secret);
    if (!key) return session.fail(ExitCode::usage, "--signing-secret: " + message_of(key.error()));
    to.secrets.push_back({secret, 0, 0});
  }
  // A server that is away or a wrong key at the start is a mistake to be told of; later on both are survived.
  VOD_CLI_TRY(const auto config, session, session.call("DescribeEventConfig", {}));
  const auto* mode = config.if_contains("Mode");
  show_start(session, url.value(),
             mode != nullptr && mode->is_string() ? std::string(mode->get_string()) : std::string("unknown"));

  SystemRandom random;
  Lines lines(session);
  client::Http receiver(interrupted);
  const auto call = [&](std::string_view action, boost::json::object request) {
    auto answer = session.call(action, std::move(request));
    // A server that was started anew may have another address.
    if (!answer && answer.error().kind == client::Failure::Kind::unreachable) session.disconnect();
    return answer;
  };
  Forwarder forwarder(call, receiver, std::move(to), session.clock(), random, lines);
  for (;;) {
    const auto wait_ms = forwarder.step();
    if (!wait_ms || !sleep_unless_interrupted(wait_ms.value())) break;
  }
  session.note(lines.sum());
  return ExitCode::stopped;
}

}  // namespace

void add_events_listen(CLI::App& events, Session& session, Choice& choice) {
  auto& command = *events.add_subcommand(
      "listen", "POST each event of the reliable queue to a local address, and confirm it when that answers 2xx");
  const auto flags = std::make_shared<ListenFlags>();
  command.add_option("--forward-to", flags->forward_to, "Where to: http://127.0.0.1:3000/hook")->required();
  command.add_option("--sign-key", flags->sign_key, "Adds Sign and T to each body, as a callback has them");
  command.add_option("--signing-secret", flags->secrets,
                     "Signs each request with whsec_... or whsk_..., as a callback is; may be given again");
  session.add_flags(command);
  command.callback(
      [&session, &choice, flags] { choice.action = [&session, flags] { return listen(session, *flags); }; });
}

}  // namespace vod::cli
