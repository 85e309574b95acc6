#include "main/greeting.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <iterator>
#include <string_view>

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t minute_ms = 60'000;

}  // namespace

std::string greeting(Running& running, const Settings& settings, GreetingFor reader) {
  std::string text;
  const auto line = [&](std::string_view name, const std::string& value) {
    fmt::format_to(std::back_inserter(text), "  {:<13} {}\n", name, value);
  };
  fmt::format_to(std::back_inserter(text), "openvod listens on {}\n", running.endpoint());
  if (running.public_url() != running.endpoint()) line("media URLs", running.public_url());
  line("data", running.data().string() + (settings.ephemeral ? " (removed at the end)" : ""));
  line("SecretId", running.root_key().pair.secret_id);
  line("SecretKey", "in " + running.root_key().file.string());
  line("SubAppId", std::to_string(settings.default_app_id) + " (the default)");
  if (settings.dev) line("--dev", "callbacks and pulls may reach loopback and private addresses");
  if (!running.has_console()) return text;
  if (reader == GreetingFor::journal) {
    line("console", running.public_url() + "/console/");
    line("", "`openvod keys console-link` makes a link that signs in");
  } else {
    line("console", running.make_console_link());
    line("", fmt::format("signs in once, within {} minutes; `openvod keys console-link` makes another",
                         limits::console_token_ms / minute_ms));
  }
  return text;
}

// systemd names the journal's stream by device and inode, so that an inherited variable can be told from the truth.
// https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#%24JOURNAL_STREAM
GreetingFor reader_of_stdout() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat output{};
  if (stream == nullptr || ::fstat(STDOUT_FILENO, &output) != 0) return GreetingFor::person;
  const bool is_journal = fmt::format("{}:{}", output.st_dev, output.st_ino) == stream;
  return is_journal ? GreetingFor::journal : GreetingFor::person;
}

}  // namespace vod
