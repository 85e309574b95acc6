#include "pipeline/adaptive/made_ladder.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "pipeline/adaptive/codec_string.h"
#include "pipeline/adaptive/offered_subtitles.h"
#include "pipeline/adaptive/packed_sound.h"
#include "pipeline/adaptive/segment_encryption.h"
#include "pipeline/adaptive/segment_rate.h"
#include "pipeline/adaptive/stream_manifests.h"
#include "pipeline/edit/mp4_index.h"
#include "pipeline/files_below.h"
#include "wire/playlist.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// Enough for an MP4 file's head with its index of a day, and for a TS segment's first parameter sets.
constexpr std::uint64_t head_bytes = 4 << 20;
constexpr std::string_view sound_codec = "mp4a.40.2";

Error incomplete(const std::string& what) {
  return error(ErrorCode::task_failed, what, "A rendition of the adaptive stream is not whole: " + what + ".");
}

Result<std::string> read_range(const fs::path& file, std::uint64_t offset, std::uint64_t bytes) {
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(offset));
  std::string content(bytes, '\0');
  stream.read(content.data(), static_cast<std::streamsize>(bytes));
  if (static_cast<std::uint64_t>(stream.gcount()) != bytes) return incomplete(file.filename().string());
  return content;
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code problem;
  const auto bytes = fs::file_size(file, problem);
  return problem ? 0 : bytes;
}

Result<std::string> head_of(const fs::path& file) { return read_range(file, 0, std::min(size_of(file), head_bytes)); }

Done write_text(const fs::path& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.flush()) return error(ErrorCode::disk_full);
  return done();
}

// A playlist of a decoder that was taken over could have the server move or read other files than those of the run.
bool is_beside(const std::string& uri) { return !uri.empty() && uri != ".." && uri.find('/') == std::string::npos; }

/// A rendition with its playlist as FFmpeg wrote it; DASH has none.
struct Found {
  MadeRendition made;
  wire::MediaPlaylist playlist;
  std::vector<SegmentRate> rates;
};

class LadderPacker {
 public:
  LadderPacker(const PlannedLadder& ladder, fs::path folder) : ladder_(ladder), folder_(std::move(folder)) {}

  Result<MadeLadder> pack() {
    for (const PlannedRendition& planned : ladder_.renditions) {
      if (!planned.picture && ladder_.form.sound == SegmentForm::Sound::own_packed) {
        VOD_TRY(pack_alone(planned));
      }
      VOD_TRY(auto found, ladder_.dash ? look_at_file(planned) : look_at_playlist(planned));
      all_.push_back(std::move(found));
    }
    const std::string version = version_of();
    const fs::path kept = folder_ / version;
    std::error_code problem;
    fs::create_directories(kept, problem);
    if (problem) return error(ErrorCode::io_failed, {}, "A folder for segments can't be made.");
    MadeLadder made{.planned = ladder_, .renditions = {}};
    for (Found& found : all_) {
      if (ladder_.dash) {
        const std::string name = found.made.planned.name + ".mp4";
        fs::rename(folder_ / name, kept / name, problem);
        if (problem) return incomplete(name);
      } else {
        VOD_TRY(keep_hls(found, kept));
      }
      finish(found);
      const std::string_view extension = ladder_.dash ? ".mp4" : ".m3u8";
      found.made.uri = folder_.filename().string() + "/" + version + "/" + found.made.planned.name;
      found.made.uri += extension;
      made.renditions.push_back(std::move(found.made));
    }
    return made;
  }

 private:
  Result<Found> look_at_playlist(const PlannedRendition& planned) {
    const fs::path file = folder_ / (planned.name + ".m3u8");
    VOD_TRY(const auto text, read_range(file, 0, size_of(file)));
    auto read = wire::read_playlist(text);
    const auto* playlist = read ? std::get_if<wire::MediaPlaylist>(&read.value()) : nullptr;
    if (playlist == nullptr || !playlist->ended || playlist->segments.empty()) return incomplete(planned.name);
    Found found{.made = {}, .playlist = *playlist, .rates = {}};
    found.made.planned = planned;
    std::error_code problem;
    fs::remove(file, problem);
    for (const auto& map : playlist->maps) {
      if (!is_beside(map.uri)) return incomplete(planned.name);
    }
    for (const wire::PlaylistSegment& segment : playlist->segments) {
      if (!is_beside(segment.uri)) return incomplete(planned.name);
      const std::uint64_t bytes = segment.range ? segment.range->length : size_of(folder_ / segment.uri);
      if (bytes == 0) return incomplete(segment.uri);
      found.rates.push_back({static_cast<double>(segment.duration_us) / 1e6, bytes});
    }
    const auto& first = playlist->segments.front();
    VOD_TRY(const auto head, head_of(folder_ / (playlist->maps.empty() ? first.uri : playlist->maps.front().uri)));
    VOD_TRY(found.made.codecs, codecs_of(planned, head));
    return found;
  }

