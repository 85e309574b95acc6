#include "pipeline/pictures/made_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <system_error>

#include "model/errors.h"
#include "pipeline/pictures/image_facts.h"
#include "pipeline/pictures/sprite_webvtt.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// An animated picture that lacks more than this of its stretch was cut short.
constexpr double shortfall_s = 1.0;
constexpr double shortfall_share = 0.1;

// Files are numbered from 0 ("00000.jpg"); how many there are before the first gap.
std::size_t count_numbered(const fs::path& folder, std::string_view extension, std::size_t most) {
  std::error_code problem;
  std::size_t count = 0;
  while (count < most && fs::exists(folder / fmt::format("{:05}.{}", count, extension), problem)) ++count;
  return count;
}

std::vector<fs::path> numbered_files(const fs::path& folder, std::string_view extension, std::size_t count) {
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < count; ++i) files.push_back(folder / fmt::format("{:05}.{}", i, extension));
  return files;
}

Done check_size(const fs::path& file, PictureFormat format, int width, int height, MadeOutput& made) {
  VOD_TRY(const auto facts, image_facts_of(file));
  if (facts.format != format || facts.width != width || facts.height != height) {
    return error(ErrorCode::task_failed, file.filename().string(),
                 fmt::format("A picture of {} x {} came out as {} x {}.", width, height, facts.width, facts.height));
  }
  std::error_code problem;
  made.metadata.size_bytes += fs::file_size(file, problem);
  return done();
}

Done check_count(const MediaMetadata& source, std::size_t made, std::size_t planned) {
  if (made == planned) return done();
  if (made == 0) return error(ErrorCode::source_malformed, {}, "FFmpeg found no picture in the source.");
  if (!knows_its_duration(source)) return done();
  return error(ErrorCode::source_malformed, {},
               fmt::format("The source breaks off: it has {} of {} pictures.", made, planned));
}

Done look_at_animation(const MediaMetadata& source, MadeOutput& made) {
  const PlannedOutput& planned = made.planned;
  std::error_code problem;
  if (!fs::exists(made.file, problem))
    return error(ErrorCode::source_malformed, {}, "FFmpeg found nothing in the source to make this output of.");
  VOD_TRY(const auto facts, image_facts_of(made.file));
  VOD_TRY(check_size(made.file, planned.pictures.format, planned.width, planned.height, made));
  made.metadata.duration_s = static_cast<double>(facts.duration_ms) / 1'000;
  const double missing_s = planned.duration_s - made.metadata.duration_s;
  // The last picture may be the only one of its second.
  const double allowed_s = std::max(shortfall_s, planned.duration_s * shortfall_share) + 1.0 / planned.pictures.fps;
  if (knows_its_duration(source) && missing_s > allowed_s) {
    return error(
        ErrorCode::source_malformed, {},
        fmt::format("The source breaks off after {:.3f} of {:.3f} s.", made.metadata.duration_s, planned.duration_s));
  }
  return done();
}

Done look_at_snapshots(const MediaMetadata& source, MadeOutput& made) {
  auto& pictures = made.planned.pictures;
  const bool timed = made.planned.kind == OutputKind::snapshot_by_time;
  const fs::path folder = fs::path(made.file).replace_extension();
  const auto extension = name_of(pictures.format);
  const std::size_t count = count_numbered(folder, extension, pictures.times_s.size());
  // Somebody asked for each timed one.
  if (timed && count < pictures.times_s.size())
    return error(ErrorCode::source_malformed, {},
                 fmt::format("The source has no picture at {} s.", pictures.times_s[count]));
  VOD_TRY(check_count(source, count, pictures.times_s.size()));
  pictures.times_s.resize(count);
  made.others = numbered_files(folder, extension, count);
  for (const fs::path& file : made.others) {
    VOD_TRY(check_size(file, pictures.format, made.planned.width, made.planned.height, made));
  }
  return done();
}

Done write_webvtt(const MadeOutput& made) {
  const auto& pictures = made.planned.pictures;
  SpriteMap map;
  map.times_s = pictures.times_s;
  map.end_s = pictures.end_s;
  map.small = {made.planned.width, made.planned.height};
  map.rows = pictures.rows;
  map.columns = pictures.columns;
  for (const fs::path& sheet : made.others)
    map.sheets.push_back(sheet.lexically_relative(made.file.parent_path()).string());
  std::ofstream stream(made.file, std::ios::binary);
  stream << sprite_webvtt(map);
  if (!stream.flush()) return error(ErrorCode::disk_full);
  return done();
}

Done look_at_sprite(const MediaMetadata& source, MadeOutput& made) {
  auto& pictures = made.planned.pictures;
  // The small pictures themselves lie beside the folder of the sheets.
  const std::size_t count = count_numbered(made.file.parent_path(), "png", pictures.times_s.size());
  VOD_TRY(check_count(source, count, pictures.times_s.size()));
  pictures.times_s.resize(count);
  const auto per_sheet = static_cast<std::size_t>(pictures.rows) * static_cast<std::size_t>(pictures.columns);
  const std::size_t sheets = (count + per_sheet - 1) / per_sheet;
  const fs::path folder = fs::path(made.file).replace_extension();
  const auto extension = name_of(pictures.format);
  if (count_numbered(folder, extension, sheets) != sheets)
    return error(ErrorCode::task_failed, {}, "FFmpeg left a sheet out.");
  made.others = numbered_files(folder, extension, sheets);
  for (const fs::path& sheet : made.others) {
    VOD_TRY(check_size(sheet, pictures.format, made.planned.width * pictures.columns,
                       made.planned.height * pictures.rows, made));
  }
  return write_webvtt(made);
}

}  // namespace

bool is_pictures(OutputKind kind) {
  return kind == OutputKind::animated_graphics || kind == OutputKind::snapshot_by_time ||
         kind == OutputKind::sample_snapshot || kind == OutputKind::image_sprite;
}

Result<MadeOutput> look_at_pictures(const MediaMetadata& source, const PlannedOutput& planned, const fs::path& folder) {
  MadeOutput made{.planned = planned, .file = folder / planned.file, .others = {}, .metadata = {}};
  made.metadata.width = planned.width;
  made.metadata.height = planned.height;
  if (planned.kind == OutputKind::animated_graphics) {
    VOD_TRY(look_at_animation(source, made));
  } else if (planned.kind == OutputKind::image_sprite) {
    VOD_TRY(look_at_sprite(source, made));
  } else {
    VOD_TRY(look_at_snapshots(source, made));
  }
  return made;
}

}  // namespace vod
