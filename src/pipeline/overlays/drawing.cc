#include "pipeline/overlays/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/clip_range.h"
#include "pipeline/overlays/fonts.h"
#include "pipeline/overlays/subtitle_script.h"

namespace vod {
namespace {

// Blocks of a mosaic on its shorter side: nothing can be read, and that something is hidden is seen.
constexpr int mosaic_blocks = 6;
constexpr int mosaic_block_px_min = 4;
constexpr double percent = 100;

bool from_right(CoordinateOrigin origin) {
  return origin == CoordinateOrigin::top_right || origin == CoordinateOrigin::bottom_right;
}
bool from_bottom(CoordinateOrigin origin) {
  return origin == CoordinateOrigin::bottom_left || origin == CoordinateOrigin::bottom_right;
}

int even(int side) { return side / 2 * 2; }

struct ImageKind {
  std::string format;
  std::string codec;
};

/// What the first bytes of an image say that it is.
Result<ImageKind> kind_of(const std::filesystem::path& file) {
  std::string head(8, '\0');
  std::ifstream(file, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  if (head.starts_with("\x89PNG")) return ImageKind{"png_pipe", "png"};
  if (head.starts_with("\xff\xd8\xff")) return ImageKind{"jpeg_pipe", "mjpeg"};
  if (head.starts_with("GIF8")) return ImageKind{"gif", "gif"};
  return error(ErrorCode::input_invalid, {}, "The watermark's image is no PNG, JPEG or GIF any more.");
}

// Only this one format and decoder reads the input.
std::vector<std::string> input_options(const ImageKind& kind) {
  return {"-protocol_whitelist",
          "file",
          "-format_whitelist",
          kind.format,
          "-codec_whitelist",
          kind.codec,
          "-max_pixels",
          std::to_string(limits::source_side_pixels_max * limits::source_side_pixels_max),
          "-f",
          kind.format};
}

}  // namespace

Drawing::Drawing(PictureSize size, std::size_t index, double duration_s, bool ten_bits, PictureSize base)
    : size_(size),
      base_(base),
      scale_(std::min(static_cast<double>(size.width) / base.width, static_cast<double>(size.height) / base.height)),
      index_(index),
      duration_s_(duration_s),
      format_(ten_bits ? "yuv420p10" : "yuv420") {}

int Drawing::pixels(const Length& length, int side, PictureSize size, double scale) {
  const auto of = [&](int whole) { return static_cast<int>(std::lround(whole * length.value / percent)); };
  switch (length.unit) {
    case Length::Unit::percent:
      return of(side);
    case Length::Unit::percent_of_width:
      return of(size.width);
    case Length::Unit::percent_of_height:
      return of(size.height);
    case Length::Unit::percent_of_short:
      return of(std::min(size.width, size.height));
    case Length::Unit::percent_of_long:
      return of(std::max(size.width, size.height));
    case Length::Unit::pixels:
      break;
  }
  return static_cast<int>(std::lround(length.value * scale));
}

std::string Drawing::scale_filter(const WatermarkTemplate& wanted) const {
  const int width = sized(wanted.width, size_.width, size_, scale_);
  const int height = sized(wanted.height, size_.height, size_, scale_);
  // No side ends in 0, which FFmpeg would take for the image's own.
  const auto side = [](const std::string& text) { return "'max(1,round(" + text + "))'"; };
  if (width > 0 && height > 0) return fmt::format("scale={}:{}", width, height);
  if (width > 0) return fmt::format("scale={}:{}", width, side("ow/a"));
  if (height > 0) return fmt::format("scale={}:{}", side("oh*a"), height);
  if (size_ == base_) return "null";
  return fmt::format("scale={}:{}", side(fmt::format("iw*{:.4f}", scale_)), side(fmt::format("ih*{:.4f}", scale_)));
}

Result<Clip> clip_of(double start_s, double end_s, double duration_s) {
  VOD_TRY(Clip clip, clip_range(start_s, end_s, duration_s, "the source"));
  if (clip.end_s >= duration_s) clip.end_s = 0;
  return clip;
}

Result<std::string> Drawing::shown_option(const ShownTime& shown, double* start_s) const {
  if (duration_s_ <= 0) return std::string();
  VOD_TRY(const Clip clip, clip_range(shown.start_s, shown.end_s, duration_s_, "the output"));
  if (start_s != nullptr) *start_s = clip.start_s;
  const bool to_the_end = clip.end_s >= duration_s_;
  if (clip.start_s == 0 && to_the_end) return std::string();
  if (to_the_end) return fmt::format(":enable='gte(t,{:.3f})'", clip.start_s);
  return fmt::format(":enable='gte(t,{:.3f})*lt(t,{:.3f})'", clip.start_s, clip.end_s);
}

std::string Drawing::add_input(const std::string& name, std::variant<std::filesystem::path, std::string> content) {
  std::string whole = fmt::format("{}.{}.{}", index_, count_, name);
  inputs_.push_back({whole, std::move(content)});
  return whole;
}

Done Drawing::add(const MosaicWish& mosaic) {
  VOD_TRY(const auto shown, shown_option(mosaic.shown, nullptr));
  int x = pixels(mosaic.x, size_.width);
  int y = pixels(mosaic.y, size_.height);
  int width = pixels(mosaic.width, size_.width);
  int height = pixels(mosaic.height, size_.height);
  if (from_right(mosaic.origin)) x = size_.width - x - width;
  if (from_bottom(mosaic.origin)) y = size_.height - y - height;
  // What lies outside of the picture needs no hiding.
  const int right = std::min(x + width, size_.width);
  const int bottom = std::min(y + height, size_.height);
  x = even(std::max(x, 0));
  y = even(std::max(y, 0));
  width = even(right - x + 1);
  height = even(bottom - y + 1);
  if (width < 2 || height < 2) {
    return error(ErrorCode::input_invalid, "MosaicSet",
                 fmt::format("A mosaic lies outside of the picture of {}x{}.", size_.width, size_.height));
  }
  const int block = std::max(mosaic_block_px_min, std::min(width, height) / mosaic_blocks);
  append(
      fmt::format("split[a{0}_{{n}}][b{0}_{{n}}];[b{0}_{{n}}]crop={1}:{2}:{3}:{4},pixelize={5}:{5}[c{0}_{{n}}];"
                  "[a{0}_{{n}}][c{0}_{{n}}]overlay=x={3}:y={4}:format={7}{6}",
                  count_, width, height, x, y, block, shown, format_));
  ++count_;
  return done();
}

Done Drawing::add(const WatermarkWish& watermark) {
  double start_s = 0;
  VOD_TRY(const auto shown, shown_option(watermark.shown, &start_s));
  const auto type = watermark.wanted.type;
  VOD_TRY(type == WatermarkTemplate::Type::text  ? add_text(watermark, shown)
          : type == WatermarkTemplate::Type::svg ? add_svg(watermark, shown)
                                                 : add_image(watermark, shown, start_s));
  ++count_;
  return done();
}

Done Drawing::add(const std::vector<SubtitleWish>& subtitles, PictureSize source, double start_s) {
  if (subtitles.empty()) return done();
  std::vector<SubtitleTrack> tracks;
  for (const SubtitleWish& wish : subtitles) {
    VOD_TRY(auto font, find_font(wish.style.font));
    std::ifstream file(wish.file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto read = wire::read_webvtt(text);
    if (!read) return error(ErrorCode::input_invalid, "SubtitleInfoSet", "The subtitles can't be read any more.");
    tracks.push_back({wish.style, std::move(font), std::move(read.value().cues)});
  }
  const auto script =
      add_input("ass", subtitle_script(tracks, source, static_cast<std::int64_t>(std::llround(start_s * 1'000))));
  append(fmt::format("ass=filename={{in:{}}}", script));
  ++count_;
  return done();
}

void Drawing::lay_over(const WatermarkTemplate& wanted, const std::string& made_ready, const std::string& shown,
                       const std::string& more) {
  const int x = pixels(wanted.x, size_.width);
  const int y = pixels(wanted.y, size_.height);
  append(
      fmt::format("null[a{0}_{{n}}];[{{x{1}}}:v]{2}[b{0}_{{n}}];[a{0}_{{n}}][b{0}_{{n}}]overlay=x={3}{4}:y={5}{6}:"
                  "format={9}{7}{8}",
                  count_, sources_.size() - 1, made_ready, from_right(wanted.origin) ? "W-w-" : "", x,
                  from_bottom(wanted.origin) ? "H-h-" : "", y, more, shown, format_));
}

Done Drawing::add_image(const WatermarkWish& watermark, const std::string& shown, double start_s) {
  const WatermarkTemplate& wanted = watermark.wanted;
  VOD_TRY(const auto kind, kind_of(watermark.file));
  auto options = input_options(kind);
  const bool moves = kind.format == "gif" && duration_s_ > 0;
  const bool repeats = moves && wanted.repeat == WatermarkTemplate::Repeat::repeat;
  if (repeats) options.insert(options.begin(), {"-stream_loop", "-1"});
  options.insert(options.end(), {"-i", "file:{in:" + add_input("image", watermark.file) + "}"});
  sources_.push_back(std::move(options));

  std::string made_ready = scale_filter(wanted) + ",format=rgba";
  if (wanted.transparency > 0)
    made_ready += fmt::format(",colorchannelmixer=aa={:.2f}", 1 - wanted.transparency / percent);
  if (moves && start_s > 0) made_ready += fmt::format(",setpts=PTS+{:.3f}/TB", start_s);
  // An endless watermark may not make the output endless.
  const bool once = moves && wanted.repeat == WatermarkTemplate::Repeat::once;
  lay_over(wanted, made_ready, shown, repeats ? ":shortest=1" : once ? ":eof_action=pass" : "");
  return done();
}

Done Drawing::add_svg(const WatermarkWish& watermark, const std::string& shown) {
  const WatermarkTemplate& wanted = watermark.wanted;
  if (watermark.content.empty())
    return error(ErrorCode::input_invalid, "SvgContent", "An SVG watermark needs its SvgContent.");
  auto options = input_options({"svg_pipe", "librsvg"});
  const int width = sized(wanted.width, base_.width, base_, 1);
  const int height = sized(wanted.height, base_.height, base_, 1);
  if (width > 0) options.insert(options.end(), {"-width", std::to_string(width)});
  if (height > 0) options.insert(options.end(), {"-height", std::to_string(height)});
  if (width > 0 && height > 0) options.insert(options.end(), {"-keep_ar", "0"});
  options.insert(options.end(), {"-i", "file:{in:" + add_input("svg", watermark.content) + "}"});
  sources_.push_back(std::move(options));
  // It is rendered once, in the base's size.
  const std::string scaled = size_ == base_ ? "" : scale_filter(wanted) + ",";
  lay_over(wanted, scaled + "format=rgba", shown, "");
  return done();
}

Done Drawing::add_text(const WatermarkWish& watermark, const std::string& shown) {
  const WatermarkTemplate& wanted = watermark.wanted;
  if (watermark.content.empty())
    return error(ErrorCode::input_invalid, "TextContent", "A text watermark needs its TextContent.");
  const auto text = add_input("text", watermark.content);
  const auto font = add_input("font", watermark.file);
  append(fmt::format(
      "drawtext=fontfile={{in:{}}}:textfile={{in:{}}}:expansion=none:fontsize={}:fontcolor=0x{:06x}@{:.2f}:"
      "x={}{}:y={}{}{}",
      font, text, std::max(1, static_cast<int>(std::lround(wanted.font_px * scale_))), wanted.font_color & 0xffffff,
      wanted.font_alpha, from_right(wanted.origin) ? "w-tw-" : "", pixels(wanted.x, size_.width),
      from_bottom(wanted.origin) ? "h-th-" : "", pixels(wanted.y, size_.height), shown));
  return done();
}

void Drawing::put_over(Picture& picture) const {
  if (!empty()) picture.last += (picture.last.empty() ? "" : ",") + filters_;
}

void Drawing::put_inputs(RunPart& part) const {
  part.inputs.insert(part.inputs.end(), inputs_.begin(), inputs_.end());
  part.sources.insert(part.sources.end(), sources_.begin(), sources_.end());
}

}  // namespace vod
