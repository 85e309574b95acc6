#include "pipeline/adaptive/packed_sound.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <utility>

#include "model/errors.h"
#include "pipeline/whole_file.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t ticks_per_s = 90'000;
constexpr std::int64_t samples_per_block = 1'024;
constexpr std::size_t header_bytes = 7;
constexpr auto sample_rates = std::to_array<int>(
    {96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000, 22'050, 16'000, 12'000, 11'025, 8'000, 7'350});

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

struct AdtsFrame {
  std::string bytes;
  int rate_hz = 0;
  std::int64_t samples = 0;
};

Error no_frame(const fs::path& file) {
  return error(ErrorCode::task_failed, file.filename().string(), "The sound of the adaptive stream is no AAC.");
}

/// Reads frame after frame (ISO 14496-3, 1.A.2.2).
class AdtsReader {
 public:
  explicit AdtsReader(const fs::path& file) : file_(file), stream_(file, std::ios::binary) {}

  // Nothing at the end.
  Result<std::optional<AdtsFrame>> next() {
    AdtsFrame frame;
    frame.bytes.resize(header_bytes);
    stream_.read(frame.bytes.data(), header_bytes);
    if (stream_.gcount() == 0) return std::optional<AdtsFrame>();
    const std::size_t rate = byte_at(frame.bytes, 2) >> 2 & 0xf;
    if (static_cast<std::size_t>(stream_.gcount()) != header_bytes) return broken_off(file_);
    const bool is_header =
        byte_at(frame.bytes, 0) == 0xff && (byte_at(frame.bytes, 1) & 0xf0) == 0xf0 && rate < sample_rates.size();
    if (!is_header) return no_frame(file_);
    frame.rate_hz = sample_rates[rate];
    frame.samples = ((byte_at(frame.bytes, 6) & 3) + 1) * samples_per_block;
    const std::size_t length =
        (byte_at(frame.bytes, 3) & 3U) << 11 | byte_at(frame.bytes, 4) << 3 | byte_at(frame.bytes, 5) >> 5;
    if (length < header_bytes) return no_frame(file_);
    frame.bytes.resize(length);
    stream_.read(frame.bytes.data() + header_bytes, static_cast<std::streamsize>(length - header_bytes));
    if (static_cast<std::size_t>(stream_.gcount()) != length - header_bytes) return broken_off(file_);
    return std::optional(std::move(frame));
  }

 private:
  const fs::path file_;
  std::ifstream stream_;
};

// ID3v2.4 with one PRIV frame. All lengths are below 128, where ID3's way to write them is the ordinary one.
std::string clock_tag(std::int64_t ticks) {
  const std::string owner("com.apple.streaming.transportStreamTimestamp\0", 45);
  std::string value;
  for (int shift = 56; shift >= 0; shift -= 8) value += static_cast<char>(ticks >> shift & 0xff);
  const auto sized = [](const std::string& begin, const std::string& content) {
    return begin + std::string(3, '\0') + static_cast<char>(content.size());
  };
  const std::string content = owner + value;
  const std::string frame = sized("PRIV", content) + std::string(2, '\0') + content;
  return sized(std::string("ID3\4\0\0", 6), frame) + frame;
}

class SoundCutter {
 public:
  SoundCutter(const fs::path& adts, const PackedSound& wanted)
      : reader_(adts), folder_(adts.parent_path()), wanted_(wanted) {
    playlist_.version = 3;
    playlist_.type = "VOD";
    playlist_.ended = true;
  }

  Result<wire::MediaPlaylist> cut() {
    VOD_TRY(auto frame, reader_.next());
    if (frame) {
      VOD_TRY(frame, reader_.next());
    }
    for (; frame; samples_ += samples_in_frame_) {
      samples_in_frame_ = frame->samples;
      rate_hz_ = frame->rate_hz;
      const auto border =
          static_cast<std::int64_t>(playlist_.segments.size()) * wanted_.segment_s * std::int64_t{rate_hz_};
      if (samples_ >= border) {
        VOD_TRY(begin_segment());
      }
      stream_ << frame->bytes;
      bytes_ += frame->bytes.size();
      VOD_TRY(frame, reader_.next());
    }
    VOD_TRY(end_segment());
    if (playlist_.segments.empty()) return error(ErrorCode::task_failed, wanted_.name, "There is no sound.");
    return std::move(playlist_);
  }

 private:
  Done begin_segment() {
    VOD_TRY(end_segment());
    wire::PlaylistSegment segment;
    segment.uri = wanted_.byterange ? wanted_.name + ".aac"
                                    : fmt::format("{}_{:05}.aac", wanted_.name, playlist_.segments.size());
    if (!wanted_.byterange) stream_.close();
    if (!stream_.is_open()) stream_.open(folder_ / segment.uri, std::ios::binary);
    begins_at_ = samples_;
    constexpr std::int64_t clock_turns = std::int64_t{1} << 33;
    const std::string tag = clock_tag((wanted_.zero_ticks + samples_ * ticks_per_s / rate_hz_) % clock_turns);
    stream_ << tag;
    bytes_ = tag.size();
    playlist_.segments.push_back(std::move(segment));
    return done();
  }
  Done end_segment() {
    if (playlist_.segments.empty()) return done();
    wire::PlaylistSegment& segment = playlist_.segments.back();
    segment.duration_us = (samples_ - begins_at_) * 1'000'000 / rate_hz_;
    if (wanted_.byterange) segment.range = wire::PlaylistRange{.offset = offset_, .length = bytes_};
    offset_ += bytes_;
    if (!stream_.flush()) return error(ErrorCode::disk_full);
    return done();
  }

  AdtsReader reader_;
  const fs::path folder_;
  const PackedSound& wanted_;
  wire::MediaPlaylist playlist_;
  std::ofstream stream_;
  int rate_hz_ = 1;
  std::int64_t samples_ = 0;
  std::int64_t samples_in_frame_ = 0;
  std::int64_t begins_at_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace

Result<wire::MediaPlaylist> pack_sound(const fs::path& adts, const PackedSound& wanted) {
  return SoundCutter(adts, wanted).cut();
}

std::optional<std::int64_t> first_picture_ticks(std::string_view transport_stream) {
  constexpr std::size_t packet_bytes = 188;
  constexpr std::size_t timestamp_at = 9;
  for (; transport_stream.size() >= packet_bytes; transport_stream.remove_prefix(packet_bytes)) {
    const std::string_view packet = transport_stream.substr(0, packet_bytes);
    const bool begins = packet[0] == 'G' && (byte_at(packet, 1) & 0x40) != 0 && (byte_at(packet, 3) & 0x10) != 0;
    if (!begins) continue;
    const bool is_adapted = (byte_at(packet, 3) & 0x20) != 0;
    const std::size_t payload = 4 + (is_adapted ? 1U + byte_at(packet, 4) : 0U);
    if (payload + timestamp_at + 5 > packet_bytes) continue;
    const std::string_view pes = packet.substr(payload);
    const bool is_picture = pes.starts_with(std::string_view("\0\0\1", 3)) && (byte_at(pes, 3) & 0xf0) == 0xe0;
    if (!is_picture || (byte_at(pes, 7) & 0x80) == 0) continue;
    const auto part = [&](std::size_t at) { return std::int64_t{byte_at(pes, timestamp_at + at)}; };
    return (part(0) >> 1 & 7) << 30 | part(1) << 22 | part(2) >> 1 << 15 | part(3) << 7 | part(4) >> 1;
  }
  return {};
}

}  // namespace vod
