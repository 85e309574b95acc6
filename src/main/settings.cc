#include "main/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <optional>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

Error bad_setting(std::string_view name, std::string detail) {
  return error(ErrorCode::invalid_parameter_value, std::string(name), std::move(detail));
}

std::string unknown_setting(std::string_view name) {
  std::string text = fmt::format("there is no setting `{}`", name);
  if (const SettingRow* near = nearest_setting(name)) text += fmt::format("; is `{}` meant?", near->name);
  return text + " (openvod describe settings lists them)";
}

// A scalar or a list of scalars of the file as the text that the environment would have; nothing for other kinds.
std::optional<std::string> text_of_value(const toml::node& node) {
  if (const auto* array = node.as_array()) {
    std::string text;
    for (const auto& item : *array) {
      if (item.is_array()) return {};
      const auto item_text = text_of_value(item);
      if (!item_text) return {};
      text += (text.empty() ? "" : ",") + *item_text;
    }
    return text;
  }
  if (const auto text = node.value_exact<std::string>()) return text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return std::string(*flag ? "true" : "false");
  return {};
}

Done apply_table(Settings& settings, const std::string& file, const toml::table& table, const std::string& prefix) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    const auto refused = [&](std::string_view what) {
      return bad_setting(name, fmt::format("{}:{}: {}", file, key.source().begin.line, what));
    };
    if (const auto* inner = node.as_table()) {
      VOD_TRY(apply_table(settings, file, *inner, name + "."));
      continue;
    }
    const SettingRow* row = find_setting(name);
    if (row == nullptr) return refused(unknown_setting(name));
    if (row->environment_only) {
      return refused(fmt::format("{} is taken from the environment alone ({}).", name, row->environment_name()));
    }
    const auto text = text_of_value(node);
    if (!text) return refused(fmt::format("{} must be a {}.", name, row->type_name()));
    if (const auto problem = set_from_text(settings, *row, *text)) return refused(*problem);
  }
  return done();
}

Done apply_file(Settings& settings, const std::string& file) {
  if (::access(file.c_str(), R_OK) != 0)
    return bad_setting("config", fmt::format("Can't read the settings file {}.", file));
  try {
    return apply_table(settings, file, toml::parse_file(file), "");
  } catch (const toml::parse_error& problem) {
    // toml++ reports broken syntax by throwing only.
    return bad_setting("config", fmt::format("{}:{}: {}.", file, problem.source().begin.line, problem.description()));
  }
}

}  // namespace

std::map<std::string, std::string> openvod_environment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (text.starts_with("OPENVOD_") && equals != text.npos) {
      result.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return result;
}

Result<Settings> load_settings(const SettingSources& sources) {
  Settings settings;
  if (!sources.file.empty()) {
    VOD_TRY(apply_file(settings, sources.file));
  }
  for (const auto& row : setting_rows()) {
    const auto variable = sources.environment.find(row.environment_name());
    // An empty variable is as good as none: that is how it is unset in container files.
    if (variable == sources.environment.end() || variable->second.empty()) continue;
    if (const auto problem = set_from_text(settings, row, variable->second)) {
      return bad_setting(row.name, fmt::format("Environment variable {}: {}", variable->first, *problem));
    }
  }
  for (const auto& [name, text] : sources.flags) {
    const SettingRow* row = find_setting(name);
    if (row == nullptr) return bad_setting(name, unknown_setting(name));
    if (const auto problem = set_from_text(settings, *row, text)) {
      return bad_setting(name, fmt::format("Flag {}: {}", row->flag_name(), *problem));
    }
  }
  VOD_TRY(check_settings(settings));
  return settings;
}

Done check_settings(const Settings& settings) {
  VOD_TRY(parse_listen_address("listen", settings.listen));
  if (!settings.tls_listen.empty()) {
    VOD_TRY(parse_listen_address("tls.listen", settings.tls_listen));
    if (settings.tls_cert.empty()) return bad_setting("tls.cert", "tls.listen is set, so tls.cert must be set too.");
    if (settings.tls_key.empty()) return bad_setting("tls.key", "tls.listen is set, so tls.key must be set too.");
  }
  if (settings.data.empty()) return bad_setting("data", "data is empty, and must name a folder.");
  if (settings.secret_id.empty() != settings.secret_key.empty()) {
    return bad_setting("secret_id", "OPENVOD_SECRET_ID and OPENVOD_SECRET_KEY go together: set both or none.");
  }
  const std::string& url = settings.public_url;
  if (!url.empty() && (!(url.starts_with("http://") || url.starts_with("https://")) || url.ends_with('/'))) {
    return bad_setting("public_url",
                       fmt::format("public_url is `{}`, and must begin with http:// or https:// and not end "
                                   "with a slash.",
                                   url));
  }
  if (settings.callback_connect_ms > settings.callback_total_ms) {
    return bad_setting("callback.connect_ms", fmt::format("callback.connect_ms is {}, and must not exceed "
                                                          "callback.total_ms ({}).",
                                                          settings.callback_connect_ms, settings.callback_total_ms));
  }
  return done();
}

Result<ListenAddress> parse_listen_address(std::string_view setting, std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon != text.npos) {
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto port = parse_number<std::int64_t>(text.substr(colon + 1));
    const bool bare_v6 = host.find(':') != host.npos && text.front() != '[';
    if (!host.empty() && port && *port >= 0 && *port <= 65'535 && !bare_v6) {
      return ListenAddress{std::string(host), static_cast<int>(*port)};
    }
  }
  return bad_setting(setting, fmt::format("{} is `{}`, and must be HOST:PORT, with a port from 0 to 65535 and IPv6 "
                                          "addresses in brackets.",
                                          setting, text));
}

}  // namespace vod
