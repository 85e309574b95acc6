#include "wire/dash_manifest.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/dash_template.h"

namespace vod::wire {
namespace {

Error bad(const std::string& what) { return error(ErrorCode::source_malformed, {}, "The manifest: " + what + "."); }

std::uint64_t number(pugi::xml_node node, const char* name, std::uint64_t otherwise) {
  const auto attribute = node.attribute(name);
  return attribute ? parse_number<std::uint64_t>(attribute.value()).value_or(otherwise) : otherwise;
}

/// Where references are taken from, and which way of addressing holds: what an element says passes to those inside.
struct Level {
  std::string base;
  std::vector<pugi::xml_node> templates;  // The outermost first.
  pugi::xml_node list;
  double duration_s = 0;
};

std::string joined(const std::string& base, std::string_view reference) {
  const bool is_absolute = reference.starts_with('/') || reference.find("://") != std::string_view::npos;
  if (is_absolute) return std::string(reference);
  return base.substr(0, base.rfind('/') == std::string::npos ? 0 : base.rfind('/') + 1) + std::string(reference);
}

Level inside(const Level& outer, pugi::xml_node element) {
  Level level = outer;
  if (const auto base = element.child("BaseURL")) level.base = joined(outer.base, trim(base.child_value()));
  if (const auto own = element.child("SegmentTemplate")) level.templates.push_back(own);
  if (const auto own = element.child("SegmentList")) level.list = own;
  return level;
}

class Files {
 public:
  Done add(const Level& level, std::string_view reference) {
    std::string file = reference.empty() ? level.base : joined(level.base, reference);
    if (file.empty()) return bad("a segment has no address");
    if (!seen_.insert(file).second) return done();
    if (files_.size() == limits::manifest_segments_max) {
      return error(ErrorCode::source_too_large, {},
                   fmt::format("The manifest names more than {} files.", limits::manifest_segments_max));
    }
    files_.push_back(std::move(file));
    return done();
  }
  std::vector<std::string> take() { return std::move(files_); }

 private:
  std::vector<std::string> files_;
  std::set<std::string> seen_;
};

Done add_list(Files& files, const Level& level) {
  if (const auto init = level.list.child("Initialization").attribute("sourceURL")) {
    VOD_TRY(files.add(level, init.value()));
  }
  for (const auto segment : level.list.children("SegmentURL")) {
    VOD_TRY(files.add(level, segment.attribute("media").value()));
  }
  return done();
}

/// A SegmentTemplate with what it takes over from those around it.
class Template {
 public:
  explicit Template(const Level& level) : level_(level) {}

  std::string_view text(const char* name) const {
    const auto node = owner(name);
    return node ? std::string_view(node.attribute(name).value()) : std::string_view();
  }
  std::uint64_t value(const char* name, std::uint64_t otherwise) const {
    const auto node = owner(name);
    return node ? number(node, name, otherwise) : otherwise;
  }
  pugi::xml_node timeline() const {
    for (auto node = level_.templates.rbegin(); node != level_.templates.rend(); ++node) {
      if (const auto found = node->child("SegmentTimeline")) return found;
    }
    return {};
  }

 private:
  pugi::xml_node owner(const char* name) const {
    for (auto node = level_.templates.rbegin(); node != level_.templates.rend(); ++node) {
      if (node->attribute(name)) return *node;
    }
    return {};
  }
  const Level& level_;
};

Done add_segment(Files& files, const Level& level, std::string_view pattern, const DashNames& names) {
  const auto name = fill_dash_template(pattern, names);
  if (!name) return bad("a SegmentTemplate has an identifier that is not known");
  return files.add(level, *name);
}

Done add_timeline(Files& files, const Level& level, const Template& wanted, DashNames names) {
  const double timescale = static_cast<double>(std::max<std::uint64_t>(1, wanted.value("timescale", 1)));
  constexpr double latest = 1e18;
  const auto end = static_cast<std::uint64_t>(std::clamp(level.duration_s * timescale, 0.0, latest));
  for (const auto row : wanted.timeline().children("S")) {
    const std::uint64_t length = number(row, "d", 0);
    if (length == 0) return bad("an S of a SegmentTimeline has no d");
    names.time = number(row, "t", names.time);
    std::uint64_t repeats = number(row, "r", 0);
    if (std::string_view(row.attribute("r").value()).starts_with('-')) {
      // To the next row, or to the end.
      const std::uint64_t until = row.next_sibling("S") ? number(row.next_sibling("S"), "t", end) : end;
      repeats = until > names.time + length ? (until - names.time + length - 1) / length - 1 : 0;
    }
    if (repeats > limits::manifest_segments_max) return error(ErrorCode::source_too_large);
    for (std::uint64_t i = 0; i <= repeats; ++i, ++names.number, names.time += length) {
      VOD_TRY(add_segment(files, level, wanted.text("media"), names));
    }
  }
  return done();
}

Done add_template(Files& files, const Level& level, DashNames names) {
  const Template wanted(level);
  names.number = wanted.value("startNumber", 1);
  if (const auto init = wanted.text("initialization"); !init.empty()) {
    VOD_TRY(add_segment(files, level, init, names));
  }
  if (wanted.text("media").empty()) return bad("a SegmentTemplate has no media");
  if (wanted.timeline()) return add_timeline(files, level, wanted, names);
  const std::uint64_t length = wanted.value("duration", 0);
  if (length == 0 || level.duration_s <= 0) return bad("a SegmentTemplate has neither a timeline nor a duration");
  const double timescale = static_cast<double>(std::max<std::uint64_t>(1, wanted.value("timescale", 1)));
  const double count = std::ceil(level.duration_s * timescale / static_cast<double>(length) - 1e-6);
  if (count > static_cast<double>(limits::manifest_segments_max)) return error(ErrorCode::source_too_large);
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i, ++names.number, names.time += length) {
    VOD_TRY(add_segment(files, level, wanted.text("media"), names));
  }
  return done();
}

Done add_representation(Files& files, const Level& level, pugi::xml_node element) {
  if (level.list) return add_list(files, level);
  if (level.templates.empty()) return files.add(level, {});  // SegmentBase: the address is the file.
  DashNames names;
  names.representation = element.attribute("id").value();
  names.bandwidth = number(element, "bandwidth", 0);
  return add_template(files, level, std::move(names));
}

}  // namespace

Result<std::vector<std::string>> files_of_dash_manifest(std::string_view text) {
  if (text.size() > limits::manifest_bytes_max) return error(ErrorCode::source_too_large);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  const auto mpd = document.child("MPD");
  if (!parsed || !mpd) return bad("it is no MPD");
  if (std::string_view(mpd.attribute("type").value()) == "dynamic") return bad("it is a live one (type dynamic)");
  Level top;
  top.duration_s = parse_xml_duration(mpd.attribute("mediaPresentationDuration").value()).value_or(0);
  top = inside(top, mpd);
  Files files;
  for (const auto period : mpd.children("Period")) {
    Level in_period = inside(top, period);
    in_period.duration_s = parse_xml_duration(period.attribute("duration").value()).value_or(top.duration_s);
    for (const auto set : period.children("AdaptationSet")) {
      const Level in_set = inside(in_period, set);
      for (const auto representation : set.children("Representation")) {
        VOD_TRY(add_representation(files, inside(in_set, representation), representation));
      }
    }
  }
  auto found = files.take();
  if (found.empty()) return bad("it names no segments");
  return found;
}

}  // namespace vod::wire
