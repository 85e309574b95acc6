#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "base/text.h"
#include "model/errors.h"

/// Rules of single parameters of templates, as rows of tables: what may stand there, and what stands there when
/// nothing is given. The tables of each kind stand beside this (streams.cc, pictures.cc ...).
namespace vod::wire {

inline constexpr std::size_t template_name_characters_max = 64;      // As in the cloud.
inline constexpr std::size_t template_comment_characters_max = 256;  // As in the cloud.

/// A number: `from` to `to`, and 0 where it has a meaning of its own.
template <class T>
struct NumberRule {
  std::string_view field;
  std::variant<std::uint64_t T::*, std::int64_t T::*, double T::*, std::optional<std::uint64_t> T::*,
               std::optional<std::int64_t> T::*, std::optional<double> T::*>
      member;
  double from = 0;
  double to = 0;
  ErrorCode code;
  bool zero_too = false;
  /// Nothing: what is absent stays absent.
  std::optional<double> otherwise = {};
  /// `from` itself is not allowed.
  bool above_from = false;
};

/// One of some words, which are separated by blanks.
template <class T>
struct WordRule {
  std::string_view field;
  std::variant<std::string T::*, std::optional<std::string> T::*> member;
  std::string_view words;
  ErrorCode code;
  /// Taken for what is absent or ""; "" = that stays absent.
  std::string_view otherwise = {};
};

/// True when the word is one of those in the list, which are separated by blanks.
bool is_word_of(std::string_view words, std::string_view word);
/// "FIELD: REST", with the path as its subject; texts of requests in `rest` go through in_quotes().
Error bad_parameter(ErrorCode code, std::string_view prefix, std::string_view field, std::string_view rest);
/// A text as it may stand in a message: in quotes, not longer than a line.
std::string in_quotes(std::string_view text);
/// At most that many characters.
Done check_length(const std::optional<std::string>& text, std::size_t most, ErrorCode code, std::string_view field);
/// Name and Comment, which every template has: absent is "".
Done complete_labels(std::optional<std::string>& name, std::optional<std::string>& comment);
Done complete_labels(std::string& name, std::string& comment);

template <class T>
Done complete(T& value, const NumberRule<T>& rule, std::string_view prefix) {
  return std::visit(
      [&](const auto member) -> Done {
        auto& place = value.*member;
        using Place = std::remove_reference_t<decltype(place)>;
        double given = 0;
        if constexpr (requires { place.has_value(); }) {
          if (!place && rule.otherwise) place = static_cast<typename Place::value_type>(*rule.otherwise);
          if (!place) return done();
          given = static_cast<double>(*place);
        } else {
          given = static_cast<double>(place);
        }
        if (rule.zero_too && given == 0) return done();
        // Written so that what is no number fails, too.
        const bool high_enough = rule.above_from ? given > rule.from : given >= rule.from;
        if (high_enough && given <= rule.to) return done();
        return bad_parameter(rule.code, prefix, rule.field,
                             fmt::format("{} is outside {}{}{} to {}.", given, rule.zero_too ? "0, " : "",
                                         rule.above_from ? "above " : "", rule.from, rule.to));
      },
      rule.member);
}

template <class T>
Done complete(T& value, const WordRule<T>& rule, std::string_view prefix) {
  return std::visit(
      [&](const auto member) -> Done {
        auto& place = value.*member;
        std::string_view given;
        if constexpr (requires { place.has_value(); }) {
          if (place && place->empty()) place.reset();
          if (!place && !rule.otherwise.empty()) place = std::string(rule.otherwise);
          if (!place) return done();
          given = *place;
        } else {
          if (place.empty()) place = std::string(rule.otherwise);
          given = place;
        }
        if (is_word_of(rule.words, given)) return done();
        return bad_parameter(rule.code, prefix, rule.field,
                             fmt::format("{} is none of: {}.", in_quotes(given), rule.words));
      },
      rule.member);
}

/// Fills in what is absent and checks all, in the order of the tables. `prefix` is the path of the value in the
/// request, with a dot at its end.
template <class T>
Done complete(T& value, std::span<const NumberRule<T>> numbers, std::span<const WordRule<T>> words,
              std::string_view prefix) {
  for (const WordRule<T>& rule : words) {
    VOD_TRY(complete(value, rule, prefix));
  }
  for (const NumberRule<T>& rule : numbers) {
    VOD_TRY(complete(value, rule, prefix));
  }
  return done();
}

/// What is given replaces what was there; an absent value, and an empty list, change nothing.
template <class To, class From>
void take_over(To& to, const std::optional<From>& from) {
  if (from) to = *from;
}

}  // namespace vod::wire