  Result<Found> look_at_file(const PlannedRendition& planned) {
    const fs::path file = folder_ / (planned.name + ".mp4");
    VOD_TRY(const auto head, head_of(file));
    VOD_TRY(const auto index, read_mp4_index(head));
    Found found;
    found.made.planned = planned;
    found.made.init_bytes = index.init_bytes;
    found.made.index_end_bytes = index.end_bytes;
    found.made.size_bytes = size_of(file);
    for (const auto& fragment : index.fragments) found.rates.push_back({fragment.duration_s, fragment.size_bytes});
    VOD_TRY(found.made.codecs, codecs_of(planned, head));
    return found;
  }

  // Makes of sound in ADTS what FFmpeg makes of all else: segments and a playlist.
  Done pack_alone(const PlannedRendition& planned) {
    PackedSound wanted{
        .name = planned.name, .byterange = ladder_.form.byterange, .segment_s = ladder_.segment_s, .zero_ticks = 0};
    if (!ladder_.form.mp4) {
      VOD_TRY(wanted.zero_ticks, pictures_begin());
    }
    const fs::path file = folder_ / (planned.name + ".adts");
    VOD_TRY(const auto playlist, pack_sound(file, wanted));
    std::error_code problem;
    fs::remove(file, problem);
    return write_text(folder_ / (planned.name + ".m3u8"), wire::write_playlist(playlist));
  }

  // In ticks of 90 kHz: FFmpeg's transport streams don't begin at 0. Where all of them do it alike, one tells it.
  Result<std::int64_t> pictures_begin() const {
    for (const PlannedRendition& planned : ladder_.renditions) {
      if (!planned.picture) continue;
      const fs::path file = folder_ / (planned.name + (ladder_.form.byterange ? ".ts" : "_00000.ts"));
      VOD_TRY(const auto head, head_of(file));
      const auto ticks = first_picture_ticks(head);
      if (!ticks) return incomplete(planned.name);
      return *ticks;
    }
    return 0;
  }

  static Result<std::string> codecs_of(const PlannedRendition& planned, std::string_view head) {
    std::string codecs;
    if (planned.picture) {
      codecs = codec_string(planned.codec, head);
      if (codecs.empty()) return incomplete(planned.name);
    }
    if (planned.sound) codecs.append(codecs.empty() ? "" : ",").append(sound_codec);
    return codecs;
  }

  // The same content has the same name: a second look at the same files changes nothing.
  std::string version_of() const {
    std::string text = ladder_.key ? ladder_.key->id : std::string();
    for (const Found& found : all_) {
      text += "\n" + found.made.planned.name;
      for (const SegmentRate& rate : found.rates) text += " " + std::to_string(rate.size_bytes);
    }
    constexpr std::size_t digits = 8;
    return to_hex(sha256(text)).substr(0, digits);
  }

  Done keep_hls(Found& found, const fs::path& kept) {
    wire::MediaPlaylist& playlist = found.playlist;
    playlist.independent_segments = true;
    VOD_TRY(ladder_.key ? encrypt(found, kept) : move_files(found, kept));
    const std::string text = wire::write_playlist(playlist);
    found.made.size_bytes += text.size();
    return write_text(kept / (found.made.planned.name + ".m3u8"), text);
  }

  Done move_files(Found& found, const fs::path& kept) {
    std::string last;
    const auto move = [&](const std::string& name) -> Done {
      if (name == last || fs::exists(kept / name)) return done();
      last = name;
      found.made.size_bytes += size_of(folder_ / name);
      std::error_code problem;
      fs::rename(folder_ / name, kept / name, problem);
      if (problem) return incomplete(name);
      return done();
    };
    for (const auto& map : found.playlist.maps) {
      VOD_TRY(move(map.uri));
    }
    for (const auto& segment : found.playlist.segments) {
      VOD_TRY(move(segment.uri));
    }
    return done();
  }

