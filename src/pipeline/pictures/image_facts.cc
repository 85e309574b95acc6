#include "pipeline/pictures/image_facts.h"

#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

/// Bytes from the front; past the end it gives zeros and is no longer whole.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

  bool is_whole() const { return whole_; }
  bool is_empty() const { return rest_.empty(); }
  std::span<const std::byte> take(std::size_t count) {
    whole_ = whole_ && count <= rest_.size();
    const auto taken = rest_.first(std::min(count, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  unsigned byte() {
    const auto one = take(1);
    return one.empty() ? 0 : std::to_integer<unsigned>(one.front());
  }
  unsigned big_endian(int bytes) {
    unsigned value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | byte();
    return value;
  }
  unsigned little_endian(int bytes) {
    unsigned value = 0;
    for (int i = 0; i < bytes; ++i) value |= byte() << (8 * i);
    return value;
  }
  std::string_view text(std::size_t count) { return text_of(take(count)); }

 private:
  std::span<const std::byte> rest_;
  bool whole_ = true;
};

std::optional<ImageFacts> jpg_facts(Reader in) {
  in.take(2);
  while (in.is_whole() && in.byte() == 0xff) {
    unsigned marker = in.byte();
    while (marker == 0xff) marker = in.byte();
    const unsigned length = in.big_endian(2);
    // Frame headers; among their numbers stand tables (c4, cc) and a reserved one (c8).
    const bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) {
      in.byte();
      ImageFacts facts = {.format = PictureFormat::jpg};
      facts.height = static_cast<int>(in.big_endian(2));
      facts.width = static_cast<int>(in.big_endian(2));
      if (!in.is_whole()) return {};
      return facts;
    }
    if (length < 2) return {};
    in.take(length - 2);
  }
  return {};
}

std::optional<ImageFacts> png_facts(Reader in) {
  in.take(12);
  if (in.text(4) != "IHDR") return {};
  ImageFacts facts = {.format = PictureFormat::png};
  facts.width = static_cast<int>(in.big_endian(4));
  facts.height = static_cast<int>(in.big_endian(4));
  if (!in.is_whole()) return {};
  return facts;
}

std::optional<ImageFacts> webp_facts(Reader in) {
  constexpr unsigned side_mask = 0x3fff;
  ImageFacts facts = {.format = PictureFormat::webp};
  in.take(12);
  bool moves = false;
  while (in.is_whole() && !in.is_empty()) {
    const std::string_view name = in.text(4);
    const unsigned length = in.little_endian(4);
    Reader chunk(in.take(length));
    // Chunks have even lengths.
    if (length % 2 == 1 && !in.is_empty()) in.byte();
    if (name == "VP8X") {
      chunk.take(4);
      facts.width = static_cast<int>(chunk.little_endian(3)) + 1;
      facts.height = static_cast<int>(chunk.little_endian(3)) + 1;
    } else if (name == "ANMF") {
      if (!moves) facts.frames = 0;
      moves = true;
      chunk.take(12);
      ++facts.frames;
      facts.duration_ms += chunk.little_endian(3);
    } else if (name == "VP8 " && facts.width == 0) {
      chunk.take(6);
      facts.width = static_cast<int>(chunk.little_endian(2) & side_mask);
      facts.height = static_cast<int>(chunk.little_endian(2) & side_mask);
    } else if (name == "VP8L" && facts.width == 0) {
      chunk.take(1);
      const unsigned sides = chunk.little_endian(4);
      facts.width = static_cast<int>(sides & side_mask) + 1;
      facts.height = static_cast<int>(sides >> 14 & side_mask) + 1;
    }
    if (!chunk.is_whole()) return {};
  }
  if (!in.is_whole() || facts.width == 0) return {};
  return facts;
}

// A table of colours stands where the flags say so, with 2 to the power of their last three bits plus one entries.
void skip_colours(Reader& in, unsigned flags) {
  if ((flags & 0x80) != 0) in.take(std::size_t{3} << ((flags & 7) + 1));
}

void skip_blocks(Reader& in) {
  for (unsigned length = in.byte(); length > 0; length = in.byte()) in.take(length);
}

std::optional<ImageFacts> gif_facts(Reader in) {
  constexpr std::int64_t tick_ms = 10;
  ImageFacts facts = {.format = PictureFormat::gif, .frames = 0};
  in.take(6);
  facts.width = static_cast<int>(in.little_endian(2));
  facts.height = static_cast<int>(in.little_endian(2));
  const unsigned flags = in.byte();
  in.take(2);
  skip_colours(in, flags);
  for (unsigned block = in.byte(); in.is_whole() && block != 0x3b; block = in.byte()) {
    if (block == 0x21) {
      const bool is_control = in.byte() == 0xf9;
      if (is_control) {
        in.take(2);
        facts.duration_ms += in.little_endian(2) * tick_ms;
        in.take(1);
      }
      skip_blocks(in);
    } else if (block == 0x2c) {
      ++facts.frames;
      in.take(8);
      const unsigned local = in.byte();
      skip_colours(in, local);
      in.take(1);
      skip_blocks(in);
    } else {
      return {};
    }
  }
  if (!in.is_whole() || facts.frames == 0) return {};
  return facts;
}

}  // namespace

std::optional<ImageFacts> image_facts(std::span<const std::byte> file) {
  const std::string_view text = text_of(file);
  if (text.starts_with("\xff\xd8\xff")) return jpg_facts(Reader(file));
  if (text.starts_with("\x89PNG\r\n")) return png_facts(Reader(file));
  if (text.starts_with("RIFF") && text.substr(0, 12).ends_with("WEBP")) return webp_facts(Reader(file));
  if (text.starts_with("GIF8")) return gif_facts(Reader(file));
  return {};
}

Result<ImageFacts> image_facts_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  std::ifstream stream(file, std::ios::binary);
  if (problem || !stream || size > limits::animated_bytes_max)
    return error(ErrorCode::io_failed, name, "A picture that was made can't be read.");
  std::vector<char> content(size);
  if (!stream.read(content.data(), static_cast<std::streamsize>(size)))
    return error(ErrorCode::io_failed, name, "A picture that was made can't be read.");
  const auto facts = image_facts(std::as_bytes(std::span(content)));
  if (!facts) return error(ErrorCode::task_failed, name, "FFmpeg left a picture that is not whole.");
  return *facts;
}

}  // namespace vod
