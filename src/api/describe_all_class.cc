#include <map>

#include "api/actions.h"
#include "catalogue/classes.h"

namespace vod::api {
namespace {

wire::MediaClassInfo view_of(const MediaClass& from) {
  wire::MediaClassInfo view;
  view.ClassId = from.id;
  view.ParentId = from.parent_id;
  view.Name = from.name;
  view.ClassName = from.name;
  return view;
}

}  // namespace

Result<wire::DescribeAllClassResponse> answer(Context& context, const wire::DescribeAllClassRequest&) {
  std::vector<MediaClass> classes;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(classes, catalogue::list_classes(tx, context.app));
    return done();
  }));
  wire::DescribeAllClassResponse response;
  response.ClassInfoSet.push_back(view_of({context.app, other_class, top_class, std::string(other_class_name), 0}));
  std::map<std::int64_t, std::size_t> places;
  // A parent is older than its children, so it stands before them.
  for (const MediaClass& found : classes) {
    wire::MediaClassInfo view = view_of(found);
    if (const auto parent = places.find(found.parent_id); parent != places.end()) {
      wire::MediaClassInfo& above = response.ClassInfoSet[parent->second];
      above.SubClassIdSet.push_back(found.id);
      view.Level = above.Level + 1;
    }
    places[found.id] = response.ClassInfoSet.size();
    response.ClassInfoSet.push_back(std::move(view));
  }
  return response;
}

}  // namespace vod::api
