#include "main/cli/connection.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/text.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream stream(path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string variable(const std::map<std::string, std::string>& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string() : found->second;
}

client::CallResult<client::Keys> root_key_in(const std::string& data) {
  const std::string path = data + "/root-key.json";
  const std::string text = content_of(path);
  if (text.empty()) {
    return client::local_failure(fmt::format(
        "No key: can't read {}. Give --data DIR of a server on this machine, or --secret-id and --secret-key, "
        "or set OPENVOD_SECRET_ID and OPENVOD_SECRET_KEY.",
        path));
  }
  const auto parsed = wire::parse_json(text);
  const auto* object = parsed ? parsed.value().if_object() : nullptr;
  const auto member = [&](const char* name) {
    const auto* value = object == nullptr ? nullptr : object->if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  client::Keys keys{member("secret_id"), member("secret_key"), {}};
  if (keys.secret_id.empty() || keys.secret_key.empty()) {
    return client::local_failure(fmt::format("{} has no secret_id and secret_key.", path));
  }
  return keys;
}

}  // namespace

std::string endpoint_in(const std::string& data) { return std::string(trim(content_of(data + "/endpoint"))); }

client::CallResult<client::Target> find_target(const ConnectionFlags& flags,
                                               const std::map<std::string, std::string>& environment) {
  client::Target target;
  target.endpoint = !flags.endpoint.empty() ? flags.endpoint : variable(environment, "OPENVOD_ENDPOINT");
  if (target.endpoint.empty()) target.endpoint = endpoint_in(flags.data);
  // Without a hint it is where `openvod serve` listens by itself.
  if (target.endpoint.empty()) target.endpoint = "http://127.0.0.1:9266";

  target.keys.secret_id = !flags.secret_id.empty() ? flags.secret_id : variable(environment, "OPENVOD_SECRET_ID");
  target.keys.secret_key = !flags.secret_key.empty() ? flags.secret_key : variable(environment, "OPENVOD_SECRET_KEY");
  if (target.keys.secret_id.empty() != target.keys.secret_key.empty()) {
    return client::local_failure("The key id and the key go together: give both or none.");
  }
  if (target.keys.secret_id.empty()) {
    VOD_TRY(target.keys, root_key_in(flags.data));
  }
  return target;
}

}  // namespace vod::cli
