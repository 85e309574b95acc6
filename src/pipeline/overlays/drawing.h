#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/overlays/overlay_wishes.h"
#include "pipeline/picture_size.h"
#include "pipeline/run_part.h"

namespace vod {

/// What is laid over one picture, from bottom to top: filters for Picture::last, with the inputs that they need.
/// Pictures of one output share a drawing only when they have one size; renditions of one stream have one each.
class Drawing {
 public:
  /// `index` is the number of the sub-task, `duration_s` the length of the output; 0 for still pictures, where times do
  /// not count. `base` is the picture whose pixels the wishes count, for a rendition the largest one of its stream: in
  /// a smaller one all is drawn smaller. Drawings of the same wishes with one base have the same inputs.
  Drawing(PictureSize size, std::size_t index, double duration_s, bool ten_bits, PictureSize base);
  Drawing(PictureSize size, std::size_t index, double duration_s, bool ten_bits = false)
      : Drawing(size, index, duration_s, ten_bits, size) {}

  /// input_time_offset when its time lies outside of the output, input_invalid when its place lies outside of the
  /// picture, or its image is of no known kind.
  Done add(const MosaicWish& mosaic);
  Done add(const WatermarkWish& watermark);
  /// Subtitles of a source whose picture has that size, in an output that begins `start_s` into it; each beyond those
  /// before. input_invalid when they can't be read any more.
  Done add(const std::vector<SubtitleWish>& subtitles, PictureSize source, double start_s);

  bool empty() const { return filters_.empty(); }
  /// Adds the filters to one of the part's pictures.
  void put_over(Picture& picture) const;
  /// Adds the inputs, once for all drawings that have them in common.
  void put_inputs(RunPart& part) const;
  const std::string& filters() const { return filters_; }
  const std::vector<PlannedInput>& inputs() const { return inputs_; }
  const std::vector<std::vector<std::string>>& sources() const { return sources_; }

 private:
  Done add_image(const WatermarkWish& watermark, const std::string& shown, double start_s);
  Done add_text(const WatermarkWish& watermark, const std::string& shown);
  Done add_svg(const WatermarkWish& watermark, const std::string& shown);
  void lay_over(const WatermarkTemplate& wanted, const std::string& made_ready, const std::string& shown,
                const std::string& more);
  // A length in pixels of this picture; `side` is what its percents are of.
  int pixels(const Length& length, int side) const { return pixels(length, side, size_, scale_); }
  static int pixels(const Length& length, int side, PictureSize size, double scale);
  // A side that a watermark says to have; 0 only where it leaves it open.
  static int sized(const Length& length, int side, PictureSize size, double scale) {
    return length.value > 0 ? std::max(1, pixels(length, side, size, scale)) : 0;
  }
  // The filter that brings an image to its size, where 0 leaves a side open.
  std::string scale_filter(const WatermarkTemplate& wanted) const;
  Result<std::string> shown_option(const ShownTime& shown, double* start_s) const;
  std::string add_input(const std::string& name, std::variant<std::filesystem::path, std::string> content);
  void append(const std::string& filters) { filters_ += (filters_.empty() ? "" : ",") + filters; }

  const PictureSize size_;
  const PictureSize base_;
  /// How large a pixel of the base is here.
  const double scale_;
  const std::size_t index_;
  const double duration_s_;
  /// Of the picture, as FFmpeg's overlay calls it; its own choice would be a larger one.
  const std::string format_;
  /// Things drawn so far: the number in labels and names.
  std::size_t count_ = 0;
  std::string filters_;
  std::vector<PlannedInput> inputs_;
  std::vector<std::vector<std::string>> sources_;
};

/// The stretch of a source that offsets name, as clip_range() has it, but with the end 0 where nothing is cut off
/// there: whatever the source still has beyond its told length is wanted.
Result<Clip> clip_of(double start_s, double end_s, double duration_s);

}  // namespace vod
