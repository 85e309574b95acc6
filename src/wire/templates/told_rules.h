#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wire/templates/rules.h"
#include "wire/types.h"

/// The rules of the parameters of templates, as DescribeTemplateRules tells them to whoever makes forms of them. They
/// are made from the tables that check the templates; what hangs on more than one other field is not told.
namespace vod::wire {

/// Where rules hold: the kind of template, the path of their object in the Create request with a dot at its end, and
/// the field that must have one of some words, separated by blanks, for them to hold; "" = always.
struct RulePlace {
  std::string_view kind;
  std::string prefix = {};
  std::string only_if_field = {};
  std::string_view only_if_words = {};
};

TemplateRule told_number(const RulePlace& place, std::string_view field, double from, double to);
/// `otherwise` "": nothing is taken for what is absent.
TemplateRule told_words(const RulePlace& place, std::string_view field, std::string_view words,
                        std::string_view otherwise = {});
std::string told_text(double number);

template <class T>
void tell(std::vector<TemplateRule>& rules, const RulePlace& place, std::span<const NumberRule<T>> numbers,
          std::span<const WordRule<T>> words) {
  for (const WordRule<T>& rule : words) rules.push_back(told_words(place, rule.field, rule.words, rule.otherwise));
  for (const NumberRule<T>& rule : numbers) {
    TemplateRule& told = rules.emplace_back(told_number(place, rule.field, rule.from, rule.to));
    told.IsZeroAllowed = rule.zero_too;
    told.IsFromExcluded = rule.above_from;
    if (rule.otherwise) told.Default = told_text(*rule.otherwise);
  }
}

/// The names of the kinds, separated by blanks.
std::string template_kind_words();
/// The rules of one kind, or of all (""). The kind must be one of those.
std::vector<TemplateRule> template_rules(std::string_view kind);

}  // namespace vod::wire
