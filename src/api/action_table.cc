#include "api/action_table.h"

#include <boost/json/value.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/actions.h"
#include "base/check.h"
#include "wire/tables.h"

namespace vod {
namespace {

constexpr auto runs_inline = RunsOn::io_thread;
[[maybe_unused]] constexpr auto runs_pooled = RunsOn::handler_thread;
constexpr bool reads = false;
[[maybe_unused]] constexpr bool writes = true;
constexpr auto live_app = AppRule::live_app;
[[maybe_unused]] constexpr auto any_app = AppRule::any_app;
[[maybe_unused]] constexpr auto no_app = AppRule::no_app;
[[maybe_unused]] constexpr auto any_key = AppRule::any_key;
[[maybe_unused]] constexpr auto unsigned_too = AppRule::unsigned_too;

template <class Request>
class TypedCall final : public Call {
 public:
  TypedCall(Request request, Context context, const ServedAction& action, CallCounters& counters)
      : Call(std::move(context), action, counters), request_(std::move(request)) {}

  std::uint64_t sub_app_id() const override {
    if constexpr (requires { request_.SubAppId.value_or(0); }) {
      return request_.SubAppId.value_or(0);
    } else if constexpr (requires { request_.SubAppId; }) {
      return request_.SubAppId;
    } else {
      return 0;
    }
  }

 private:
  Result<std::string> handle() override {
    VOD_TRY(const auto response, api::answer(context(), request_));
    if (context().wait) return std::string();
    return wire::encode_text(response);
  }

  Request request_;
};

template <class Request>
Result<std::unique_ptr<Call>> decode(const boost::json::value& parameters, Context context, const ServedAction& action,
                                     CallCounters& counters) {
  VOD_TRY(auto request, wire::decode_request<Request>(parameters));
  return std::unique_ptr<Call>(
      std::make_unique<TypedCall<Request>>(std::move(request), std::move(context), action, counters));
}

std::string_view version_of(std::string_view action) {
  for (const std::string_view version : wire::versions()) {
    if (wire::find_action(version, action) != nullptr) return version;
  }
  VOD_CHECK(!"an action of actions.h is in no schema");
  return {};
}

std::vector<ServedAction> make_table() {
  std::vector<ServedAction> table = {
#define VOD_ACTION_ROW(name, where, effect, apps) \
  ServedAction{#name, version_of(#name), where, effect, apps, &decode<wire::name##Request>, 0},
      VOD_ACTIONS(VOD_ACTION_ROW)
#undef VOD_ACTION_ROW
  };
  std::ranges::sort(table, {}, &ServedAction::name);
  for (std::size_t i = 0; i < table.size(); ++i) table[i].index = i;
  return table;
}

}  // namespace

std::span<const ServedAction> served_actions() {
  static const std::vector<ServedAction> table = make_table();
  return table;
}

const ServedAction* find_served_action(std::string_view version, std::string_view name) {
  const auto table = served_actions();
  const auto found = std::ranges::lower_bound(table, name, {}, &ServedAction::name);
  if (found == table.end() || found->name != name || found->version != version) return nullptr;
  return &*found;
}

}  // namespace vod
