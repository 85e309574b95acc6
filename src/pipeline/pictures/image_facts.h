#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "base/result.h"
#include "model/template_settings.h"

namespace vod {

/// What the header of a picture file says; of a moving one the number of its frames and how long they last together.
struct ImageFacts {
  PictureFormat format = PictureFormat::jpg;
  int width = 0;
  int height = 0;
  int frames = 1;
  std::int64_t duration_ms = 0;
};

/// Reads jpg, png, webp and gif as far as these facts need; nothing when it is none of them, or cut short before them.
/// FFmpeg 5.1 itself can't read a moving webp.
std::optional<ImageFacts> image_facts(std::span<const std::byte> file);

/// The same of a file up to limits::animated_bytes_max; io_failed, or task_failed when it is no such picture.
Result<ImageFacts> image_facts_of(const std::filesystem::path& file);

}  // namespace vod
