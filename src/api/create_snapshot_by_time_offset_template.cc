#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateSnapshotByTimeOffsetTemplateResponse> answer(
    Context& context, const wire::CreateSnapshotByTimeOffsetTemplateRequest& request) {
  wire::SnapshotByTimeOffsetTemplate wanted;
  wanted.Name = request.Name.value_or("");
  wanted.Width = request.Width.value_or(0);
  wanted.Height = request.Height.value_or(0);
  wanted.ResolutionAdaptive = request.ResolutionAdaptive.value_or("");
  wanted.Format = request.Format.value_or("");
  wanted.Comment = request.Comment.value_or("");
  wanted.FillType = request.FillType.value_or("");
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateSnapshotByTimeOffsetTemplateResponse response;
  response.Definition = static_cast<std::uint64_t>(definition);
  return response;
}

}  // namespace vod::api
