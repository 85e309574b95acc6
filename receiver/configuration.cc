#include "receiver/configuration.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "base/text.h"
#include "model/errors.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

std::optional<std::uint64_t> number_of(const boost::json::value& value) {
  if (value.is_string()) return parse_number<std::uint64_t>(trim(value.get_string()));
  if (value.is_int64() && value.get_int64() >= 0) return static_cast<std::uint64_t>(value.get_int64());
  if (value.is_uint64()) return value.get_uint64();
  return {};
}

std::optional<std::vector<std::int64_t>> definitions_of(const boost::json::value& value) {
  if (!value.is_array() || value.get_array().empty()) return {};
  std::vector<std::int64_t> definitions;
  for (const auto& entry : value.get_array()) {
    const auto definition = number_of(entry);
    if (!definition) return {};
    definitions.push_back(static_cast<std::int64_t>(*definition));
  }
  return definitions;
}

// One text, or a list of texts.
std::optional<std::vector<std::string>> texts_of(const boost::json::value& value) {
  if (value.is_string()) return std::vector<std::string>{std::string(value.get_string())};
  if (!value.is_array()) return {};
  std::vector<std::string> texts;
  for (const auto& entry : value.get_array()) {
    if (!entry.is_string()) return {};
    texts.emplace_back(entry.get_string());
  }
  return texts;
}

}  // namespace

client::CallResult<Configuration> parse_conf_file(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) return client::local_failure(fmt::format("Can't read {}.", path));
  std::ostringstream text;
  text << stream.rdbuf();
  const auto parsed = wire::parse_json(text.str());
  if (!parsed) return client::local_failure(fmt::format("{}: {}", path, message_of(parsed.error())));
  if (!parsed.value().is_object()) return client::local_failure(fmt::format("{}: must be a JSON object.", path));

  Configuration configuration;
  std::string sign_key;
  std::vector<std::string> signing_secrets;
  for (const auto& [key, value] : parsed.value().get_object()) {
    const auto refused = [&, name = std::string(key)](std::string_view rule) {
      return client::local_failure(fmt::format("{}: {} must be {}.", path, name, rule));
    };
    if (key == "subappid") {
      const auto number = number_of(value);
      if (!number) return refused("a number");
      configuration.subappid = *number;
    } else if (key == "definitions") {
      auto definitions = definitions_of(value);
      if (!definitions) return refused("a list of template numbers");
      configuration.definitions = *std::move(definitions);
    } else if (key == "mode") {
      if (value != "push" && value != "pull") return refused("\"push\" or \"pull\"");
      configuration.mode = value == "pull" ? Mode::pull : Mode::push;
    } else if (key == "signing_secrets") {
      auto secrets = texts_of(value);
      if (!secrets) return refused("a list of texts");
      signing_secrets = *std::move(secrets);
    } else {
      std::string* text_of = key == "secret_id"    ? &configuration.secret_id
                             : key == "secret_key" ? &configuration.secret_key
                             : key == "region"     ? &configuration.region
                             : key == "endpoint"   ? &configuration.endpoint
                             : key == "sign_key"   ? &sign_key
                                                   : nullptr;
      if (text_of == nullptr) continue;  // Other programs' keys do no harm.
      if (!value.is_string()) return refused("text");
      *text_of = std::string(value.get_string());
    }
  }
  if (configuration.secret_id.empty() || configuration.secret_key.empty()) {
    return client::local_failure(fmt::format("{}: secret_id and secret_key must be set.", path));
  }
  auto signature = SignatureCheck::with(std::move(sign_key), signing_secrets);
  if (!signature) {
    return client::local_failure(fmt::format("{}: signing_secrets: {}.", path, signature.error().message));
  }
  configuration.signature = std::move(signature).value();
  return configuration;
}

}  // namespace vod::receiver
