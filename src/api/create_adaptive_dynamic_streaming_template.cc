#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateAdaptiveDynamicStreamingTemplateResponse> answer(
    Context& context, const wire::CreateAdaptiveDynamicStreamingTemplateRequest& request) {
  wire::AdaptiveDynamicStreamingTemplate wanted;
  wanted.Format = request.Format;
  wanted.StreamInfos = request.StreamInfos;
  wanted.Name = request.Name;
  wanted.DrmType = request.DrmType;
  wanted.DrmKeyProvider = request.DrmKeyProvider;
  wanted.DrmEncryptType = request.DrmEncryptType;
  wanted.DisableHigherVideoBitrate = request.DisableHigherVideoBitrate;
  wanted.DisableHigherVideoResolution = request.DisableHigherVideoResolution;
  wanted.Comment = request.Comment;
  wanted.SegmentType = request.SegmentType;
  wanted.SegmentDuration = request.SegmentDuration;
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateAdaptiveDynamicStreamingTemplateResponse response;
  response.Definition = static_cast<std::uint64_t>(definition);
  return response;
}

}  // namespace vod::api
