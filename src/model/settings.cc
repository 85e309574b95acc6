#include "model/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "base/text.h"

namespace vod {
namespace {

using S = Settings;

constexpr std::int64_t threads_max = 256;
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t retrieval_max_s = 30 * 86'400;

const auto rows = std::to_array<SettingRow>({
    {"data", &S::data, "DIR", "Folder of everything that is kept: database, media, keys."},
    {"listen", &S::listen, "HOST:PORT", "Address to listen on; port 0 picks a free one."},
    {"ready_file", &S::ready_file, "FILE", "Written with the server's URL once it answers."},
    {"ephemeral", &S::ephemeral, "", "Keep nothing: data goes to a temporary folder that is removed at the end."},
    {"dev", &S::dev, "", "For development: callbacks and pulls may reach loopback and private addresses."},
    {"public_url", &S::public_url, "URL", "What media URLs begin with; the listener's address if not set."},
    {"tls.listen", &S::tls_listen, "HOST:PORT", "Address to listen on with TLS, beside the plain one."},
    {"tls.cert", &S::tls_cert, "FILE", "Certificate chain in PEM, for tls.listen."},
    {"tls.key", &S::tls_key, "FILE", "Private key in PEM, for tls.listen."},
    {"default_app_id", &S::default_app_id, "", "SubAppId of the application that calls without one belong to.", 1},
    {.name = "secret_id",
     .field = &S::secret_id,
     .unit = "",
     .help = "Root key id; made at the first start if not set.",
     .environment_only = true},
    {.name = "secret_key",
     .field = &S::secret_key,
     .unit = "",
     .help = "Root key, with secret_id.",
     .environment_only = true},

    {"callback.allow", &S::callback_allow, "networks",
     "Networks that callbacks may reach besides public ones, as 10.0.0.0/8 or fd00::/8."},
    {"callback.connect_ms", &S::callback_connect_ms, "ms", "Longest wait for a callback's connection.", 1, day_ms},
    {"callback.total_ms", &S::callback_total_ms, "ms", "Longest callback attempt as a whole.", 1, day_ms},
    {"push.retries_s", &S::push_retries_s, "s",
     "Waits between the attempts of a callback; the last one repeats until push.give_up_s.", 1, 86'400 * 30},
    {"push.give_up_s", &S::push_give_up_s, "s", "Age at which a callback is given up and its event parked.", 1,
     86'400 * 90},
    {"push.given_up", &S::push_given_up, "",
     "What becomes of an event whose callback is given up: parked with its reason, or pullable.", 0, 0, "park|queue"},
    {"pull_complete.media_info", &S::pull_complete_media_info, "",
     "MediaBasicInfo in callbacks of PullComplete: flat, nested as in 2019, or both in one.", 0, 0, "both|flat|nested"},

    {"pull.allow", &S::pull_allow, "networks", "Networks that PullUpload may reach besides public ones."},
    {"pull.max_bytes", &S::pull_bytes_max, "bytes", "Largest file that PullUpload takes.", 1},
    {"pull_events.empty_is_error", &S::pull_events_empty_is_error, "",
     "PullEvents without an event answers the error ResourceNotFound instead of an empty EventSet."},
    {"events.retention_days", &S::events_retention_days, "days", "How long queued and parked events are kept.", 1, 90},
    {"events.count_time_off", &S::events_count_time_off, "",
     "Events also age while the server is off for over an hour, and when the clock jumps between two runs."},

    {"transcode.speed", &S::transcode_speed, "",
     "Encoder preset: faster ones cost quality per bit; for tests and CI, ultrafast.", 0, 0,
     "veryslow|slower|slow|medium|fast|faster|veryfast|superfast|ultrafast"},
    {"tasks.running_max", &S::tasks_running_max, "tasks",
     "Media tasks at the same time; 0 goes by the number of cores.", 0, 1'024},
    {"insecure_no_sandbox", &S::insecure_no_sandbox, "",
     "Process media even where no sandbox is available. Only for media that you trust."},

    {"storage.change_s", &S::storage_change_s, "s",
     "How long a media takes from one storage class to another, without a retrieval.", 0, retrieval_max_s},
    {"storage.archive_expedited_s", &S::storage_archive_expedited_s, "s",
     "How long an Expedited retrieval from ARCHIVE takes.", 0, retrieval_max_s},
    {"storage.archive_standard_s", &S::storage_archive_standard_s, "s",
     "How long a Standard retrieval from ARCHIVE takes.", 0, retrieval_max_s},
    {"storage.archive_bulk_s", &S::storage_archive_bulk_s, "s", "How long a Bulk retrieval from ARCHIVE takes.", 0,
     retrieval_max_s},
    {"storage.deep_archive_standard_s", &S::storage_deep_archive_standard_s, "s",
     "How long a Standard retrieval from DEEP_ARCHIVE takes.", 0, retrieval_max_s},
    {"storage.deep_archive_bulk_s", &S::storage_deep_archive_bulk_s, "s",
     "How long a Bulk retrieval from DEEP_ARCHIVE takes.", 0, retrieval_max_s},

    {"playback.keys", &S::playback_keys, "",
     "Who gets the keys of encrypted streams: token = who brings a play token for the media; open = everyone, for "
     "tests.",
     0, 0, "token|open"},

    {"calls.per_second_max", &S::calls_per_second_max, "calls/s",
     "How often one key may call one action; 0 is without limit.", 0, 1'000'000},
    {"io_threads", &S::io_threads, "threads", "Threads that serve connections; 0 is one.", 0, threads_max},
    {"handler_threads", &S::handler_threads, "threads", "Threads that answer API calls; 0 goes by the number of cores.",
     0, threads_max},
    {"log.level", &S::log_level, "", "What is logged to standard error.", 0, 0, "trace|debug|info|warn|error|off"},
});

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

// Insertions, deletions and replacements from one word to the other.
std::size_t edits_between(std::string_view left, std::string_view right) {
  std::vector<std::size_t> line(right.size() + 1);
  std::iota(line.begin(), line.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = line[0];
    line[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = line[j];
      line[j] = std::min({line[j] + 1, line[j - 1] + 1, replaced});
    }
  }
  return line.back();
}

std::optional<bool> parse_switch(std::string_view text) {
  const std::string word = lower(text);
  if (word == "true" || word == "1" || word == "on" || word == "yes") return true;
  if (word == "false" || word == "0" || word == "off" || word == "no") return false;
  return {};
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string number_rule(const SettingRow& row) {
  std::string rule = "a whole number";
  if (row.max == INT64_MAX) {
    rule += " of at least " + std::to_string(row.min);
  } else {
    rule += " from " + std::to_string(row.min) + " to " + std::to_string(row.max);
  }
  if (!row.unit.empty()) rule += " (" + std::string(row.unit) + ")";
  return rule;
}

std::optional<std::int64_t> parse_bounded(const SettingRow& row, std::string_view text) {
  const auto number = parse_number<std::int64_t>(trim(text));
  if (!number || *number < row.min || *number > row.max) return {};
  return number;
}

std::vector<std::string_view> items_of(std::string_view text) {
  std::vector<std::string_view> items;
  for (const auto item : split(text, ',')) {
    if (!trim(item).empty()) items.push_back(trim(item));
  }
  return items;
}

}  // namespace

std::string SettingRow::environment_name() const {
  std::string result = "OPENVOD_";
  for (const char c : name) result += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return result;
}

std::string SettingRow::flag_name() const {
  std::string result = "--";
  for (const char c : name) result += c == '.' || c == '_' ? '-' : c;
  return result;
}

std::string_view SettingRow::type_name() const {
  static constexpr std::array<std::string_view, std::variant_size_v<SettingField>> names = {"text", "switch", "number",
                                                                                            "list", "list of numbers"};
  return names[field.index()];
}

std::span<const SettingRow> setting_rows() { return rows; }

const SettingRow* find_setting(std::string_view name) {
  const auto row = std::ranges::find(rows, name, &SettingRow::name);
  return row == rows.end() ? nullptr : &*row;
}

const SettingRow* nearest_setting(std::string_view name) {
  const SettingRow* nearest = nullptr;
  std::size_t fewest = name.size() / 3 + 2;
  for (const auto& row : rows) {
    const std::size_t edits = edits_between(name, row.name);
    if (edits < fewest) {
      fewest = edits;
      nearest = &row;
    }
  }
  return nearest;
}

std::string setting_text(const Settings& settings, const SettingRow& row) {
  const auto joined = [](const auto& list, const auto& to_text) {
    std::string text;
    for (const auto& item : list) text += (text.empty() ? "" : ",") + to_text(item);
    return text;
  };
  return std::visit(Overloaded{
                        [&](std::string Settings::* field) { return settings.*field; },
                        [&](bool Settings::* field) { return std::string(settings.*field ? "true" : "false"); },
                        [&](std::int64_t Settings::* field) { return std::to_string(settings.*field); },
                        [&](std::vector<std::string> Settings::* field) {
                          return joined(settings.*field, [](const std::string& item) { return item; });
                        },
                        [&](std::vector<std::int64_t> Settings::* field) {
                          return joined(settings.*field, [](std::int64_t item) { return std::to_string(item); });
                        },
                    },
                    row.field);
}

std::optional<std::string> set_from_text(Settings& settings, const SettingRow& row, std::string_view text) {
  using Problem = std::optional<std::string>;
  const auto refused = [&](std::string_view value, const std::string& rule) -> Problem {
    return std::string(row.name) + " is " + quoted(value) + ", and must be " + rule + ".";
  };
  return std::visit(Overloaded{
                        [&](std::string Settings::* field) -> Problem {
                          if (!row.choices.empty() && std::ranges::count(split(row.choices, '|'), text) == 0) {
                            std::string words;
                            for (const auto choice : split(row.choices, '|'))
                              words += (words.empty() ? "" : ", ") + std::string(choice);
                            return refused(text, "one of " + words);
                          }
                          settings.*field = std::string(text);
                          return {};
                        },
                        [&](bool Settings::* field) -> Problem {
                          const auto value = parse_switch(text);
                          if (!value) return refused(text, "true or false");
                          settings.*field = *value;
                          return {};
                        },
                        [&](std::int64_t Settings::* field) -> Problem {
                          const auto value = parse_bounded(row, text);
                          if (!value) return refused(text, number_rule(row));
                          settings.*field = *value;
                          return {};
                        },
                        [&](std::vector<std::string> Settings::* field) -> Problem {
                          const auto items = items_of(text);
                          (settings.*field).assign(items.begin(), items.end());
                          return {};
                        },
                        [&](std::vector<std::int64_t> Settings::* field) -> Problem {
                          std::vector<std::int64_t> values;
                          for (const auto item : items_of(text)) {
                            const auto value = parse_bounded(row, item);
                            if (!value) return refused(item, "a list of numbers, each " + number_rule(row));
                            values.push_back(*value);
                          }
                          if (values.empty()) return refused(text, "a list with at least one number");
                          settings.*field = std::move(values);
                          return {};
                        },
                    },
                    row.field);
}

}  // namespace vod
