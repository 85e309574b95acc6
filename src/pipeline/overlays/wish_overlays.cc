#include <utility>

#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/template_book.h"
#include "model/errors.h"
#include "pipeline/overlays/fonts.h"
#include "pipeline/wishes_of.h"
#include "wire/templates/rules.h"
#include "wire/templates/subtitle_style.h"

namespace vod {
namespace {

template <class Wish, class Input>
Result<std::vector<Wish>> all_of(const WishContext& context, const std::vector<Input>& inputs) {
  std::vector<Wish> wishes;
  for (const Input& input : inputs) {
    VOD_TRY(auto one, wish_of(context, input));
    wishes.push_back(std::move(one));
  }
  return wishes;
}

}  // namespace

Result<WatermarkWish> wish_of(const WishContext& context, const wire::WatermarkInput& input) {
  WatermarkWish wish;
  VOD_TRY(wish.wanted,
          catalogue::watermark_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
  wish.shown = {input.StartTimeOffset.value_or(0), input.EndTimeOffset.value_or(0)};
  switch (wish.wanted.type) {
    case WatermarkTemplate::Type::text: {
      wish.content = input.TextContent.value_or("");
      VOD_TRY(const auto font, find_font(wish.wanted.font));
      wish.file = font.file;
      break;
    }
    case WatermarkTemplate::Type::svg:
      wish.content = input.SvgContent.value_or("");
      break;
    case WatermarkTemplate::Type::image: {
      VOD_TRY(const auto object, catalogue::find_object(context.tx, wish.wanted.image_path));
      if (!object || !object->blob) {
        return error(ErrorCode::input_invalid, std::to_string(input.Definition),
                     "The image of watermark template " + std::to_string(input.Definition) + " is not there any more.");
      }
      VOD_TRY(wish.file, context.workshop.blobs.local_path(*object->blob));
      break;
    }
  }
  return wish;
}

Result<MediaSubtitle> find_subtitle(const WishContext& context, const std::string& id, const char* field) {
  VOD_TRY(const auto media, catalogue::find_media(context.tx, context.app, context.file));
  wire::MediaSubtitleInfo info;
  if (media && !media->subtitles_json.empty()) {
    VOD_TRY(info, wire::decode_answer<wire::MediaSubtitleInfo>(std::string_view(media->subtitles_json)));
  }
  for (auto& item : info.SubtitleSet) {
    if (item.Id != id) continue;
    VOD_TRY(const auto object, catalogue::find_object(context.tx, item.Url.value_or("")));
    if (!object || !object->blob) break;
    VOD_TRY(auto file, context.workshop.blobs.local_path(*object->blob));
    return MediaSubtitle{std::move(item), std::move(file)};
  }
  return error(ErrorCode::input_invalid, field,
               std::string(field) + ": the media has no subtitles " + wire::in_quotes(id) + ".");
}

Result<SubtitleWish> wish_of(const WishContext& context, const wire::SubtitleInfoInput& input) {
  SubtitleWish wish;
  auto style = wire::subtitle_style_of(input, "");
  if (!style) return error(ErrorCode::input_invalid, style.error().subject, message_of(style.error()));
  wish.style = std::move(style.value());
  VOD_TRY(auto found, find_subtitle(context, input.Id, "SubtitleInfoSet"));
  wish.file = std::move(found.file);
  return wish;
}

Result<std::vector<WatermarkWish>> wishes_of(const WishContext& context,
                                             const std::vector<wire::WatermarkInput>& inputs) {
  return all_of<WatermarkWish>(context, inputs);
}

Result<std::vector<SubtitleWish>> wishes_of(const WishContext& context,
                                            const std::vector<wire::SubtitleInfoInput>& inputs) {
  return all_of<SubtitleWish>(context, inputs);
}

}  // namespace vod
