#include "server/downloads_types.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace vod {
namespace {

struct Row {
  std::string_view extension;
  std::string_view content_type;
};

// The media types of upload, and what outputs consist of. SVG is not here: it is a document.
constexpr std::array<Row, 60> types = {{
    {"3gp", "video/3gpp"},
    {"aac", "audio/aac"},
    {"aif", "audio/aiff"},
    {"amr", "audio/amr"},
    {"ape", "audio/ape"},
    {"asf", "video/x-ms-asf"},
    {"asx", "video/x-ms-asf"},
    {"avi", "video/x-msvideo"},
    {"bmp", "image/bmp"},
    {"f4v", "video/mp4"},
    {"flac", "audio/flac"},
    {"flv", "video/x-flv"},
    {"gif", "image/gif"},
    {"heic", "image/heic"},
    {"heif", "image/heif"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"key", "application/octet-stream"},
    {"m2ts", "video/mp2t"},
    {"m3u8", "application/vnd.apple.mpegurl"},
    {"m4a", "audio/mp4"},
    {"m4s", "video/iso.segment"},
    {"m4v", "video/mp4"},
    {"mkv", "video/x-matroska"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mp4v", "video/mp4"},
    {"mpd", "application/dash+xml"},
    {"mpe", "video/mpeg"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"mts", "video/mp2t"},
    {"mxf", "application/mxf"},
    {"oga", "audio/ogg"},
    {"ogg", "video/ogg"},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"png", "image/png"},
    {"qt", "video/quicktime"},
    {"ra", "audio/x-realaudio"},
    {"ram", "audio/x-pn-realaudio"},
    {"rm", "application/vnd.rn-realmedia"},
    {"rmvb", "application/vnd.rn-realmedia-vbr"},
    {"srt", "text/plain"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"ts", "video/mp2t"},
    {"vob", "video/mpeg"},
    {"vtt", "text/vtt"},
    {"wav", "audio/wav"},
    {"weba", "audio/webm"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"wm", "video/x-ms-wm"},
    {"wma", "audio/x-ms-wma"},
    {"wmv", "video/x-ms-wmv"},
    {"avif", "image/avif"},
    {"m2t", "video/mp2t"},
    {"mka", "audio/x-matroska"},
}};

}  // namespace

DownloadType download_type_of(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot != std::string_view::npos && path.find('/', dot) == std::string_view::npos) {
    const std::string extension = lower(path.substr(dot + 1));
    const auto found = std::ranges::find(types, extension, &Row::extension);
    if (found != types.end()) return {found->content_type, false};
  }
  return {"application/octet-stream", true};
}

}  // namespace vod
