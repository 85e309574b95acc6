#include "wire/templates/rules.h"

#include "wire/json_value.h"

namespace vod::wire {

bool is_word_of(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string in_quotes(std::string_view text) { return shown(text); }

Error bad_parameter(ErrorCode code, std::string_view prefix, std::string_view field, std::string_view rest) {
  const std::string path = std::string(prefix) + std::string(field);
  return error(code, path, fmt::format("{}: {}", path, rest));
}

Done check_length(const std::optional<std::string>& text, std::size_t most, ErrorCode code, std::string_view field) {
  const std::size_t characters = text ? utf8_length(*text) : 0;
  if (characters <= most) return done();
  return bad_parameter(code, {}, field, fmt::format("{} characters are more than the limit of {}.", characters, most));
}

Done complete_labels(std::optional<std::string>& name, std::optional<std::string>& comment) {
  VOD_TRY(check_length(name, template_name_characters_max, ErrorCode::value_name, "Name"));
  VOD_TRY(check_length(comment, template_comment_characters_max, ErrorCode::value_comment, "Comment"));
  if (!name) name.emplace();
  if (!comment) comment.emplace();
  return done();
}

Done complete_labels(std::string& name, std::string& comment) {
  VOD_TRY(check_length(name, template_name_characters_max, ErrorCode::value_name, "Name"));
  return check_length(comment, template_comment_characters_max, ErrorCode::value_comment, "Comment");
}

}  // namespace vod::wire
