#include "catalogue/template_book.h"
#include "model/errors.h"
#include "pipeline/wishes_of.h"
#include "wire/templates/rules.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod {
namespace {

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
  wish.shown = {input.StartTimeOffset.value_or(0), input.EndTimeOffset.value_or(0)};
  return wish;
}

}  // namespace

Result<TranscodeWish> wish_of(const WishContext& context, const wire::TranscodeTaskInput& input) {
  TranscodeWish wish;
  VOD_TRY(wish.wanted,
          catalogue::transcode_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
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
  VOD_TRY(wish.subtitles, wishes_of(context, input.SubtitleInfoSet));
  VOD_TRY(wish.watermarks, wishes_of(context, input.WatermarkSet));
  return wish;
}

}  // namespace vod
