#include "pipeline/compose/compose_item.h"

#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::size_t url_bytes_max = 2'048;

Error wrong(ErrorCode code, const std::string& field, std::string_view rest) {
  return error(code, field, fmt::format("{}: {}", field, rest));
}

std::string shown(std::string_view text) { return std::string(text.substr(0, 80)); }

Result<double> seconds(const std::optional<double>& value, const std::string& field, bool may_be_zero = true) {
  const double given = value.value_or(0);
  const bool ok = (may_be_zero ? given >= 0 : given > 0) && given <= static_cast<double>(limits::compose_s_max);
  if (ok) return given;
  return wrong(ErrorCode::value_clip_duration, field,
               fmt::format("{} is not {} and at most {} seconds.", given, may_be_zero ? "0 or more" : "more than 0",
                           limits::compose_s_max));
}

Result<std::size_t> source(const std::string& name, const std::string& field, std::vector<std::string>& sources) {
  if (!is_file_id(name)) {
    const auto url = boost::urls::parse_uri(name);
    const bool is_http = url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty();
    if (!is_http || url->has_userinfo() || name.size() > url_bytes_max) {
      return wrong(ErrorCode::invalid_parameter_value, field,
                   fmt::format("\"{}\" is neither a FileId nor an http or https URL.", shown(name)));
    }
  }
  const auto found = std::ranges::find(sources, name);
  if (found != sources.end()) return static_cast<std::size_t>(found - sources.begin());
  sources.push_back(name);
  return sources.size() - 1;
}

Result<Measure> measure(std::string_view text, bool may_be_negative, ErrorCode code, const std::string& field) {
  std::string_view digits = text;
  Measure measure;
  if (digits.ends_with('%')) {
    measure.is_percent = true;
    digits.remove_suffix(1);
  } else if (digits.ends_with("px")) {
    digits.remove_suffix(2);
  } else {
    digits = {};
  }
  const auto value = parse_number<double>(digits);
  const double most =
      static_cast<double>(measure.is_percent ? limits::compose_percent_max : limits::compose_item_pixels_max);
  if (!value || !(std::abs(*value) <= most) || (*value < 0 && !may_be_negative)) {
    return wrong(code, field,
                 fmt::format("\"{}\" is not like 10% or 100px, {} at most {}.", shown(text),
                             may_be_negative ? "either way" : "0 or more and", most));
  }
  measure.value = *value;
  return measure;
}

Result<std::optional<Measure>> side(const std::optional<std::string>& text, ErrorCode code, const std::string& field) {
  if (!text || text->empty()) return std::optional<Measure>();
  VOD_TRY(const auto read, measure(*text, false, code, field));
  return read.value > 0 ? std::optional(read) : std::nullopt;
}

Result<Origin> origin(const std::string& name, const std::string& field) {
  constexpr auto names = std::to_array<std::pair<std::string_view, Origin>>({{"", Origin::center},
                                                                             {"Center", Origin::center},
                                                                             {"TopLeft", Origin::top_left},
                                                                             {"TopRight", Origin::top_right},
                                                                             {"BottomLeft", Origin::bottom_left},
                                                                             {"BottomRight", Origin::bottom_right}});
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return wrong(ErrorCode::value_coordinate_origin, field,
               fmt::format("\"{}\" is none of Center, TopLeft, TopRight, BottomLeft, BottomRight.", shown(name)));
}

// Video and sticker items have the same members for where they stand.
template <class Item>
Result<Placement> placement(const Item& item, const std::string& field) {
  Placement read;
  VOD_TRY(read.origin, origin(item.CoordinateOrigin.value_or(""), field + ".CoordinateOrigin"));
  if (!item.XPos.value_or("").empty()) {
    VOD_TRY(read.x, measure(*item.XPos, true, ErrorCode::value_xpos, field + ".XPos"));
  }
  if (!item.YPos.value_or("").empty()) {
    VOD_TRY(read.y, measure(*item.YPos, true, ErrorCode::value_ypos, field + ".YPos"));
  }
  VOD_TRY(read.width, side(item.Width, ErrorCode::value_width, field + ".Width"));
  VOD_TRY(read.height, side(item.Height, ErrorCode::value_height, field + ".Height"));
  return read;
}

