#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace vod {

/// For tests: films whose frames show their number, as bars from left to right, the first bar for the lowest bit.
inline constexpr int number_bits = 12;
inline constexpr int numbered_width = number_bits * 16;
inline constexpr int numbered_height = 108;

/// FFmpeg's options for such a film.
inline std::string numbered_frames(int fps, double seconds, int key_frame_distance) {
  return "-f lavfi -i \"nullsrc=s=" + std::to_string(numbered_width) + "x" + std::to_string(numbered_height) +
         ":r=" + std::to_string(fps) + ":d=" + std::to_string(seconds) +
         ",format=gray,geq=lum='if(mod(floor(N/pow(2,floor(X/16))),2),235,16)'\" -pix_fmt yuv420p -c:v libx264 "
         "-preset ultrafast -g " +
         std::to_string(key_frame_distance) + " -keyint_min " + std::to_string(key_frame_distance) +
         " -sc_threshold 0 -bf 2";
}

/// A rectangle of a picture; no width = all of it.
struct Cell {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// The picture's pixels in red, green and blue, `width` x `height` of them.
inline std::vector<unsigned char> pixels_of(const std::filesystem::path& file, const Cell& cell, int width,
                                            int height) {
  std::string filters;
  if (cell.width > 0) {
    filters = "crop=" + std::to_string(cell.width) + ":" + std::to_string(cell.height) + ":" + std::to_string(cell.x) +
              ":" + std::to_string(cell.y) + ":exact=1,";
  }
  filters += "scale=" + std::to_string(width) + ":" + std::to_string(height) + ":flags=area";
  const std::string command = "ffmpeg -v error -nostdin -i '" + file.string() + "' -frames:v 1 -vf format=rgb24," +
                              filters + " -f rawvideo -pix_fmt rgb24 -";
  std::vector<unsigned char> pixels;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return pixels;
  for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe))
    pixels.push_back(static_cast<unsigned char>(byte));
  pclose(pipe);
  return pixels;
}

/// The number that a picture, or a place on a sheet, shows; -1 when it shows none.
inline int number_in(const std::filesystem::path& file, const Cell& cell = {}) {
  constexpr int samples = 4;  // A bar.
  const auto pixels = pixels_of(file, cell, number_bits * samples, 1);
  if (pixels.size() != std::size_t{3} * number_bits * samples) return -1;
  int number = 0;
  for (int bit = 0; bit < number_bits; ++bit) {
    // In the middle of the bar.
    const int red = pixels[static_cast<std::size_t>((bit * samples + 1) * 3)];
    if (red > 96 && red < 160) return -1;
    if (red >= 160) number |= 1 << bit;
  }
  return number;
}

}  // namespace vod
