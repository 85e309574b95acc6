#include <fmt/format.h>

#include "main/cli/commands.h"

namespace vod::cli {
namespace {

struct CreateFlags {
  std::string name;
  std::uint64_t only_app = 0;
  bool read_only = false;
  std::string expires;
};

// Keys belong to the server and not to an application: --app plays no part.
client::CallResult<boost::json::object> call(Session& session, std::string_view action,
                                             boost::json::object request = {}) {
  VOD_TRY(client::ApiClient * client, session.api());
  return client->call(action, std::move(request), client::version_2026);
}

std::string rights_of(const wire::KeyInfo& key) {
  std::string rights = key.IsReadOnly.value_or(false) ? "reading" : "everything";
  if (key.OnlySubAppId.value_or(0) != 0) rights += fmt::format(" in app {}", *key.OnlySubAppId);
  return rights;
}

int create(Session& session, const CreateFlags& flags) {
  boost::json::object request{{"Name", flags.name}};
  if (flags.only_app != 0) request["OnlySubAppId"] = flags.only_app;
  if (flags.read_only) request["IsReadOnly"] = true;
  if (!flags.expires.empty()) request["ExpireTime"] = flags.expires;
  VOD_CLI_TRY(const auto answer, session, call(session, "CreateKey", std::move(request)));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto key, session, client::ApiClient::read_as<wire::CreateKeyResponse>(answer));
  Facts facts;
  facts.add("SecretId", key.SecretId.value_or(""));
  facts.add("SecretKey", key.SecretKey.value_or(""));
  session.print(facts.text());
  session.note("The SecretKey is not shown again.");
  return ExitCode::ok;
}

int list(Session& session) {
  boost::json::array all;
  Table table({"SecretId", "Name", "Status", "May do", "Expires"});
  std::string cursor;
  do {
    boost::json::object request{{"Limit", 100}};
    if (!cursor.empty()) request["Cursor"] = cursor;
    VOD_CLI_TRY(const auto answer, session, call(session, "ListKeys", std::move(request)));
    VOD_CLI_TRY(const auto page, session, client::ApiClient::read_as<wire::ListKeysResponse>(answer));
    for (const auto& key : page.KeySet) {
      const std::string expires = key.ExpireTime.value_or("");
      table.add({key.SecretId.value_or(""), key.Name.value_or(""), key.Status.value_or(""), rights_of(key),
                 expires.starts_with("9999") ? "never" : expires});
    }
    if (const auto* set = answer.if_contains("KeySet"); set != nullptr && set->is_array()) {
      for (const auto& key : set->get_array()) all.push_back(key);
    }
    cursor = page.NextCursor.value_or("");
  } while (!cursor.empty());
  if (session.json()) {
    session.print_json({{"KeySet", std::move(all)}});
  } else {
    session.print(table.text());
  }
  return ExitCode::ok;
}

int change(Session& session, std::string_view action, boost::json::object request, std::string_view outcome) {
  VOD_CLI_TRY(const auto answer, session, call(session, action, std::move(request)));
  if (session.json()) {
    session.print_json(answer);
  } else {
    session.print(outcome);
  }
  return ExitCode::ok;
}

int console_link(Session& session) {
  VOD_CLI_TRY(const auto answer, session, call(session, "CreateConsoleToken"));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto made, session, client::ApiClient::read_as<wire::CreateConsoleTokenResponse>(answer));
  if (made.Url.value_or("").empty()) return session.fail(ExitCode::failed, "This server has no console.");
  session.print(*made.Url);
  session.note("The link works once, until " + made.ExpireTime.value_or("") + ".");
  return ExitCode::ok;
}

}  // namespace

void add_keys(CLI::App& app, Session& session, Choice& choice) {
  auto& keys = *app.add_subcommand("keys", "Make, list, disable and delete keys");
  keys.require_subcommand(1);

  auto& create_command = *keys.add_subcommand("create", "Make a key and show its secret, this once");
  const auto flags = std::make_shared<CreateFlags>();
  create_command.add_option("name", flags->name, "What the key is for")->required();
  create_command.add_option("--only-app", flags->only_app, "SubAppId of the one application that it may touch");
  create_command.add_flag("--read-only", flags->read_only, "It may call nothing that writes");
  create_command.add_option("--expires", flags->expires, "When it ends, such as 2030-01-31T00:00:00Z");
  session.add_flags(create_command);
  create_command.callback(
      [&session, &choice, flags] { choice.action = [&session, flags] { return create(session, *flags); }; });

  auto& list_command = *keys.add_subcommand("list", "List keys, without their secrets");
  session.add_flags(list_command);
  list_command.callback([&session, &choice] { choice.action = [&session] { return list(session); }; });

  const auto add_change = [&](const char* name, const char* help, const char* action, const char* status,
                              const char* outcome) {
    auto& command = *keys.add_subcommand(name, help);
    const auto key_id = std::make_shared<std::string>();
    command.add_option("secret_id", *key_id, "SecretId of the key")->required();
    session.add_flags(command);
    command.callback([&session, &choice, key_id, action, status, outcome] {
      choice.action = [&session, key_id, action, status, outcome] {
        boost::json::object request{{"KeyId", *key_id}};
        if (*status != '\0') request["Status"] = status;
        return change(session, action, std::move(request), outcome);
      };
    });
  };
  add_change("disable", "Refuse a key from now on", "ModifyKeyStatus", "Disabled", "The key is refused from now on.");
  add_change("enable", "Accept a disabled key again", "ModifyKeyStatus", "Enabled", "The key is accepted again.");
  add_change("delete", "Delete a key for good", "DeleteKey", "", "The key is deleted.");

  auto& link = *keys.add_subcommand("console-link", "Make a link that signs a browser in to the console, once");
  session.add_flags(link);
  link.callback([&session, &choice] { choice.action = [&session] { return console_link(session); }; });
}

}  // namespace vod::cli
