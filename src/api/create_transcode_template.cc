#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateTranscodeTemplateResponse> answer(Context& context,
                                                     const wire::CreateTranscodeTemplateRequest& request) {
  wire::TranscodeTemplate wanted;
  wanted.Container = request.Container;
  wanted.Name = request.Name;
  wanted.Comment = request.Comment;
  wanted.RemoveVideo = request.RemoveVideo;
  wanted.RemoveAudio = request.RemoveAudio;
  wanted.VideoTemplate = request.VideoTemplate;
  wanted.AudioTemplate = request.AudioTemplate;
  wanted.TEHDConfig = request.TEHDConfig;
  wanted.SegmentType = request.SegmentType;
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateTranscodeTemplateResponse response;
  response.Definition = definition;
  return response;
}

}  // namespace vod::api
