#include "pipeline/edit/mp4_index.h"

#include "model/errors.h"

namespace vod {
namespace {

constexpr std::size_t box_head_bytes = 8;

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Error no_index() { return error(ErrorCode::task_failed, {}, "A fragmented MP4 file has no index."); }

// The box's content, after version, flags, id and timescale.
Result<Mp4Index> read_index(std::string_view box) {
  constexpr std::size_t fixed_bytes = 12;
  constexpr std::size_t reference_bytes = 12;
  constexpr std::uint64_t size_mask = 0x7fffffff;
  if (box.size() < fixed_bytes) return no_index();
  const bool is_long = box[0] != 0;
  const std::uint64_t timescale = number(box, 8, 4);
  std::size_t at = fixed_bytes + (is_long ? 16 : 8) + 2;
  if (timescale == 0 || box.size() < at + 2) return no_index();
  const std::uint64_t count = number(box, at, 2);
  at += 2;
  Mp4Index index;
  for (std::uint64_t i = 0; i < count; ++i, at += reference_bytes) {
    if (box.size() < at + reference_bytes) return no_index();
    index.fragments.push_back(
        {number(box, at, 4) & size_mask, static_cast<double>(number(box, at + 4, 4)) / static_cast<double>(timescale)});
  }
  return index;
}

}  // namespace

Result<Mp4Index> read_mp4_index(std::string_view beginning) {
  std::size_t at = 0;
  while (beginning.size() - at >= box_head_bytes) {
    const std::uint64_t size_bytes = number(beginning, at, 4);
    const std::string_view kind = beginning.substr(at + 4, 4);
    if (size_bytes < box_head_bytes || size_bytes > beginning.size() - at) break;
    if (kind == "sidx") {
      VOD_TRY(auto index, read_index(beginning.substr(at + box_head_bytes, size_bytes - box_head_bytes)));
      index.init_bytes = at;
      index.end_bytes = at + size_bytes;
      return index;
    }
    at += size_bytes;
  }
  return no_index();
}

}  // namespace vod
