#include "main/cli/session.h"

#include <fmt/format.h>

#include <cstdio>

#include "main/cli/connection.h"
#include "main/cli/interrupt.h"
#include "main/settings.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

ExitCode exit_code_of(client::Failure::Kind kind) {
  using Kind = client::Failure::Kind;
  switch (kind) {
    case Kind::unreachable:
      return ExitCode::unreachable;
    case Kind::api:
    case Kind::storage:
    case Kind::protocol:
      return ExitCode::refused;
    case Kind::cancelled:
      return ExitCode::stopped;
    case Kind::local:
      break;
  }
  return ExitCode::failed;
}

}  // namespace

void Session::add_flags(CLI::App& command) {
  const std::string group = "Connection";
  command.add_option("--endpoint", endpoint_, "The server's URL (OPENVOD_ENDPOINT; else what DATA/endpoint says)")
      ->group(group);
  command.add_option("--secret-id", secret_id_, "Key id (OPENVOD_SECRET_ID; else that of DATA/root-key.json)")
      ->group(group);
  command.add_option("--secret-key", secret_key_, "Key (OPENVOD_SECRET_KEY; else that of DATA/root-key.json)")
      ->group(group);
  command.add_option("--data", data_, "Data folder of a server on this machine (OPENVOD_DATA)")
      ->envname("OPENVOD_DATA")
      ->capture_default_str()
      ->group(group);
  command.add_option("--app", app_, "SubAppId of the application; the default application if absent")->group(group);
  command.add_flag("--json", json_, "Print one JSON document, for programs");
}

client::CallResult<client::ApiClient*> Session::api() {
  if (!api_) {
    VOD_TRY(auto target, find_target({endpoint_, secret_id_, secret_key_, data_}, openvod_environment()));
    watch_interrupts();
    api_.emplace(std::move(target), clock_, interrupted);
  }
  return &*api_;
}

client::CallResult<boost::json::object> Session::call(std::string_view action, boost::json::object request,
                                                      std::string_view version) {
  VOD_TRY(client::ApiClient * client, api());
  return client->call(action, for_app(std::move(request)), version);
}

boost::json::object Session::for_app(boost::json::object request) const {
  if (app_ != 0) request["SubAppId"] = app_;
  return request;
}

std::unique_ptr<ProgressBar> Session::bar(std::string label) const {
  return std::make_unique<ProgressBar>(std::move(label), clock_, !json_);
}

void Session::print_json(const boost::json::value& document) const {
  const std::string text = wire::json_text(document);
  std::fprintf(stdout, "%s\n", text.c_str());
}

void Session::print(std::string_view text) const {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!text.empty() && !text.ends_with('\n')) std::fputc('\n', stdout);
  std::fflush(stdout);
}

void Session::note(std::string_view text) const {
  if (!json_) fmt::print(stderr, "{}\n", text);
}

int Session::fail(const client::Failure& failure) const {
  if (json_) {
    print_json({{"Error", {{"Code", failure.code}, {"Message", failure.message}}}, {"RequestId", failure.request_id}});
  } else {
    fmt::print(stderr, "openvod: {}\n", failure.text());
  }
  return exit_code_of(failure.kind);
}

int Session::fail(ExitCode code, std::string_view message) const {
  if (json_) {
    print_json({{"Error", {{"Code", ""}, {"Message", message}}}});
  } else {
    fmt::print(stderr, "openvod: {}\n", message);
  }
  return code;
}

}  // namespace vod::cli
