#include <algorithm>
#include <iterator>

#include "api/actions.h"
#include "api/checks.h"
#include "api/cursor.h"
#include "base/text.h"
#include "catalogue/keys.h"
#include "model/limits.h"
#include "wire/views.h"

namespace vod::api {
namespace {

constexpr std::string_view name = "ListKeys";

wire::KeyInfo view_of(const catalogue::KeyRow& key, std::int64_t now_ms) {
  wire::KeyInfo view;
  view.SecretId = key.secret_id;
  view.Name = key.name;
  const bool is_over = key.expires_ms != 0 && key.expires_ms <= now_ms;
  view.Status = key.is_disabled ? "Disabled" : is_over ? "Expired" : "Enabled";
  if (key.only_app) view.OnlySubAppId = key.only_app->value;
  view.IsReadOnly = key.is_read_only;
  view.IsRoot = false;
  view.CreateTime = iso8601(key.created_ms);
  view.ExpireTime = wire::expire_time(key.expires_ms);
  return view;
}

wire::KeyInfo root_view(const Key& root) {
  wire::KeyInfo view;
  view.SecretId = root.secret_id;
  view.Name = root.name;
  view.Status = "Enabled";
  view.IsReadOnly = false;
  view.IsRoot = true;
  view.ExpireTime = wire::expire_time(0);
  return view;
}

}  // namespace

// The root key first, on the first page; the others in the order of their making.
Result<wire::ListKeysResponse> answer(Context& context, const wire::ListKeysRequest& request) {
  VOD_TRY(check::unlimited_key(context));
  VOD_TRY(const auto limit, check::number(request.Limit, 20, 1, static_cast<std::int64_t>(limits::list_rows_max),
                                          ErrorCode::value_limit, "Limit"));
  std::vector<catalogue::KeyRow> keys;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(keys, catalogue::list_keys(tx));
    return done();
  }));
  wire::ListKeysResponse response;
  auto next = keys.begin();
  if (request.Cursor && !request.Cursor->empty()) {
    VOD_TRY(const auto parts, parts_of_cursor(*request.Cursor, 2, name));
    VOD_TRY(const auto created_ms, number_of_cursor(parts[0], name));
    next = std::ranges::find_if(keys, [&](const catalogue::KeyRow& key) {
      return std::pair(key.created_ms, key.secret_id) > std::pair(created_ms, parts[1]);
    });
  } else {
    response.KeySet.push_back(root_view(context.world.keys.root()));
  }
  for (; next != keys.end() && response.KeySet.size() < static_cast<std::size_t>(limit); ++next) {
    response.KeySet.push_back(view_of(*next, context.now_ms));
  }
  if (next != keys.end()) {
    // The root key alone may have filled the first page.
    const bool has_begun = next != keys.begin();
    response.NextCursor = has_begun
                              ? cursor_of({std::to_string(std::prev(next)->created_ms), std::prev(next)->secret_id})
                              : cursor_of({"0", ""});
  }
  return response;
}

}  // namespace vod::api
