#include "wire/templates/told_rules.h"

#include <array>

#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod::wire {
namespace {

struct KindRow {
  std::string_view name;
  void (*tell)(std::vector<TemplateRule>& rules, std::string_view kind);
};
constexpr auto kinds = std::to_array<KindRow>({
    {"Transcode", tell_transcode_rules},
    {"AnimatedGraphics", tell_animated_rules},
    {"SnapshotByTimeOffset", tell_snapshot_rules},
    {"SampleSnapshot", tell_sample_rules},
    {"ImageSprite", tell_sprite_rules},
    {"AdaptiveDynamicStreaming", tell_adaptive_rules},
    {"Watermark", tell_watermark_rules},
});

std::vector<std::string> list_of(std::string_view words) {
  std::vector<std::string> list;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    list.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return list;
}

TemplateRule told(const RulePlace& place, std::string_view field, std::string_view type) {
  TemplateRule rule;
  rule.Kind = std::string(place.kind);
  rule.Field = place.prefix + std::string(field);
  rule.Type = std::string(type);
  if (!place.only_if_field.empty()) {
    rule.OnlyIfField = place.only_if_field;
    rule.OnlyIfWords = list_of(place.only_if_words);
  }
  return rule;
}

}  // namespace

TemplateRule told_number(const RulePlace& place, std::string_view field, double from, double to) {
  TemplateRule rule = told(place, field, "Number");
  rule.From = from;
  rule.To = to;
  rule.IsZeroAllowed = false;
  rule.IsFromExcluded = false;
  return rule;
}

TemplateRule told_words(const RulePlace& place, std::string_view field, std::string_view words,
                        std::string_view otherwise) {
  TemplateRule rule = told(place, field, "Word");
  rule.Words = list_of(words);
  if (!otherwise.empty()) rule.Default = std::string(otherwise);
  return rule;
}

std::string told_text(double number) { return fmt::format("{}", number); }

std::string template_kind_words() {
  std::string words;
  for (const KindRow& row : kinds) words.append(words.empty() ? "" : " ").append(row.name);
  return words;
}

std::vector<TemplateRule> template_rules(std::string_view kind) {
  std::vector<TemplateRule> rules;
  for (const KindRow& row : kinds) {
    if (kind.empty() || kind == row.name) row.tell(rules, row.name);
  }
  return rules;
}

}  // namespace vod::wire
