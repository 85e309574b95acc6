#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vod {

/// What an operator can set, with its defaults. A new setting is a member here and a row in settings.cc; file,
/// environment, flag, help and reference follow from these two.
struct Settings {
  std::string data = "./openvod-data";
  std::string listen = "127.0.0.1:9266";
  std::string ready_file;
  bool ephemeral = false;
  bool dev = false;
  std::string public_url;
  std::string tls_listen;
  std::string tls_cert;
  std::string tls_key;
  std::int64_t default_app_id = 1'500'000'001;
  std::string secret_id;
  std::string secret_key;

  std::vector<std::string> callback_allow;
  std::int64_t callback_connect_ms = 5'000;
  std::int64_t callback_total_ms = 15'000;
  /// Waits between attempts; the first attempt is at once, and the last wait repeats until push_give_up_s.
  std::vector<std::int64_t> push_retries_s = {5, 30, 120, 600, 1'800, 3'600, 7'200, 14'400, 28'800};
  std::int64_t push_give_up_s = 72 * 3'600;
  /// park or queue; an app may say otherwise.
  std::string push_given_up = "park";
  /// both, flat or nested.
  std::string pull_complete_media_info = "both";

  std::vector<std::string> pull_allow;
  std::int64_t pull_bytes_max = 50LL << 30;
  bool pull_events_empty_is_error = false;
  std::int64_t events_retention_days = 4;
  bool events_count_time_off = false;

  std::string transcode_speed = "medium";
  std::int64_t tasks_running_max = 0;
  bool insecure_no_sandbox = false;

  /// How long moves between storage classes and retrievals take.
  std::int64_t storage_change_s = 0;
  std::int64_t storage_archive_expedited_s = 5 * 60;
  std::int64_t storage_archive_standard_s = 5 * 3'600;
  std::int64_t storage_archive_bulk_s = 12 * 3'600;
  std::int64_t storage_deep_archive_standard_s = 24 * 3'600;
  std::int64_t storage_deep_archive_bulk_s = 48 * 3'600;

  /// token or open: who gets the keys of encrypted streams.
  std::string playback_keys = "token";

  std::int64_t calls_per_second_max = 0;
  std::int64_t io_threads = 0;
  std::int64_t handler_threads = 0;
  std::string log_level = "info";
};

/// Where the value of a setting stands in Settings; its alternative is the setting's type.
using SettingField = std::variant<std::string Settings::*, bool Settings::*, std::int64_t Settings::*,
                                  std::vector<std::string> Settings::*, std::vector<std::int64_t> Settings::*>;

/// One row of the table of settings.
struct SettingRow {
  /// As in the file, dotted: `pull.max_bytes`.
  std::string_view name;
  SettingField field;
  /// Of numbers: "ms", "bytes"; else what the text is: "HOST:PORT", "FILE". May be empty.
  std::string_view unit;
  std::string_view help;
  /// Bounds of numbers, both included.
  std::int64_t min = 0;
  std::int64_t max = INT64_MAX;
  /// Allowed words, separated by `|`; empty: any text.
  std::string_view choices = {};
  /// Taken from the environment alone: a flag shows in the list of processes, a file is copied around.
  bool environment_only = false;

  /// `OPENVOD_PULL_MAX_BYTES`.
  std::string environment_name() const;
  /// `--pull-max-bytes`.
  std::string flag_name() const;
  /// "text", "switch", "number", "list", "list of numbers".
  std::string_view type_name() const;
};

std::span<const SettingRow> setting_rows();
const SettingRow* find_setting(std::string_view name);

/// The row whose name is nearest to a mistyped one, where one is near.
const SettingRow* nearest_setting(std::string_view name);

/// The value of a row as text; lists with commas, switches as true and false.
std::string setting_text(const Settings& settings, const SettingRow& row);

/// Reads text into the row's field. What is wrong comes as a sentence with the value and the rule; then nothing
/// changes.
std::optional<std::string> set_from_text(Settings& settings, const SettingRow& row, std::string_view text);

}  // namespace vod
