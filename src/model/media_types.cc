#include "model/media_types.h"

#include <algorithm>
#include <array>

namespace vod {
namespace {

struct TypeRow {
  std::string_view type;
  std::string_view category;
  std::string_view content_type;
};

// The types that the cloud's upload documents list.
constexpr std::array rows = {
    TypeRow{"mp4", "Video", "video/mp4"},
    TypeRow{"mov", "Video", "video/quicktime"},
    TypeRow{"m4v", "Video", "video/mp4"},
    TypeRow{"mp4v", "Video", "video/mp4"},
    TypeRow{"f4v", "Video", "video/mp4"},
    TypeRow{"qt", "Video", "video/quicktime"},
    TypeRow{"webm", "Video", "video/webm"},
    TypeRow{"mkv", "Video", "video/x-matroska"},
    TypeRow{"flv", "Video", "video/x-flv"},
    TypeRow{"avi", "Video", "video/x-msvideo"},
    TypeRow{"wmv", "Video", "video/x-ms-wmv"},
    TypeRow{"wm", "Video", "video/x-ms-wmv"},
    TypeRow{"asf", "Video", "video/x-ms-asf"},
    TypeRow{"asx", "Video", "video/x-ms-asf"},
    TypeRow{"rm", "Video", "application/vnd.rn-realmedia"},
    TypeRow{"rmvb", "Video", "application/vnd.rn-realmedia-vbr"},
    TypeRow{"ram", "Video", "audio/x-pn-realaudio"},
    TypeRow{"mpeg", "Video", "video/mpeg"},
    TypeRow{"mpg", "Video", "video/mpeg"},
    TypeRow{"mpe", "Video", "video/mpeg"},
    TypeRow{"vob", "Video", "video/mpeg"},
    TypeRow{"dat", "Video", "video/mpeg"},
    TypeRow{"3gp", "Video", "video/3gpp"},
    TypeRow{"ts", "Video", "video/mp2t"},
    TypeRow{"m3u8", "Video", "application/vnd.apple.mpegurl"},
    TypeRow{"mxf", "Video", "application/mxf"},
    TypeRow{"mp3", "Audio", "audio/mpeg"},
    TypeRow{"m4a", "Audio", "audio/mp4"},
    TypeRow{"aac", "Audio", "audio/aac"},
    TypeRow{"flac", "Audio", "audio/flac"},
    TypeRow{"ogg", "Audio", "audio/ogg"},
    TypeRow{"wav", "Audio", "audio/wav"},
    TypeRow{"ra", "Audio", "audio/x-pn-realaudio"},
    TypeRow{"amr", "Audio", "audio/amr"},
    TypeRow{"jpg", "Image", "image/jpeg"},
    TypeRow{"jpeg", "Image", "image/jpeg"},
    TypeRow{"png", "Image", "image/png"},
    TypeRow{"gif", "Image", "image/gif"},
    TypeRow{"bmp", "Image", "image/bmp"},
    TypeRow{"tiff", "Image", "image/tiff"},
    TypeRow{"tif", "Image", "image/tiff"},
    TypeRow{"ai", "Image", "application/postscript"},
    TypeRow{"cdr", "Image", "application/octet-stream"},
    TypeRow{"eps", "Image", "application/postscript"},
    TypeRow{"heif", "Image", "image/heif"},
};

// What is made here but can't be uploaded.
struct MadeRow {
  std::string_view type;
  std::string_view content_type;
};
constexpr std::array made_rows = {
    MadeRow{"webp", "image/webp"},
    MadeRow{"vtt", "text/vtt; charset=utf-8"},
};

const TypeRow* find(std::string_view type) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const TypeRow& r) { return r.type == type; });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace

std::optional<std::string_view> category_of_type(std::string_view type) {
  const TypeRow* row = find(type);
  if (row == nullptr) return {};
  return row->category;
}

std::string_view cover_type_of(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xD8\xFF")) return "jpg";
  if (beginning.starts_with("\x89PNG\r\n\x1A\n")) return "png";
  if (beginning.starts_with("GIF87a") || beginning.starts_with("GIF89a")) return "gif";
  return {};
}

bool is_cover_type(std::string_view type) { return type == "gif" || type == "jpeg" || type == "jpg" || type == "png"; }

std::string_view content_type_of(std::string_view type) {
  if (const TypeRow* row = find(type)) return row->content_type;
  const auto made = std::ranges::find(made_rows, type, &MadeRow::type);
  return made == made_rows.end() ? "application/octet-stream" : made->content_type;
}

}  // namespace vod
