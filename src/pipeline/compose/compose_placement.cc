#include "pipeline/compose/compose_placement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

int side(double pixels) { return std::max(1, static_cast<int>(std::lround(pixels))); }

// Pixel formats of FFmpeg's with an alpha plane, and those with a palette that may have one.
bool may_be_clear(const std::string& format) {
  return format.starts_with("yuva") || format.starts_with("gbrap") || format.starts_with("ya") || format == "pal8" ||
         format.starts_with("rgba") || format.starts_with("bgra") || format.starts_with("argb") ||
         format.starts_with("abgr");
}

bool is_right_angle(double degrees) { return std::fmod(degrees, 90) == 0; }

PictureSize turned_by(PictureSize size, const PictureTurn& turn) {
  if (turn.kind != PictureTurn::Kind::rotate) return size;
  if (is_right_angle(turn.degrees)) {
    return std::fmod(turn.degrees, 180) == 0 ? size : PictureSize{size.height, size.width};
  }
  const double angle = turn.degrees * std::numbers::pi / 180;
  const double across = std::abs(std::cos(angle));
  const double along = std::abs(std::sin(angle));
  return {static_cast<int>(std::ceil(size.width * across + size.height * along)),
          static_cast<int>(std::ceil(size.width * along + size.height * across))};
}

struct Point {
  double x = 0;
  double y = 0;
};

Point middle_of(const Placement& placement, PictureSize size, PictureSize canvas) {
  const double x = placement.x.pixels(canvas.width);
  const double y = placement.y.pixels(canvas.height);
  const double half_width = size.width / 2.0;
  const double half_height = size.height / 2.0;
  switch (placement.origin) {
    case Origin::top_left:
      return {x + half_width, y + half_height};
    case Origin::top_right:
      return {canvas.width - x - half_width, y + half_height};
    case Origin::bottom_left:
      return {x + half_width, canvas.height - y - half_height};
    case Origin::bottom_right:
      return {canvas.width - x - half_width, canvas.height - y - half_height};
    case Origin::center:
      break;
  }
  return {canvas.width / 2.0 + x, canvas.height / 2.0 + y};
}

}  // namespace

Done place_on_canvas(const ComposeClip& clip, const VideoStream& picture, PictureSize canvas, Shot& shot) {
  const PictureSize shown = shown_size(picture);
  const Placement& placement = clip.placement;
  double width = shown.width;
  double height = shown.height;
  const double shape = width / std::max(1.0, height);
  if (placement.width) width = placement.width->pixels(canvas.width);
  if (placement.height) height = placement.height->pixels(canvas.height);
  if (placement.width && !placement.height) height = width / shape;
  if (placement.height && !placement.width) width = height * shape;
  shot.size = {side(width), side(height)};
  const int longest = std::max(shot.size.width, shot.size.height);
  if (longest > limits::compose_item_pixels_max) {
    return error(ErrorCode::input_invalid, clip.field,
                 fmt::format("{}: a side of {} px is more than the limit of {}.", clip.field, longest,
                             limits::compose_item_pixels_max));
  }
  shot.turns = clip.turns;
  shot.turned = shot.size;
  bool is_square_on = true;
  for (const PictureTurn& turn : shot.turns) {
    shot.turned = turned_by(shot.turned, turn);
    is_square_on = is_square_on && is_right_angle(turn.degrees);
  }
  const Point middle = middle_of(placement, shot.size, canvas);
  shot.left = static_cast<int>(std::lround(middle.x - shot.turned.width / 2.0));
  shot.top = static_cast<int>(std::lround(middle.y - shot.turned.height / 2.0));
  const bool covers = shot.left <= 0 && shot.top <= 0 && shot.left + shot.turned.width >= canvas.width &&
                      shot.top + shot.turned.height >= canvas.height;
  shot.is_clear = !covers || !is_square_on || may_be_clear(picture.pixel_format);
  return done();
}

}  // namespace vod
