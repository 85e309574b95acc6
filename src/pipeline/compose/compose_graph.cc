#include "pipeline/compose/compose_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

#include "pipeline/run_part.h"
#include "pipeline/tone_mapping.h"

namespace vod {
namespace {

// A little more of a source is opened than its item takes, so that rounding never costs its last frame.
constexpr double spare_s = 0.2;
constexpr std::string_view from_rgb = "scale=out_color_matrix=bt709:out_range=tv,format=";
constexpr std::string_view to_rgb = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=";

class PictureGraph {
 public:
  PictureGraph(ComposeGraph& graph, const Scene& scene, std::span<const MediaMetadata> sources, const FrameSpan& span)
      : graph_(graph), scene_(scene), sources_(sources), span_(span) {}

  void draw() {
    add("color=c={}:s={}x{}:r={},trim=end_frame={},format=yuv420p[c0]", scene_.white ? "white" : "black",
        scene_.canvas.width, scene_.canvas.height, rate(), span_.frames());
    for (const Strip& strip : scene_.strips) draw(strip);
    add(";[c{}]setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[v]", layers_);
  }

 private:
  /// What of a shot is in the span.
  struct Cut {
    const Shot* shot = nullptr;
    /// Frames before the span, and from there on.
    std::int64_t skipped = 0;
    std::int64_t frames = 0;
  };

  template <class... Values>
  void add(fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(std::back_inserter(graph_.text), text, std::forward<Values>(values)...);
  }
  std::string rate() const { return fmt::format("{}/{}", scene_.rate.frames, scene_.rate.seconds); }
  double seconds(std::int64_t frames) const { return static_cast<double>(frames) / scene_.rate.fps(); }

  void draw(const Strip& strip) {
    std::vector<Cut> cuts;
    std::vector<Passage> passages;
    for (std::size_t i = 0; i < strip.shots.size(); ++i) {
      const Shot& shot = strip.shots[i];
      if (!is_in(shot, span_)) continue;
      if (!cuts.empty()) passages.push_back(strip.passages[i - 1]);
      const std::int64_t first = std::max(shot.first, span_.first);
      cuts.push_back({&shot, first - shot.first, std::min(shot.end(), span_.end) - first});
    }
    if (cuts.empty() || (cuts.size() == 1 && !cuts.front().shot->source)) return;
    const std::int64_t at = cuts.front().shot->first + cuts.front().skipped - span_.first;
    if (cuts.size() == 1) {
      const Shot& shot = *cuts.front().shot;
      add(";");
      item(cuts.front());
      lay_over(at, shot.left, shot.top);
    } else {
      pass(cuts, passages);
      lay_over(at, 0, 0);
    }
  }

  // Ends a chain whose frames count from 0, and lays it over what is there.
  void lay_over(std::int64_t at, int left, int top) {
    add(",setpts=N+{}[l{}];[c{}][l{}]overlay=x={}:y={}:eof_action=pass:repeatlast=0[c{}]", at, layers_, layers_,
        layers_, left, top, layers_ + 1);
    ++layers_;
  }

  // The chain of one shot: as many frames as it has, at its size, turned.
  void item(const Cut& cut) {
    const Shot& shot = *cut.shot;
    const MediaMetadata& source = sources_[*shot.source];
    const VideoStream& stream = source.video.front();
    const bool still = is_still(source);
    ComposeInput input{.source = *shot.source};
    if (!still) {
      input.seek_s = shot.seek_s + seconds(cut.skipped) / shot.stretch;
      input.take_s = seconds(cut.frames) / shot.stretch + spare_s;
      input.repeats = source.container == "gif";
    }
    add("[{}:{}]", graph_.inputs.size(), stream.index);
    graph_.inputs.push_back(input);
    if (stream.interlaced) add("yadif,");
    if (shot.stretch != 1) add("setpts=PTS*{:.9f},", shot.stretch);
    add("fps={}:start_time=0,", rate());
    if (const std::string tones = to_sdr(stream); !tones.empty()) add("{},", tones);
    add("scale={}:{}:out_color_matrix=bt709:out_range=tv,setsar=1,format={}", shot.size.width, shot.size.height,
        shot.is_clear ? "yuva420p" : "yuv420p");
    for (const PictureTurn& turn : shot.turns) add_turn(turn);
    add(",tpad=stop={}:stop_mode=clone,trim=end_frame={}", cut.frames, cut.frames);
  }

