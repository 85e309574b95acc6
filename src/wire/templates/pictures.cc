#include "wire/templates/pictures.h"

#include <array>

#include "wire/templates/streams.h"
#include "wire/templates/told_rules.h"

namespace vod::wire {
namespace {

using enum ErrorCode;

constexpr double sheet_px_max = 15'000;        // Each side of a sheet of small pictures, as in the cloud.
constexpr double small_pictures_max = 117;     // As many of the smallest, 128 px, as a sheet's side has room for.
constexpr double sample_percent_max = 100;     // Of the duration.
constexpr double sample_seconds_max = 86'400;  // A day; the API names no bound.
constexpr double sample_interval_min = 1;
constexpr std::string_view sample_types = "Percent Time";
constexpr std::string_view all_fills = "stretch black white gauss";
constexpr std::string_view picture_formats = "jpg png webp";

// Both kinds of snapshot have these.
template <class T>
constexpr auto snapshot_numbers = std::to_array<NumberRule<T>>({
    {"Width", &T::Width, 32, 4'096, value_width, true, 0},
    {"Height", &T::Height, 32, 4'096, value_height, true, 0},
});
template <class T>
constexpr auto snapshot_words = std::to_array<WordRule<T>>({
    {"ResolutionAdaptive", &T::ResolutionAdaptive, "open close", value_resolution, "open"},
    {"Format", &T::Format, picture_formats, value_format, "jpg"},
    {"FillType", &T::FillType, all_fills, value_fill_type, "black"},
});

using Sprite = ImageSpriteTemplate;
constexpr auto sprite_numbers = std::to_array<NumberRule<Sprite>>({
    {"Width", &Sprite::Width, 128, 4'096, value_width, true, 0},
    {"Height", &Sprite::Height, 128, 4'096, value_height, true, 0},
    {"RowCount", &Sprite::RowCount, 1, small_pictures_max, value_row_count},
    {"ColumnCount", &Sprite::ColumnCount, 1, small_pictures_max, value_column_count},
});
constexpr auto sprite_words = std::to_array<WordRule<Sprite>>({
    {"ResolutionAdaptive", &Sprite::ResolutionAdaptive, "open close", value_resolution, "open"},
    {"FillType", &Sprite::FillType, "stretch black", value_fill_type, "black"},
    {"Format", &Sprite::Format, picture_formats, value_format, "jpg"},
});

using Animated = AnimatedGraphicsTemplate;
constexpr auto animated_numbers = std::to_array<NumberRule<Animated>>({
    {"Fps", &Animated::Fps, 1, 30, value_fps},
    {"Width", &Animated::Width, 128, 4'096, value_resolution, true, 0},
    {"Height", &Animated::Height, 128, 4'096, value_resolution, true, 0},
    {"Quality", &Animated::Quality, 1, 100, value_quality, false, 75},
});
constexpr auto animated_words = std::to_array<WordRule<Animated>>({
    {"ResolutionAdaptive", &Animated::ResolutionAdaptive, "open close", value_resolution, "open"},
    {"Format", &Animated::Format, "gif webp", value_format, "gif"},
});

struct SampleRow {
  std::string_view type;
  double most;
};
constexpr auto sample_rows = std::to_array<SampleRow>({{"Percent", sample_percent_max}, {"Time", sample_seconds_max}});

Done check_sample(std::string_view type, std::uint64_t interval) {
  if (!is_word_of(sample_types, type)) {
    return bad_parameter(value_sample_type, {}, "SampleType",
                         fmt::format("{} is none of: {}.", in_quotes(type), sample_types));
  }
  const double most = type == sample_rows[0].type ? sample_rows[0].most : sample_rows[1].most;
  const auto given = static_cast<double>(interval);
  if (given >= sample_interval_min && given <= most) return done();
  return bad_parameter(
      value_sample_interval, {}, "SampleInterval",
      fmt::format("{} is outside {} to {} of SampleType {}.", interval, sample_interval_min, most, type));
}

void tell_sample(std::vector<TemplateRule>& rules, std::string_view kind) {
  rules.push_back(told_words({.kind = kind}, "SampleType", sample_types));
  for (const SampleRow& row : sample_rows) {
    const RulePlace place{.kind = kind, .only_if_field = "SampleType", .only_if_words = row.type};
    rules.push_back(told_number(place, "SampleInterval", sample_interval_min, row.most));
  }
}

// Optional members and plain ones alike; complete_template() has filled them in.
template <class Value>
Value plain(const std::optional<Value>& value) {
  return value.value_or(Value{});
}
template <class Value>
Value plain(const Value& value) {
  return value;
}

// Where the size of a small picture is given, its sheet has a bound. ResolutionAdaptive may turn it: the longer side
// counts for both.
Done check_sheet(const Sprite& wanted) {
  const bool turns = wanted.ResolutionAdaptive == "open";
  const auto longer = std::max(wanted.Width.value_or(0), wanted.Height.value_or(0));
  const auto check = [&](std::uint64_t count, std::uint64_t side, ErrorCode code, std::string_view field) -> Done {
    const double sheet = static_cast<double>(count) * static_cast<double>(turns ? longer : side);
    if (sheet <= sheet_px_max) return done();
    return bad_parameter(
        code, {}, field,
        fmt::format("a sheet of {} pictures would be {} px long; {} px is the most.", count, sheet, sheet_px_max));
  };
  VOD_TRY(check(plain(wanted.ColumnCount), plain(wanted.Width), value_column_count, "ColumnCount"));
  return check(plain(wanted.RowCount), plain(wanted.Height), value_row_count, "RowCount");
}

Error is_missing(std::string_view field) { return bad_parameter(missing_parameter, {}, field, "it is required."); }

PictureFormat format_of(std::string_view word) {
  for (const PictureFormat format : {PictureFormat::png, PictureFormat::webp, PictureFormat::gif}) {
    if (word == name_of(format)) return format;
  }
  return PictureFormat::jpg;
}

SampleType sample_of(std::string_view word) { return word == "Time" ? SampleType::time : SampleType::percent; }
std::string name_of(SampleType sample) { return sample == SampleType::time ? "Time" : "Percent"; }

template <class View>
PictureSettings picture_of(const View& view) {
  PictureSettings picture;
  picture.width = static_cast<int>(plain(view.Width));
  picture.height = static_cast<int>(plain(view.Height));
  picture.adaptive = plain(view.ResolutionAdaptive) != "close";
  if constexpr (requires { view.FillType; }) picture.fill = fill_of(plain(view.FillType));
  return picture;
}

// What all four kinds have.
template <class View, class Row>
View begin_view(const Row& row) {
  View view;
  view.Definition = static_cast<std::uint64_t>(row.definition);
  view.Type = "Preset";
  view.Name = row.name;
  view.Comment = row.comment;
  view.Width = static_cast<std::uint64_t>(row.picture.width);
  view.Height = static_cast<std::uint64_t>(row.picture.height);
  view.ResolutionAdaptive = row.picture.adaptive ? "open" : "close";
  view.Format = std::string(name_of(row.format));
  if constexpr (requires { view.FillType; }) view.FillType = std::string(name_of(row.picture.fill));
  return view;
}

template <class Row, class View>
Row begin_row(const View& view) {
  Row row;
  row.name = plain(view.Name);
  row.comment = plain(view.Comment);
  row.format = format_of(plain(view.Format));
  row.picture = picture_of(view);
  return row;
}

template <class To, class From>
void take_over_picture(To& to, const From& from) {
  take_over(to.Name, from.Name);
  take_over(to.Comment, from.Comment);
  take_over(to.Width, from.Width);
  take_over(to.Height, from.Height);
  take_over(to.ResolutionAdaptive, from.ResolutionAdaptive);
  take_over(to.Format, from.Format);
  if constexpr (requires { from.FillType; }) take_over(to.FillType, from.FillType);
}

}  // namespace

Done complete_template(SnapshotByTimeOffsetTemplate& wanted) {
  using Rows = SnapshotByTimeOffsetTemplate;
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  return complete<Rows>(wanted, snapshot_numbers<Rows>, snapshot_words<Rows>, {});
}

Done complete_template(SampleSnapshotTemplate& wanted) {
  using Rows = SampleSnapshotTemplate;
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  VOD_TRY(complete<Rows>(wanted, snapshot_numbers<Rows>, snapshot_words<Rows>, {}));
  return check_sample(wanted.SampleType, wanted.SampleInterval);
}

Done complete_template(Sprite& wanted) {
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  if (!wanted.RowCount) return is_missing("RowCount");
  if (!wanted.ColumnCount) return is_missing("ColumnCount");
  VOD_TRY(complete<Sprite>(wanted, sprite_numbers, sprite_words, {}));
  VOD_TRY(check_sample(wanted.SampleType.value_or(""), wanted.SampleInterval.value_or(0)));
  return check_sheet(wanted);
}

Done complete_template(Animated& wanted) {
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  if (!wanted.Fps) return is_missing("Fps");
  return complete<Animated>(wanted, animated_numbers, animated_words, {});
}

void tell_snapshot_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  using Rows = SnapshotByTimeOffsetTemplate;
  tell<Rows>(rules, {.kind = kind}, snapshot_numbers<Rows>, snapshot_words<Rows>);
}

void tell_sample_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  using Rows = SampleSnapshotTemplate;
  tell<Rows>(rules, {.kind = kind}, snapshot_numbers<Rows>, snapshot_words<Rows>);
  tell_sample(rules, kind);
}

void tell_sprite_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  tell<Sprite>(rules, {.kind = kind}, sprite_numbers, sprite_words);
  tell_sample(rules, kind);
}

void tell_animated_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  tell<Animated>(rules, {.kind = kind}, animated_numbers, animated_words);
}

void take_over(SnapshotByTimeOffsetTemplate& to, const ModifySnapshotByTimeOffsetTemplateRequest& from) {
  take_over_picture(to, from);
}

void take_over(SampleSnapshotTemplate& to, const ModifySampleSnapshotTemplateRequest& from) {
  take_over_picture(to, from);
  take_over(to.SampleType, from.SampleType);
  take_over(to.SampleInterval, from.SampleInterval);
}

void take_over(Sprite& to, const ModifyImageSpriteTemplateRequest& from) {
  take_over_picture(to, from);
  take_over(to.SampleType, from.SampleType);
  take_over(to.SampleInterval, from.SampleInterval);
  take_over(to.RowCount, from.RowCount);
  take_over(to.ColumnCount, from.ColumnCount);
}

void take_over(Animated& to, const ModifyAnimatedGraphicsTemplateRequest& from) {
  take_over_picture(to, from);
  take_over(to.Fps, from.Fps);
  take_over(to.Quality, from.Quality);
}

SnapshotByTimeOffsetTemplate view_of(const SnapshotTemplate& row) {
  return begin_view<SnapshotByTimeOffsetTemplate>(row);
}

SampleSnapshotTemplate view_of(const vod::SampleSnapshotTemplate& row) {
  auto view = begin_view<SampleSnapshotTemplate>(row);
  view.SampleType = name_of(row.sample);
  view.SampleInterval = static_cast<std::uint64_t>(row.interval);
  return view;
}

Sprite view_of(const vod::ImageSpriteTemplate& row) {
  auto view = begin_view<Sprite>(row);
  view.SampleType = name_of(row.sample);
  view.SampleInterval = static_cast<std::uint64_t>(row.interval);
  view.RowCount = static_cast<std::uint64_t>(row.rows);
  view.ColumnCount = static_cast<std::uint64_t>(row.columns);
  return view;
}

Animated view_of(const vod::AnimatedGraphicsTemplate& row) {
  auto view = begin_view<Animated>(row);
  view.Fps = static_cast<std::uint64_t>(row.fps);
  view.Quality = row.quality;
  return view;
}

SnapshotTemplate settings_of(const SnapshotByTimeOffsetTemplate& view) { return begin_row<SnapshotTemplate>(view); }

vod::SampleSnapshotTemplate settings_of(const SampleSnapshotTemplate& view) {
  auto row = begin_row<vod::SampleSnapshotTemplate>(view);
  row.sample = sample_of(view.SampleType);
  row.interval = static_cast<int>(view.SampleInterval);
  return row;
}

vod::ImageSpriteTemplate settings_of(const Sprite& view) {
  auto row = begin_row<vod::ImageSpriteTemplate>(view);
  row.sample = sample_of(plain(view.SampleType));
  row.interval = static_cast<int>(plain(view.SampleInterval));
  row.rows = static_cast<int>(plain(view.RowCount));
  row.columns = static_cast<int>(plain(view.ColumnCount));
  return row;
}

vod::AnimatedGraphicsTemplate settings_of(const Animated& view) {
  auto row = begin_row<vod::AnimatedGraphicsTemplate>(view);
  row.fps = static_cast<int>(plain(view.Fps));
  row.quality = static_cast<int>(plain(view.Quality));
  return row;
}

}  // namespace vod::wire
