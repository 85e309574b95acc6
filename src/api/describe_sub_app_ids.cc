#include "api/actions.h"
#include "api/checks.h"
#include "catalogue/apps.h"
#include "wire/views.h"

namespace vod::api {

Result<wire::DescribeSubAppIdsResponse> answer(Context& context, const wire::DescribeSubAppIdsRequest& request) {
  catalogue::AppFilter filter;
  filter.name = request.Name.value_or("");
  if (context.key->only_app) filter.ids = {*context.key->only_app};
  VOD_TRY(filter.offset, check::number(request.Offset, 0, 0, INT32_MAX, ErrorCode::value_offset, "Offset"));
  VOD_TRY(filter.limit, check::number(request.Limit, 200, 1, 200, ErrorCode::value_limit, "Limit"));
  catalogue::AppPage page;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(page, catalogue::list_apps(tx, filter));
    return done();
  }));
  wire::DescribeSubAppIdsResponse response;
  response.TotalCount = static_cast<decltype(response.TotalCount)::value_type>(page.total);
  for (const App& app : page.apps) response.SubAppIdInfoSet.push_back(wire::view_of(app));
  return response;
}

}  // namespace vod::api