  void add_turn(const PictureTurn& turn) {
    switch (turn.kind) {
      case PictureTurn::Kind::flip_sideways:
        add(",hflip");
        return;
      case PictureTurn::Kind::flip_upside:
        add(",vflip");
        return;
      case PictureTurn::Kind::rotate:
        break;
    }
    const double degrees = std::fmod(turn.degrees, 360);
    if (degrees == 0) return;
    if (degrees == 180) {
      add(",hflip,vflip");
    } else if (degrees == 90 || degrees == 270) {
      add(",transpose={}", degrees == 90 ? "clock" : "cclock");
    } else {
      add(",rotate=a={0:.6f}:ow=ceil(rotw({0:.6f})):oh=ceil(roth({0:.6f})):c=black@0",
          degrees * std::numbers::pi / 180);
    }
  }

  // Each shot on a canvas of its own, and the transitions between them; leaves the chain open.
  void pass(const std::vector<Cut>& cuts, const std::vector<Passage>& passages) {
    const bool clear = std::ranges::any_of(cuts, [](const Cut& cut) { return cut.shot->is_clear; });
    const std::size_t first = shots_;
    for (const Cut& cut : cuts) sheet(cut, clear);
    std::int64_t length = cuts.front().frames;
    std::string before = fmt::format("p{}", first);
    for (std::size_t i = 0; i < passages.size(); ++i) {
      const Passage& passage = passages[i];
      add(";[{}][p{}]xfade=transition={}:duration={:.6f}:offset={:.6f}", before, first + i + 1, passage.row->xfade,
          seconds(passage.frames), seconds(length - passage.frames));
      if (!passage.row->expression.empty()) add(":expr='{}'", passage.row->expression);
      length += cuts[i + 1].frames - passage.frames;
      before = fmt::format("x{}", first + i);
      if (i + 1 < passages.size()) add("[{}]", before);
    }
    add(",{}{}{}", clear ? "unpremultiply=inplace=1," : "", from_rgb, clear ? "yuva420p" : "yuv420p");
  }

  // One shot at its place on an empty canvas, in RGB, as [pN].
  void sheet(const Cut& cut, bool clear) {
    const std::size_t number = shots_++;
    const auto [width, height] = scene_.canvas;
    const std::string_view format = clear ? "gbrap,premultiply=inplace=1" : "gbrp";
    const Shot& shot = *cut.shot;
    if (!shot.source) {
      add(";color=c=black@0:s={}x{}:r={},format=gbrap,trim=end_frame={}[p{}]", width, height, rate(), cut.frames,
          number);
    } else if (!shot.is_clear) {
      add(";");
      item(cut);
      if (shot.turned != scene_.canvas) add(",crop={}:{}:{}:{}:exact=1", width, height, -shot.left, -shot.top);
      add(",{}{}[p{}]", to_rgb, format, number);
    } else {
      add(";color=c=black@0:s={}x{}:r={},format=yuva420p,trim=end_frame={}[e{}];", width, height, rate(), cut.frames,
          number);
      item(cut);
      add("[i{}];[e{}][i{}]overlay=x={}:y={}:eof_action=pass:repeatlast=0,{}{}[p{}]", number, number, number, shot.left,
          shot.top, to_rgb, format, number);
    }
  }

  ComposeGraph& graph_;
  const Scene& scene_;
  const std::span<const MediaMetadata> sources_;
  const FrameSpan span_;
  std::size_t layers_ = 0;
  std::size_t shots_ = 0;
};

}  // namespace

bool is_in(const Shot& shot, const FrameSpan& span) { return shot.first < span.end && shot.end() > span.first; }

void add_pictures(ComposeGraph& graph, const Scene& scene, std::span<const MediaMetadata> sources,
                  const FrameSpan& span) {
  PictureGraph(graph, scene, sources, span).draw();
}

}  // namespace vod
