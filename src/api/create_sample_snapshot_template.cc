#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateSampleSnapshotTemplateResponse> answer(Context& context,
                                                          const wire::CreateSampleSnapshotTemplateRequest& request) {
  wire::SampleSnapshotTemplate wanted;
  wanted.SampleType = request.SampleType;
  wanted.SampleInterval = request.SampleInterval;
  wanted.Name = request.Name.value_or("");
  wanted.Width = request.Width.value_or(0);
  wanted.Height = request.Height.value_or(0);
  wanted.ResolutionAdaptive = request.ResolutionAdaptive.value_or("");
  wanted.Format = request.Format.value_or("");
  wanted.Comment = request.Comment.value_or("");
  wanted.FillType = request.FillType.value_or("");
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateSampleSnapshotTemplateResponse response;
  response.Definition = static_cast<std::uint64_t>(definition);
  return response;
}

}  // namespace vod::api
