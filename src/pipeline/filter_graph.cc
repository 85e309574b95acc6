#include "pipeline/filter_graph.h"

#include <fmt/format.h>

#include <algorithm>

namespace vod {
namespace {

std::string scale(const Picture& picture) {
  const auto [width, height] = picture.size;
  if (!picture.borders || picture.fill == FillType::stretch) return fmt::format("scale={}:{}", width, height);
  return fmt::format("scale={0}:{1}:force_original_aspect_ratio=decrease:force_divisible_by=2,pad={0}:{1}:-1:-1:{2}",
                     width, height, picture.fill == FillType::white ? "white" : "black");
}

// Light from bt2020 PQ or HLG to what an ordinary screen shows. What the file leaves unsaid is named: zscale refuses to
// guess.
std::string to_sdr(const VideoStream& source) {
  if (source.dynamic_range != "HDR") return {};
  return fmt::format(
      ",zscale=tin={}:min=bt2020nc:pin=bt2020:rin=tv:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
      "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv",
      source.hdr_type == "hlg" ? "arib-std-b67" : "smpte2084");
}

// Before the first scaling: whole pictures, and no more of them than are needed.
std::string head(const VideoStream& source, int fps) {
  std::string chain;
  if (source.interlaced) chain += "yadif,";
  if (fps > 0) chain += fmt::format("fps={},", fps);
  return chain;
}

// The rate that all share, 0 when they don't.
int shared_fps(const std::vector<Picture>& pictures) {
  const int first = pictures.front().fps;
  return std::ranges::all_of(pictures, [&](const Picture& picture) { return picture.fps == first; }) ? first : 0;
}

}  // namespace

std::string filter_graph(const VideoStream& source, const std::vector<Picture>& pictures) {
  const int fps = shared_fps(pictures);
  std::string graph = fmt::format("[0:{}]{}", source.index, head(source, fps));
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const bool last = i + 1 == pictures.size();
    if (i > 0) graph += fmt::format(";[s{}]", i);
    graph += scale(pictures[i]);
    if (i == 0) graph += to_sdr(source) + ",setsar=1,format=yuv420p";
    const bool own_rate = fps == 0 && pictures[i].fps > 0;
    const std::string rate = own_rate ? fmt::format("fps={}", pictures[i].fps) : "";
    if (last) {
      graph += (own_rate ? "," : "") + rate + fmt::format("[v{}]", i);
    } else if (own_rate) {
      graph += fmt::format(",split[p{0}][s{1}];[p{0}]{2}[v{0}]", i, i + 1, rate);
    } else {
      graph += fmt::format(",split[v{0}][s{1}]", i, i + 1);
    }
  }
  return graph;
}

std::string still_filter(const VideoStream& source, PictureSize size) {
  return fmt::format("{}scale={}:{}{},setsar=1,format=yuvj420p", head(source, 0), size.width, size.height,
                     to_sdr(source));
}

}  // namespace vod
