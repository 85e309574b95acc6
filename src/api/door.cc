#include "api/door.h"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <limits>
#include <utility>

#include "api/action_table.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/envelope.h"
#include "wire/forms.h"
#include "wire/json_value.h"
#include "wire/tables.h"

namespace vod {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

bool is_form(std::string_view content_type) {
  return equal_ignoring_case(trim(content_type.substr(0, content_type.find(';'))), form_type);
}

Error too_large(std::string_view what, std::size_t size_bytes, std::size_t bytes_max) {
  return error(ErrorCode::request_size_limit_exceeded, {},
               fmt::format("The {} has {} bytes; {} are allowed.", what, size_bytes, bytes_max));
}

Done check_size(const ApiRequest& request, std::size_t body_bytes_max) {
  const std::size_t query_bytes = request.query().size();
  if (query_bytes > limits::get_query_bytes_max) return too_large("query", query_bytes, limits::get_query_bytes_max);
  if (request.body.size() > body_bytes_max) return too_large("body", request.body.size(), body_bytes_max);
  return done();
}

Result<boost::json::value> parameters_of_form(std::string_view text) {
  VOD_TRY(const auto pairs, wire::parse_form(text));
  return wire::expand_form(pairs);
}

}  // namespace

// Takes a set of verifiers for the time of one call.
class Door::Borrowed {
 public:
  explicit Borrowed(Door& door) : door_(door) {
    {
      const std::lock_guard lock(door_.mutex_);
      if (!door_.verifiers_.empty()) {
        verifiers_ = std::move(door_.verifiers_.back());
        door_.verifiers_.pop_back();
      }
    }
    if (!verifiers_) verifiers_ = std::make_unique<Verifiers>();
  }
  ~Borrowed() {
    const std::lock_guard lock(door_.mutex_);
    door_.verifiers_.push_back(std::move(verifiers_));
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  Verifiers* operator->() const { return verifiers_.get(); }

 private:
  Door& door_;
  std::unique_ptr<Verifiers> verifiers_;
};

Door::Door(World& world, const Keys& keys, Options options)
    : world_(world), keys_(keys), options_(options), ids_(world.random), rate_limits_(options.calls_per_second_max) {}

Admission Door::admit(const ApiRequest& request) {
  const std::string request_id = ids_.next();
  auto call = open(request, request_id);
  if (call) return {.call = std::move(call).value(), .refusal = {}};
  counters_.count_error(call.error());
  return {.call = nullptr, .refusal = wire::error_envelope(call.error(), request_id)};
}

std::string Door::refuse(const Error& error) {
  counters_.count_error(error);
  return wire::error_envelope(error, ids_.next());
}

std::string Door::answer_now(const ApiRequest& request) {
  Admission admission = admit(request);
  if (!admission.call) return admission.refusal;
  auto answer = admission.call->run();
  if (answer) return *std::move(answer);
  admission.call->context().waited_ms = std::numeric_limits<std::int64_t>::max();
  answer = admission.call->run();
  return answer ? *std::move(answer) : refuse(error(ErrorCode::internal_error));
}

Result<std::unique_ptr<Call>> Door::open(const ApiRequest& request, const std::string& request_id) {
  const std::int64_t now_ms = world_.clock.wall_ms();
  if (request.method != "GET" && request.method != "POST") {
    return error(ErrorCode::unsupported_protocol, {},
                 fmt::format("{} is not served here; use GET or POST.", request.method));
  }
  const bool is_v1 = request.header("Authorization").empty() &&
                     (request.method == "GET" ? !request.query().empty() : is_form(request.header("Content-Type")));
  VOD_TRY(Opened opened, is_v1 ? open_v1(request, now_ms) : open_tc3(request, now_ms));
  VOD_TRY(const ServedAction* action, find_action(opened.version, opened.action));
  VOD_TRY(rate_limits_.take(opened.key->secret_id, action->name, world_.clock.monotonic_ms()));

  Context context{.world = world_,
                  .key = std::move(opened.key),
                  .app = options_.default_app,
                  .app_row = {},
                  .request_id = request_id,
                  .peer = std::string(request.peer),
                  .now_ms = now_ms,
                  .wait = {},
                  .client_there = {},
                  .undos = {}};
  boost::json::value parameters;
  if (opened.is_form) {
    VOD_TRY(parameters, is_v1 ? wire::expand_form(opened.pairs) : parameters_of_form(opened.query));
  } else {
    VOD_TRY(parameters, wire::parse_json(request.body));
  }
  VOD_TRY(auto call, action->decode(parameters, std::move(context), *action, counters_));
  VOD_TRY(resolve_app(*call, *action));
  VOD_TRY(check_rights(*call->context().key, *action, call->context()));
  return call;
}

std::optional<Door::Opened> Door::open_unsigned(const ApiRequest& request) const {
  if (request.method != "POST" || !request.header("Authorization").empty()) return {};
  const ServedAction* action = find_served_action(request.header("X-TC-Version"), request.header("X-TC-Action"));
  if (action == nullptr || action->apps != AppRule::unsigned_too) return {};
  Opened opened;
  opened.key = nobody_;
  opened.action = action->name;
  opened.version = action->version;
  return opened;
}

Result<Door::Opened> Door::open_tc3(const ApiRequest& request, std::int64_t now_ms) {
  VOD_TRY(check_size(request, limits::json_body_bytes_max));
  if (auto unsigned_call = open_unsigned(request)) return *std::move(unsigned_call);
  Opened opened;
  const wire::SignedRequest signed_request{
      .method = request.method, .query = request.query(), .headers = request.headers, .body = request.body};
  const Borrowed verifiers(*this);
  VOD_TRY(const auto signer, verifiers->tc3.verify(signed_request, find_key(opened.key), now_ms));
  replays_.note(signer.signature, now_ms);
  opened.action = request.header("X-TC-Action");
  opened.version = request.header("X-TC-Version");
  if (opened.action.empty())
    return error(ErrorCode::missing_parameter, "X-TC-Action", "The header X-TC-Action is missing.");
  if (opened.version.empty()) {
    return error(ErrorCode::missing_parameter, "X-TC-Version", "The header X-TC-Version is missing.");
  }
  const std::string_view content_type = request.header("Content-Type");
  opened.is_form = request.method == "GET" || is_form(content_type);
  opened.query = request.method == "GET" ? request.query() : request.body;
  if (!opened.is_form && content_type.starts_with("multipart/")) {
    return error(ErrorCode::unsupported_operation, {}, "No action takes multipart/form-data; send application/json.");
  }
  return opened;
}

Result<Door::Opened> Door::open_v1(const ApiRequest& request, std::int64_t now_ms) {
  VOD_TRY(check_size(request, limits::form_body_bytes_max));
  Opened opened;
  opened.is_form = true;
  VOD_TRY(opened.pairs, wire::parse_form(request.method == "GET" ? request.query() : request.body));
  if (wire::form_value(opened.pairs, "Signature").empty() && wire::form_value(opened.pairs, "SecretId").empty()) {
    return error(ErrorCode::invalid_authorization);
  }
  const Borrowed verifiers(*this);
  VOD_TRY(const auto signer,
          verifiers->v1.verify(request.method, request.header("Host"), opened.pairs, find_key(opened.key), now_ms));
  replays_.note(signer.signature, now_ms);
  opened.action = wire::form_value(opened.pairs, "Action");
  opened.version = wire::form_value(opened.pairs, "Version");
  if (opened.action.empty()) return error(ErrorCode::missing_parameter, "Action");
  if (opened.version.empty()) return error(ErrorCode::missing_parameter, "Version");
  return opened;
}

wire::FindKey Door::find_key(std::shared_ptr<const Key>& found) const {
  return [this, &found](std::string_view secret_id) -> std::optional<wire::SecretKey> {
    found = keys_.find(secret_id);
    if (!found) return {};
    return found->secret;
  };
}

Result<const ServedAction*> Door::find_action(std::string_view version, std::string_view name) const {
  const ServedAction* action = find_served_action(version, name);
  if (action != nullptr) return action;
  if (!wire::is_version(version)) {
    return error(ErrorCode::no_such_version, {}, fmt::format("There is no API version {}.", wire::shown(version)));
  }
  if (wire::is_unserved(version, name) || wire::find_action(version, name) != nullptr) {
    return error(ErrorCode::unsupported_operation, {}, fmt::format("openvod does not serve {}.", name));
  }
  return error(ErrorCode::invalid_action, {}, fmt::format("Version {} has no action {}.", version, wire::shown(name)));
}

Done Door::resolve_app(Call& call, const ServedAction& action) {
  if (action.apps != AppRule::live_app && action.apps != AppRule::any_app) return done();
  Context& context = call.context();
  if (call.sub_app_id() != 0) context.app = AppId{call.sub_app_id()};
  VOD_TRY(context.app_row, world_.apps.find(context.app));
  if (!context.app_row || context.app_row->status == AppStatus::destroyed) return error(ErrorCode::value_sub_app_id);
  if (action.apps == AppRule::live_app && context.app_row->status != AppStatus::on) {
    return error(ErrorCode::invalid_vod_user, {},
                 fmt::format("The application {} is switched off.", context.app.text()));
  }
  return done();
}

Done Door::check_rights(const Key& key, const ServedAction& action, const Context& context) const {
  if (key.is_read_only && action.writes) {
    return error(ErrorCode::unauthorized_operation, {}, fmt::format("The key is read-only; {} writes.", action.name));
  }
  const bool has_no_app = action.apps == AppRule::any_key || action.apps == AppRule::unsigned_too;
  if (key.only_app && !has_no_app && (action.apps == AppRule::no_app || *key.only_app != context.app)) {
    return error(ErrorCode::unauthorized_operation, {},
                 fmt::format("The key is limited to the application {}.", key.only_app->text()));
  }
  return done();
}

std::string Door::metrics() const {
  return counters_.text() + fmt::format(
                                "# HELP openvod_signature_replays_total Signatures that came again inside the window.\n"
                                "# TYPE openvod_signature_replays_total counter\n"
                                "openvod_signature_replays_total {}\n",
                                replays_.count());
}

}  // namespace vod
