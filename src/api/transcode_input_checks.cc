#include "api/transcode_input_checks.h"

#include "api/checks.h"
#include "api/overlay_input_checks.h"
#include "wire/templates/rules.h"
#include "wire/templates/watermark.h"

namespace vod::check {
namespace {

constexpr std::size_t mosaics_max = 10;  // The cloud's limit.

Error bad(const std::string& field, const std::string& rule) {
  return error(ErrorCode::invalid_parameter_value, field, field + ": " + rule);
}

Done check_length(const std::optional<std::string>& text, const std::string& field) {
  if (!text || text->empty() || wire::read_length(*text)) return done();
  return bad(field, "\"" + text->substr(0, 32) + "\" is not like 10% or 12px.");
}

Done check_mosaics(const std::vector<wire::MosaicInput>& mosaics, const std::string& field) {
  if (mosaics.size() > mosaics_max)
    return bad(field, std::to_string(mosaics.size()) + " are more than the limit of 10.");
  for (std::size_t i = 0; i < mosaics.size(); ++i) {
    const wire::MosaicInput& mosaic = mosaics[i];
    const std::string prefix = field + "." + std::to_string(i) + ".";
    const std::string origin = mosaic.CoordinateOrigin.value_or("");
    VOD_TRY(one_of(origin, {"", "TopLeft", "TopRight", "BottomLeft", "BottomRight"}, ErrorCode::invalid_parameter_value,
                   prefix + "CoordinateOrigin"));
    VOD_TRY(check_length(mosaic.XPos, prefix + "XPos"));
    VOD_TRY(check_length(mosaic.YPos, prefix + "YPos"));
    VOD_TRY(check_length(mosaic.Width, prefix + "Width"));
    VOD_TRY(check_length(mosaic.Height, prefix + "Height"));
  }
  return done();
}

}  // namespace

Done transcode_tasks(const wire::MediaProcessTaskInput& input) {
  for (std::size_t i = 0; i < input.TranscodeTaskSet.size(); ++i) {
    const std::string prefix = "MediaProcessTask.TranscodeTaskSet." + std::to_string(i) + ".";
    VOD_TRY(watermarks(input.TranscodeTaskSet[i].WatermarkSet, prefix + "WatermarkSet"));
    VOD_TRY(check_mosaics(input.TranscodeTaskSet[i].MosaicSet, prefix + "MosaicSet"));
    VOD_TRY(drawn_subtitles(input.TranscodeTaskSet[i].SubtitleInfoSet, prefix + "SubtitleInfoSet"));
  }
  return done();
}

}  // namespace vod::check
