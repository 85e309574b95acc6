#include "pipeline/adaptive/offered_subtitles.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

#include "model/errors.h"
#include "wire/subtitle_offering.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// One that is gone was deleted meanwhile, as if the stream had been asked for after that.
Result<std::string> text_of(const MediaSubtitle& subtitle) {
  std::ifstream stream(subtitle.file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!text.empty()) return text;
  return error(ErrorCode::input_invalid, "SubtitleSet",
               "SubtitleSet: the media has no subtitles \"" + subtitle.item.Id.value_or("") + "\" any more.");
}

Done write_text(const fs::path& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) return error(ErrorCode::disk_full);
  return done();
}

}  // namespace

Done offer_subtitles(const PlannedLadder& ladder, const std::string& plain, const fs::path& master) {
  wire::OfferingStream stream;
  stream.is_dash = ladder.dash;
  stream.folder = master.stem().string() + "/subtitles/";
  stream.is_transport_stream = !ladder.form.mp4;
  stream.duration_ms = ladder.source_ms;
  std::vector<wire::OfferedSubtitle> offered;
  for (const MediaSubtitle& subtitle : ladder.subtitles) {
    VOD_TRY(auto text, text_of(subtitle));
    const auto& item = subtitle.item;
    // Subtitles and streams lie in one folder: that of what was made for the media.
    const fs::path path = item.Url.value_or("");
    offered.push_back({{item.Id.value_or(""), item.Name.value_or(""), item.Language.value_or(""),
                        path.parent_path().filename() / path.filename(), false},
                       std::move(text)});
  }
  VOD_TRY(const auto made, wire::offer_subtitles(stream, plain, offered));
  std::error_code problem;
  fs::create_directories(master.parent_path() / stream.folder, problem);
  for (const auto& file : made.files) {
    VOD_TRY(write_text(master.parent_path() / file.name, file.text));
  }
  return write_text(master, made.master);
}

}  // namespace vod