  // Every segment is encrypted by itself, also where several share a file; the initialization stays as it is, since the
  // key holds only for what follows it.
  Done encrypt(Found& found, const fs::path& kept) {
    wire::MediaPlaylist& playlist = found.playlist;
    // From the playlist's folder up to the server's root (see output_folder), wherever public_url puts that; delivery
    // adds the player's token.
    const std::string root = "../../../..";
    playlist.keys = {
        {.method = "AES-128", .uri = root + ladder_.key->path, .iv = {}, .format = {}, .format_versions = {}}};
    for (const auto& map : playlist.maps) {
      const auto range = map.range.value_or(wire::PlaylistRange{0, size_of(folder_ / map.uri)});
      VOD_TRY(const auto init, read_range(folder_ / map.uri, range.offset, range.length));
      VOD_TRY(write_text(kept / map.uri, init));
      found.made.size_bytes += init.size();
    }
    std::uint64_t sequence = playlist.media_sequence;
    for (std::size_t i = 0; i < playlist.segments.size(); ++i, ++sequence) {
      auto& segment = playlist.segments[i];
      const auto range = segment.range.value_or(wire::PlaylistRange{0, size_of(folder_ / segment.uri)});
      VOD_TRY(const auto plain, read_range(folder_ / segment.uri, range.offset, range.length));
      VOD_TRY(const auto secret, encrypt_segment(plain, *ladder_.key, sequence));
      const fs::path file = kept / segment.uri;
      if (segment.range) segment.range = wire::PlaylistRange{size_of(file), secret.size()};
      std::ofstream stream(file, std::ios::binary | std::ios::app);
      stream.write(secret.data(), static_cast<std::streamsize>(secret.size()));
      if (!stream.flush()) return error(ErrorCode::disk_full);
      segment.key = 0;
      found.rates[i].size_bytes = secret.size();
      found.made.size_bytes += secret.size();
    }
    // What was read and not moved must not be kept beside it.
    std::error_code problem;
    for (const auto& map : playlist.maps) fs::remove(folder_ / map.uri, problem);
    for (const auto& segment : playlist.segments) fs::remove(folder_ / segment.uri, problem);
    return done();
  }

  static void finish(Found& found) {
    double duration_s = 0;
    std::uint64_t bytes = 0;
    for (const SegmentRate& rate : found.rates) {
      duration_s += rate.duration_s;
      bytes += rate.size_bytes;
    }
    found.made.duration_s = duration_s;
    found.made.peak_bps = peak_bps(found.rates);
    found.made.average_bps =
        duration_s > 0 ? static_cast<std::uint64_t>(static_cast<double>(bytes) * 8 / duration_s) : 0;
  }

  const PlannedLadder& ladder_;
  const fs::path folder_;
  std::vector<Found> all_;
};

}  // namespace

Result<MadeOutput> look_at_ladder(const PlannedOutput& planned, const fs::path& folder) {
  MadeOutput made{.planned = planned, .file = folder / planned.file, .others = {}, .metadata = {}};
  const fs::path beside = fs::path(made.file).replace_extension();
  VOD_TRY(made.ladder, LadderPacker(*planned.ladder, beside).pack());
  const std::string text = planned.ladder->dash ? dash_manifest(*made.ladder) : master_playlist(*made.ladder);
  VOD_TRY(write_text(made.file, text));
  if (!planned.ladder->subtitles.empty()) {
    VOD_TRY(offer_subtitles(*planned.ladder, text, made.file));
  }
  made.others = files_below(beside);
  made.metadata.container = planned.ladder->dash ? "dash" : "hls";
  made.metadata.width = planned.width;
  made.metadata.height = planned.height;
  made.metadata.size_bytes = text.size();
  for (const MadeRendition& rendition : made.ladder->renditions) {
    made.metadata.size_bytes += rendition.size_bytes;
    if (rendition.planned.picture) made.metadata.duration_s = std::max(made.metadata.duration_s, rendition.duration_s);
  }
  return made;
}

}  // namespace vod