Result<PictureTurn> turn(const wire::ImageTransform& operation, const std::string& field) {
  if (operation.Type == "Rotate") {
    const double degrees = operation.RotateAngle.value_or(0);
    if (degrees >= 0 && degrees <= 360) return PictureTurn{PictureTurn::Kind::rotate, degrees};
    return wrong(ErrorCode::invalid_parameter_value, field + ".RotateAngle",
                 fmt::format("{} is outside 0 to 360.", degrees));
  }
  if (operation.Type == "Flip") {
    const std::string flip = operation.Flip.value_or("");
    // "Horizental" is how the API spells it.
    if (flip == "Horizental" || flip == "Horizontal") return PictureTurn{PictureTurn::Kind::flip_sideways, 0};
    if (flip == "Vertical") return PictureTurn{PictureTurn::Kind::flip_upside, 0};
    return wrong(ErrorCode::invalid_parameter_value, field + ".Flip",
                 fmt::format("\"{}\" is none of Horizental, Vertical.", shown(flip)));
  }
  return wrong(ErrorCode::invalid_parameter_value, field + ".Type",
               fmt::format("\"{}\" is none of Rotate, Flip.", shown(operation.Type)));
}

Done read_turns(const std::vector<wire::ImageTransform>& operations, const std::string& field, ComposeClip& clip) {
  if (operations.size() > limits::compose_operations_max) {
    return wrong(ErrorCode::invalid_parameter_value, field + ".ImageOperations",
                 fmt::format("more than {} operations.", limits::compose_operations_max));
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    VOD_TRY(const auto read, turn(operations[i], fmt::format("{}.ImageOperations.{}", field, i)));
    clip.turns.push_back(read);
  }
  return done();
}

Done read_volume(const std::vector<wire::AudioTransform>& operations, const std::string& field, ComposeClip& clip) {
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const std::string path = fmt::format("{}.AudioOperations.{}", field, i);
    if (operations[i].Type != "Volume") {
      return wrong(ErrorCode::invalid_parameter_value, path + ".Type",
                   fmt::format("\"{}\" is not Volume.", shown(operations[i].Type)));
    }
    if (!operations[i].VolumeParam) continue;
    const std::int64_t mute = operations[i].VolumeParam->Mute.value_or(0);
    const double gain = operations[i].VolumeParam->Gain.value_or(0);
    if (mute != 0 && mute != 1) {
      return wrong(ErrorCode::invalid_parameter_value, path + ".VolumeParam.Mute",
                   fmt::format("{} is none of 0, 1.", mute));
    }
    if (!(gain >= 0 && gain <= limits::compose_gain_max)) {
      return wrong(ErrorCode::invalid_parameter_value, path + ".VolumeParam.Gain",
                   fmt::format("{} is outside 0 to {}.", gain, limits::compose_gain_max));
    }
    clip.is_mute = clip.is_mute || mute == 1;
    // 0 stands for "not given".
    if (gain > 0) clip.gain *= gain;
  }
  clip.gain = std::min(clip.gain, limits::compose_gain_max);
  return done();
}

// What video and audio items have in common.
template <class Item>
Result<ComposeClip> clip_of(const Item& item, const std::string& field, std::vector<std::string>& sources) {
  ComposeClip clip;
  clip.field = field;
  VOD_TRY(clip.source, source(item.SourceMedia, field + ".SourceMedia", sources));
  VOD_TRY(clip.source_start_s, seconds(item.SourceMediaStartTime, field + ".SourceMediaStartTime"));
  VOD_TRY(clip.duration_s, seconds(item.Duration, field + ".Duration"));
  VOD_TRY(clip.target_s, seconds(item.TargetDuration, field + ".TargetDuration"));
  VOD_TRY(read_volume(item.AudioOperations, field, clip));
  return clip;
}

Result<ComposeItem> video_item(const wire::VideoTrackItem& item, const std::string& field,
                               std::vector<std::string>& sources) {
  VOD_TRY(auto clip, clip_of(item, field, sources));
  VOD_TRY(clip.placement, placement(item, field));
  VOD_TRY(read_turns(item.ImageOperations, field, clip));
  return ComposeItem(std::move(clip));
}

