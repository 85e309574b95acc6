#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::CreateAnimatedGraphicsTemplateResponse> answer(
    Context& context, const wire::CreateAnimatedGraphicsTemplateRequest& request) {
  wire::AnimatedGraphicsTemplate wanted;
  wanted.Fps = request.Fps;
  wanted.Width = request.Width;
  wanted.Height = request.Height;
  wanted.ResolutionAdaptive = request.ResolutionAdaptive;
  wanted.Format = request.Format;
  wanted.Quality = request.Quality;
  wanted.Name = request.Name;
  wanted.Comment = request.Comment;
  VOD_TRY(const auto definition, templates::create(context, std::move(wanted)));
  wire::CreateAnimatedGraphicsTemplateResponse response;
  response.Definition = static_cast<std::uint64_t>(definition);
  return response;
}

}  // namespace vod::api
