#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateImageSpriteTemplateResponse> answer(Context& context,
                                                       const wire::CreateImageSpriteTemplateRequest& request) {
  wire::ImageSpriteTemplate wanted;
  wanted.SampleType = request.SampleType;
  wanted.SampleInterval = request.SampleInterval;
  wanted.RowCount = request.RowCount;
  wanted.ColumnCount = request.ColumnCount;
  wanted.Name = request.Name;
  wanted.Comment = request.Comment;
  wanted.FillType = request.FillType;
  wanted.Width = request.Width;
  wanted.Height = request.Height;
  wanted.ResolutionAdaptive = request.ResolutionAdaptive;
  wanted.Format = request.Format;
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateImageSpriteTemplateResponse response;
  response.Definition = static_cast<std::uint64_t>(definition);
  return response;
}

}  // namespace vod::api
