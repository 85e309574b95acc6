#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/template_book.h"
#include "model/errors.h"
#include "pipeline/overlays/fonts.h"
#include "pipeline/wishes_of.h"
#include "wire/templates/rules.h"
#include "wire/templates/subtitle_style.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod {
namespace {

std::int64_t number(std::uint64_t definition) { return static_cast<std::int64_t>(definition); }

ShownTime shown(const std::optional<double>& start_s, const std::optional<double>& end_s) {
  return {start_s.value_or(0), end_s.value_or(0)};
}

Result<Length> length_of(const std::optional<std::string>& text, std::string_view otherwise, const char* field) {
  const std::string_view said = text && !text->empty() ? std::string_view(*text) : otherwise;
  if (const auto length = wire::read_length(said)) return *length;
  return error(ErrorCode::input_invalid, field, std::string(field) + " of a mosaic is not like 10% or 12px.");
}

CoordinateOrigin origin_of(const std::optional<std::string>& word) {
  if (word == "TopRight") return CoordinateOrigin::top_right;
  if (word == "BottomLeft") return CoordinateOrigin::bottom_left;
  if (word == "BottomRight") return CoordinateOrigin::bottom_right;
  return CoordinateOrigin::top_left;
}

Result<MosaicWish> wish_of(const wire::MosaicInput& input) {
  MosaicWish wish;
  wish.origin = origin_of(input.CoordinateOrigin);
  VOD_TRY(wish.x, length_of(input.XPos, "0px", "XPos"));
  VOD_TRY(wish.y, length_of(input.YPos, "0px", "YPos"));
  VOD_TRY(wish.width, length_of(input.Width, "10%", "Width"));
  VOD_TRY(wish.height, length_of(input.Height, "10%", "Height"));
  wish.shown = shown(input.StartTimeOffset, input.EndTimeOffset);
  return wish;
}

Result<SubtitleWish> wish_of(const WishContext& context, const wire::SubtitleInfoInput& input) {
  SubtitleWish wish;
  auto style = wire::subtitle_style_of(input, "");
  if (!style) return error(ErrorCode::input_invalid, style.error().subject, message_of(style.error()));
  wish.style = std::move(style.value());
  VOD_TRY(const auto media, catalogue::find_media(context.tx, context.app, context.file));
  wire::MediaSubtitleInfo info;
  if (media && !media->subtitles_json.empty()) {
    VOD_TRY(info, wire::decode_answer<wire::MediaSubtitleInfo>(std::string_view(media->subtitles_json)));
  }
  for (const auto& item : info.SubtitleSet) {
    if (item.Id != input.Id) continue;
    VOD_TRY(const auto object, catalogue::find_object(context.tx, item.Url.value_or("")));
    if (!object || !object->blob) break;
    VOD_TRY(wish.file, context.workshop.blobs.local_path(*object->blob));
    return wish;
  }
  return error(ErrorCode::input_invalid, "SubtitleInfoSet",
               "SubtitleInfoSet: the media has no subtitles " + wire::in_quotes(input.Id) + ".");
}

}  // namespace

Result<WatermarkWish> wish_of(const WishContext& context, const wire::WatermarkInput& input) {
  WatermarkWish wish;
  VOD_TRY(wish.wanted, catalogue::watermark_template(context.tx, context.app, number(input.Definition)));
  wish.shown = shown(input.StartTimeOffset, input.EndTimeOffset);
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

Result<TranscodeWish> wish_of(const WishContext& context, const wire::TranscodeTaskInput& input) {
  TranscodeWish wish;
  VOD_TRY(wish.wanted, catalogue::transcode_template(context.tx, context.app, number(input.Definition)));
  if (input.OverrideParameter) {
    if (const auto applied = wire::apply_override(wish.wanted, *input.OverrideParameter); !applied)
      return error(ErrorCode::input_invalid, applied.error().subject, message_of(applied.error()));
  }
  wish.start_s = input.StartTimeOffset.value_or(0);
  wish.end_s = input.EndTimeOffset.value_or(0);
  for (const auto& mosaic : input.MosaicSet) {
    VOD_TRY(auto one, wish_of(mosaic));
    wish.mosaics.push_back(std::move(one));
  }
  for (const auto& subtitles : input.SubtitleInfoSet) {
    VOD_TRY(auto one, wish_of(context, subtitles));
    wish.subtitles.push_back(std::move(one));
  }
  for (const auto& watermark : input.WatermarkSet) {
    VOD_TRY(auto one, wish_of(context, watermark));
    wish.watermarks.push_back(std::move(one));
  }
  return wish;
}

}  // namespace vod