Result<ComposeItem> sticker_item(const wire::StickerTrackItem& item, const std::string& field,
                                 std::vector<std::string>& sources) {
  ComposeClip clip;
  clip.field = field;
  VOD_TRY(clip.source, source(item.SourceMedia, field + ".SourceMedia", sources));
  VOD_TRY(clip.duration_s, seconds(item.Duration, field + ".Duration", false));
  VOD_TRY(const double start_s, seconds(item.StartTime, field + ".StartTime"));
  if (start_s > 0) clip.track_start_s = start_s;
  VOD_TRY(clip.placement, placement(item, field));
  VOD_TRY(read_turns(item.ImageOperations, field, clip));
  clip.is_mute = true;
  return ComposeItem(std::move(clip));
}

Done add_transition(const std::string& type, TrackKind track, const std::string& field, ComposeCrossing& crossing) {
  const TransitionRow* row = find_transition(type);
  if (!row || (track == TrackKind::audio && !row->is_sound())) {
    return wrong(ErrorCode::value_unsupported_transition, field,
                 fmt::format("\"{}\" is not a transition {}.", shown(type),
                             row ? "of sound" : "that the API has (docs/guide/composing.md)"));
  }
  if (row->is_sound() ? crossing.sound : crossing.picture != nullptr) {
    return wrong(ErrorCode::value_unsupported_transition, field,
                 "there is at most one transition of the picture and one of the sound.");
  }
  if (row->is_sound()) {
    crossing.sound = true;
  } else {
    crossing.picture = row;
  }
  return done();
}

Result<ComposeItem> transition_item(const wire::MediaTransitionItem& item, TrackKind track, const std::string& field) {
  ComposeCrossing crossing;
  crossing.field = field;
  VOD_TRY(crossing.duration_s, seconds(item.Duration, field + ".Duration", false));
  for (std::size_t i = 0; i < item.MediaTransitions.size(); ++i) {
    VOD_TRY(add_transition(item.MediaTransitions[i].Type, track, fmt::format("{}.MediaTransitions.{}.Type", field, i),
                           crossing));
  }
  // The deprecated list counts where the other one is empty.
  const auto& old = item.MediaTransitions.empty() ? item.Transitions : decltype(item.Transitions)();
  for (std::size_t i = 0; i < old.size(); ++i) {
    VOD_TRY(add_transition(old[i].Type, track, fmt::format("{}.Transitions.{}.Type", field, i), crossing));
  }
  if (!crossing.picture && !crossing.sound) {
    return wrong(ErrorCode::value_unsupported_transition, field + ".MediaTransitions", "name a transition.");
  }
  return ComposeItem(std::move(crossing));
}

}  // namespace

Result<ComposeItem> read_compose_item(const wire::MediaTrackItem& item, TrackKind track, const std::string& field,
                                      std::vector<std::string>& sources) {
  const auto missing = [&](std::string_view member) {
    return wrong(ErrorCode::missing_parameter, fmt::format("{}.{}", field, member),
                 fmt::format("needed by an item of type {}.", item.Type));
  };
  if (item.Type == "Empty") {
    if (!item.EmptyItem) return missing("EmptyItem");
    VOD_TRY(const double duration_s, seconds(item.EmptyItem->Duration, field + ".EmptyItem.Duration", false));
    return ComposeItem(ComposeGap{duration_s});
  }
  if (item.Type == "Video" && track == TrackKind::video) {
    return item.VideoItem ? video_item(*item.VideoItem, field + ".VideoItem", sources) : missing("VideoItem");
  }
  if (item.Type == "Audio" && track == TrackKind::audio) {
    if (!item.AudioItem) return missing("AudioItem");
    VOD_TRY(auto clip, clip_of(*item.AudioItem, field + ".AudioItem", sources));
    return ComposeItem(std::move(clip));
  }
  if (item.Type == "Sticker" && track == TrackKind::sticker) {
    return item.StickerItem ? sticker_item(*item.StickerItem, field + ".StickerItem", sources) : missing("StickerItem");
  }
  if (item.Type == "Transition" && track != TrackKind::sticker) {
    if (!item.TransitionItem) return missing("TransitionItem");
    return transition_item(*item.TransitionItem, track, field + ".TransitionItem");
  }
  constexpr auto allowed =
      std::to_array<std::string_view>({"Video, Transition, Empty", "Audio, Transition, Empty", "Sticker, Empty"});
  return wrong(ErrorCode::invalid_parameter_value, field + ".Type",
               fmt::format("\"{}\" is none of {}, which this track may have.", shown(item.Type),
                           allowed.at(static_cast<std::size_t>(track))));
}

}  // namespace vod
