#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/templates.h"
#include "wire/types.h"

/// Watermark templates: rules, and the way between the wire and the model. The picture itself comes as base64 and is
/// kept as an object; its place in the stored template, ImageUrl, is a path.
namespace vod::wire {

/// As CreateWatermarkTemplate promises it; ImageUrl is not looked at.
Done complete_template(WatermarkTemplate& wanted);
/// Appends what DescribeTemplateRules tells of these rules; sizes and places such as "10%" are not among them.
void tell_watermark_rules(std::vector<TemplateRule>& rules, std::string_view kind);
/// The settings of an image watermark without its picture.
void take_over(ImageWatermarkTemplate& to, const ImageWatermarkInput& from);
/// Partial changes but for the picture. The kind of a template can't change: value_type, or the code of the part, for
/// what belongs to another one.
Done take_over(WatermarkTemplate& to, const ModifyWatermarkTemplateRequest& from);
vod::WatermarkTemplate settings_of(const WatermarkTemplate& view);

/// "10%", "12px", and with `all_units` "10W%", "10H%", "10S%" and "10L%".
std::optional<Length> read_length(std::string_view text, bool all_units = false);
/// "0xRRGGBB".
std::optional<std::uint32_t> read_color(std::string_view text);

}  // namespace vod::wire
