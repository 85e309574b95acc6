#include "wire/templates/told_rules.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "wire/json_value.h"
#include "wire/tables.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod::wire {
namespace {

namespace json = boost::json;

// What is said of a template: nothing where it can't even be read.
using Verdict = std::optional<Done>;
template <class View>
Verdict judge(const json::value& body) {
  const std::string text = json_text(body);
  auto view = decode_answer<View>(std::string_view(text));
  if (!view) return {};
  return complete_template(view.value());
}

// A good template of each kind, and the action that makes it.
struct Kind {
  std::string_view create;
  Verdict (*judge)(const json::value&);
  std::string_view good;
};
constexpr std::string_view good_snapshot =
    R"({"Definition":0,"Type":"","Name":"","Comment":"","Width":0,"Height":0,"ResolutionAdaptive":"","Format":"",)"
    R"("CreateTime":"","UpdateTime":"","FillType":"","SampleType":"Time","SampleInterval":10})";
const std::map<std::string, Kind>& kinds() {
  static const std::map<std::string, Kind> rows = {
      {"Transcode",
       {"CreateTranscodeTemplateRequest", judge<TranscodeTemplate>,
        R"({"Container":"mp4","VideoTemplate":{"Codec":"libx264","Fps":25,"Bitrate":500},)"
        R"("AudioTemplate":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100},"TEHDConfig":{"Type":"OFF"}})"}},
      {"AdaptiveDynamicStreaming",
       {"CreateAdaptiveDynamicStreamingTemplateRequest", judge<AdaptiveDynamicStreamingTemplate>,
        R"({"Format":"HLS","StreamInfos":[{"Video":{"Codec":"libx264","Fps":25,"Bitrate":500},)"
        R"("Audio":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100},"TEHDConfig":{"Type":"OFF"}}]})"}},
      {"SnapshotByTimeOffset",
       {"CreateSnapshotByTimeOffsetTemplateRequest", judge<SnapshotByTimeOffsetTemplate>, good_snapshot}},
      {"SampleSnapshot", {"CreateSampleSnapshotTemplateRequest", judge<SampleSnapshotTemplate>, good_snapshot}},
      {"ImageSprite",
       {"CreateImageSpriteTemplateRequest", judge<ImageSpriteTemplate>,
        R"({"SampleType":"Time","SampleInterval":10,"RowCount":3,"ColumnCount":3})"}},
      {"AnimatedGraphics", {"CreateAnimatedGraphicsTemplateRequest", judge<AnimatedGraphicsTemplate>, R"({"Fps":5})"}},
      {"Watermark", {"CreateWatermarkTemplateRequest", judge<WatermarkTemplate>, R"({"Type":"svg"})"}},
  };
  return rows;
}

// The row of the field in the request of the Create action; null when the path leads nowhere.
const FieldRow* field_of(std::string_view type_name, std::string_view path) {
  const TypeRow* const type = find_type(type_name);
  if (type == nullptr) return nullptr;
  const std::string_view name = path.substr(0, path.find('.'));
  for (const FieldRow& field : type->fields) {
    if (field.name != name) continue;
    return name.size() == path.size() ? &field : field_of(field.type, path.substr(name.size() + 1));
  }
  return nullptr;
}

// Where the path leads in a template; objects on the way are made, and of a list it is the first entry.
json::value& place_of(json::value& body, std::string_view path) {
  json::value* place = &body;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    if (place->is_array()) place = &place->as_array().at(0);
    if (!place->is_object()) *place = json::object();
    place = &place->as_object()[name];
  }
  return *place;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The container of transcodes for which there is a rule that has the codec among its words.
std::string container_for(const std::string& field, const std::string& codec) {
  for (const TemplateRule& rule : template_rules("Transcode")) {
    if (*rule.Field == field && contains(rule.Words, codec)) return rule.OnlyIfWords.front();
  }
  return {};
}

bool holds_pictures(const std::string& container) {
  for (const TemplateRule& rule : template_rules("Transcode")) {
    if (*rule.Field == "VideoTemplate.Codec" && contains(rule.OnlyIfWords, container)) return true;
  }
  return false;
}

// A good template for which the rule holds.
json::value template_for(const TemplateRule& rule) {
  json::value body = parse_json(kinds().at(*rule.Kind).good).value();
  if (!rule.OnlyIfField) return body;
  const std::string& word = rule.OnlyIfWords.front();
  place_of(body, *rule.OnlyIfField) = word;
  if (*rule.OnlyIfField == "AudioTemplate.Codec") {
    place_of(body, "Container") = container_for("AudioTemplate.Codec", word);
  }
  if (*rule.Kind == "Transcode" && !holds_pictures(std::string(place_of(body, "Container").as_string()))) {
    place_of(body, "RemoveVideo") = 1;
  }
  if (*rule.Kind == "Watermark" && word == "image") {
    place_of(body, "ImageTemplate") =
        parse_json(R"({"ImageUrl":"","Width":"10%","Height":"0px","RepeatType":"","Transparency":0})").value();
  }
  if (*rule.Kind == "Watermark" && word == "text") {
    place_of(body, "TextTemplate") =
        parse_json(R"({"FontType":"arial.ttf","FontSize":"20px","FontColor":"","FontAlpha":1})").value();
  }
  return body;
}

// What is said of a good template with this value of the rule's field.
Verdict judge_value(const TemplateRule& rule, const json::value& value) {
  json::value body = template_for(rule);
  place_of(body, *rule.Field) = value;
  return kinds().at(*rule.Kind).judge(body);
}

json::value number_for(const FieldRow& field, double number) {
  if (field.type == "Integer") return json::value(static_cast<std::int64_t>(number));
  return json::value(number);
}

void expect_refused(const TemplateRule& rule, const json::value& value) {
  const Verdict verdict = judge_value(rule, value);
  if (!verdict) return;  // A negative number, where the type has no sign.
  const std::string what = *rule.Kind + " " + *rule.Field + " = " + json_text(value);
  ASSERT_FALSE(*verdict) << what;
  std::string path = verdict->error().subject;
  if (const auto at = path.find("StreamInfos.0."); at == 0) path.erase(at + 11, 2);
  EXPECT_EQ(path, *rule.Field) << what;
}

void expect_taken(const TemplateRule& rule, const json::value& value) {
  const Verdict verdict = judge_value(rule, value);
  const std::string what = *rule.Kind + " " + *rule.Field + " = " + json_text(value);
  ASSERT_TRUE(verdict) << what;
  EXPECT_TRUE(*verdict) << what << ": " << (*verdict ? "" : verdict->error().detail);
}

TEST(ToldRules, EachIsOfAFieldOfTheCreateRequest) {
  const auto rules = template_rules("");
  EXPECT_GT(rules.size(), 100U);
  for (const TemplateRule& rule : rules) {
    const std::string_view type = kinds().at(*rule.Kind).create;
    const FieldRow* const field = field_of(type, *rule.Field);
    ASSERT_NE(field, nullptr) << *rule.Kind << " " << *rule.Field;
    EXPECT_EQ(*rule.Type == "Number", rule.From.has_value() && rule.To.has_value()) << *rule.Field;
    EXPECT_EQ(*rule.Type == "Word", !rule.Words.empty()) << *rule.Field;
    if (*rule.Type == "Number") {
      EXPECT_NE(field->type, "String") << *rule.Field;
    }
    if (rule.OnlyIfField) {
      EXPECT_NE(field_of(type, *rule.OnlyIfField), nullptr) << *rule.OnlyIfField;
      EXPECT_FALSE(rule.OnlyIfWords.empty()) << *rule.Field;
    }
  }
}

TEST(ToldRules, CreateTakesANumberAtItsBoundsAndRefusesTheNextOne) {
  for (const TemplateRule& rule : template_rules("")) {
    if (*rule.Type != "Number") continue;
    const FieldRow& field = *field_of(kinds().at(*rule.Kind).create, *rule.Field);
    const double step = field.type == "Integer" ? 1 : 0.01;
    expect_taken(rule, number_for(field, *rule.To));
    expect_refused(rule, number_for(field, *rule.To + step));
    const double below = *rule.IsFromExcluded ? *rule.From : *rule.From - step;
    expect_taken(rule, number_for(field, below + step));
    if (*rule.IsZeroAllowed) expect_taken(rule, number_for(field, 0));
    if (!*rule.IsZeroAllowed || below != 0) expect_refused(rule, number_for(field, below));
  }
}

TEST(ToldRules, CreateRefusesAWordThatIsNotAmongThem) {
  for (const TemplateRule& rule : template_rules("")) {
    if (*rule.Type != "Word") continue;
    const FieldRow& field = *field_of(kinds().at(*rule.Kind).create, *rule.Field);
    expect_refused(rule, field.type == "String" ? json::value("nonesuch") : json::value(7));
  }
}

TEST(ToldRules, ADefaultIsWithinItsRule) {
  for (const TemplateRule& rule : template_rules("")) {
    if (!rule.Default) continue;
    if (*rule.Type == "Word") {
      EXPECT_TRUE(contains(rule.Words, *rule.Default)) << *rule.Field;
      continue;
    }
    const double number = std::stod(*rule.Default);
    EXPECT_TRUE((*rule.IsZeroAllowed && number == 0) || (number >= *rule.From && number <= *rule.To)) << *rule.Field;
  }
}

TEST(ToldRules, AKindHasItsOwnAlone) {
  for (const TemplateRule& rule : template_rules("ImageSprite")) EXPECT_EQ(*rule.Kind, "ImageSprite");
  EXPECT_FALSE(template_rules("ImageSprite").empty());
  EXPECT_TRUE(template_rules("Sprite").empty());
}

}  // namespace
}  // namespace vod::wire
