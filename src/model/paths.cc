#include "model/paths.h"

#include <span>

#include "base/hash.h"
#include "base/text.h"

namespace vod {
namespace {

std::string eight_hex(std::string_view of) {
  const auto digest = sha256(of);
  return to_hex(std::span(digest).first(4));
}

std::string folder(std::string_view kind, AppId app, FileId file) {
  std::string path = "/" + eight_hex(std::string(kind) + app.text());
  path += kind;
  path += region_code;
  path += app.text() + "/" + eight_hex(file.text()) + file.text() + "/";
  return path;
}

}  // namespace

std::string bucket_of(AppId app) { return "vod-" + app.text(); }
std::string media_folder(AppId app, FileId file) { return folder("vod", app, file); }
std::string output_folder(AppId app, FileId file) { return folder("vodtrans", app, file); }

}  // namespace vod
