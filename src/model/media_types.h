#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vod {

/// The category ("Video", "Audio", "Image") of a file extension that the API accepts as a media type (lower case, no
/// dot); nothing for others.
std::optional<std::string_view> category_of_type(std::string_view type);
/// Cover pictures may be gif, jpeg, jpg or png.
bool is_cover_type(std::string_view type);
/// The cover type of a picture by its first bytes: "gif", "jpg", "png"; empty for what is none of them.
std::string_view cover_type_of(std::string_view beginning);
/// What a file of that type is sent as; application/octet-stream for unknown ones.
std::string_view content_type_of(std::string_view type);

}  // namespace vod
