#include "pipeline/filter_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "pipeline/tone_mapping.h"

namespace vod {
namespace {

// A blurred background is made small and enlarged: nobody sees the difference, and it costs a hundredth.
constexpr int blur_divisor = 8;
constexpr int blur_side_min = 16;

std::string blurred(PictureSize size) {
  const int width = std::max(blur_side_min, size.width / blur_divisor / 2 * 2);
  const int height = std::max(blur_side_min, size.height / blur_divisor / 2 * 2);
  return fmt::format(
      "split[g{{n}}][f{{n}}];[g{{n}}]scale={0}:{1}:force_original_aspect_ratio=increase,crop={0}:{1},gblur=sigma=4,"
      "scale={2}:{3}[h{{n}}];[f{{n}}]scale={2}:{3}:force_original_aspect_ratio=decrease:force_divisible_by=2[k{{n}}];"
      "[h{{n}}][k{{n}}]overlay=(W-w)/2:(H-h)/2",
      width, height, size.width, size.height);
}

std::string scale(const Picture& picture) {
  const auto [width, height] = picture.size;
  if (!picture.borders || picture.fill == FillType::stretch) return fmt::format("scale={}:{}", width, height);
  if (picture.fill == FillType::gauss) return blurred(picture.size);
  return fmt::format("scale={0}:{1}:force_original_aspect_ratio=decrease:force_divisible_by=2,pad={0}:{1}:-1:-1:{2}",
                     width, height, picture.fill == FillType::white ? "white" : "black");
}

std::string joined(std::initializer_list<std::string> filters) {
  std::string chain;
  for (const auto& filter : filters) {
    if (!filter.empty()) chain += (chain.empty() ? "" : ",") + filter;
  }
  return chain;
}

std::string rate(int fps) { return fps > 0 ? fmt::format("fps={}", fps) : ""; }

std::string numbered(std::string filters, std::size_t number) {
  constexpr std::string_view mark = "{n}";
  for (auto at = filters.find(mark); at != std::string::npos; at = filters.find(mark))
    filters.replace(at, mark.size(), std::to_string(number));
  return filters;
}

/// A tree of filter chains: each takes its parent's frames, gives them to its picture and to its children.
class Tree {
 public:
  Tree(const VideoStream& source, const std::string& before) : source_(source) {
    nodes_.push_back({joined({before, source.interlaced ? "yadif" : ""})});
  }

  void add_cascade(const std::vector<Picture>& pictures, bool keep_hdr) {
    const auto belongs = [&](const Picture& picture) { return picture.first.empty() && picture.keep_hdr == keep_hdr; };
    std::optional<int> fps;
    for (const Picture& picture : pictures) {
      if (belongs(picture)) fps = fps.value_or(picture.fps) == picture.fps ? picture.fps : 0;
    }
    std::size_t base = 0;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      const Picture& picture = pictures[i];
      if (!belongs(picture)) continue;
      // The rate that all share comes before the first scaling: no more whole pictures than are needed.
      const auto chain = base == 0 ? joined({rate(*fps), scale(picture), finish(picture)}) : scale(picture);
      const auto node = add(base, i, chain, joined({*fps == 0 ? rate(picture.fps) : "", picture.last}));
      if (!picture.borders) base = node;
    }
  }
  void add_single(std::size_t number, const Picture& picture) {
    add(0, number, joined({picture.first, scale(picture), finish(picture)}), joined({rate(picture.fps), picture.last}));
  }

  std::string text() const {
    std::string graph;
    put(graph, nodes_.front(), fmt::format("[0:{}]", source_.index));
    return graph;
  }

 private:
  struct Node {
    std::string chain;
    /// The picture that comes of it; the root has none.
    std::optional<std::size_t> picture = {};
    /// Filters of the picture alone.
    std::string own = {};
    std::vector<std::size_t> children = {};
  };

  std::string finish(const Picture& picture) const {
    if (picture.keep_hdr) return "setsar=1,format=yuv420p10le";
    return joined({to_sdr(source_), "setsar=1,format=yuv420p"});
  }
  std::size_t add(std::size_t parent, std::size_t picture, std::string chain, std::string own) {
    nodes_.push_back({numbered(std::move(chain), picture), picture, numbered(std::move(own), picture)});
    nodes_[parent].children.push_back(nodes_.size() - 1);
    return nodes_.size() - 1;
  }
  std::string child_label(std::size_t child) const { return fmt::format("[s{}]", *nodes_[child].picture); }

  // `begin` is what the chain begins with: its input label, or the chain that it goes on from.
  void put(std::string& graph, const Node& node, const std::string& begin) const {
    const auto go_on = [](const std::string& before, const std::string& filters) {
      return before + (filters.empty() || before.ends_with(']') ? "" : ",") + filters;
    };
    const std::string chain = go_on(begin, node.chain);
    const auto picture = node.picture.value_or(0);
    if (node.children.empty()) {
      graph += go_on(chain, node.own) + fmt::format("[v{}]", picture);
      return;
    }
    if (!node.picture && node.children.size() == 1) {
      put(graph, nodes_[node.children.front()], chain);
      return;
    }
    const auto takers = node.children.size() + (node.picture ? 1 : 0);
    graph += go_on(chain, takers == 2 ? "split" : fmt::format("split={}", takers));
    if (node.picture) graph += fmt::format("[{}{}]", node.own.empty() ? 'v' : 'p', picture);
    for (const auto child : node.children) graph += child_label(child);
    if (!node.own.empty()) graph += fmt::format(";[p{0}]{1}[v{0}]", picture, node.own);
    for (const auto child : node.children) {
      graph += ';';
      put(graph, nodes_[child], child_label(child));
    }
  }

  const VideoStream& source_;
  std::vector<Node> nodes_;
};

std::string escaped(std::string_view text, std::string_view special) {
  std::string made;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) made += '\\';
    made += c;
  }
  return made;
}

}  // namespace

std::string filter_graph(const VideoStream& source, const std::vector<Picture>& pictures, const std::string& before) {
  Tree tree(source, before);
  tree.add_cascade(pictures, false);
  tree.add_cascade(pictures, true);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (!pictures[i].first.empty()) tree.add_single(i, pictures[i]);
  }
  return tree.text();
}

std::string filter_value(std::string_view text) { return escaped(escaped(text, R"(\':)"), R"(\'[],;)"); }

}  // namespace vod
