#include "catalogue/tokens.h"

#include <cstdint>
#include <vector>

#include "base/text.h"

namespace vod::catalogue {
namespace {

struct Character {
  std::string_view text;
  std::uint32_t point = 0;
};

Character next_character(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size()) return {text.substr(at, 1), 0};
  std::uint32_t point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  return {text.substr(at, length), point};
}

// Han, kana, hangul and their extensions: scripts that are written without spaces.
bool is_cjk(std::uint32_t point) {
  return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x9FFF) ||
         (point >= 0xAC00 && point <= 0xD7AF) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0x20000 && point <= 0x3FFFF);
}

bool is_word(std::uint32_t point) {
  if (point >= 0x80) return point > 0xBF && (point < 0x2000 || point > 0x303F) && (point < 0xFF00 || point > 0xFF0F);
  return (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
}

struct Word {
  std::string text;
  bool cjk = false;
};

// A single CJK character is a word too, so that it can be found when it stands alone.
std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  std::string run;
  std::string_view before;
  bool before_was_paired = false;
  const auto close_run = [&] {
    if (!run.empty()) words.push_back({lower(run), false});
    run.clear();
  };
  const auto close_cjk = [&] {
    if (!before.empty() && !before_was_paired) words.push_back({std::string(before), true});
    before = {};
    before_was_paired = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character character = next_character(text, at);
    at += character.text.size();
    if (is_cjk(character.point)) {
      close_run();
      if (!before.empty()) {
        words.push_back({std::string(before) + std::string(character.text), true});
        before_was_paired = true;
      }
      before = character.text;
    } else {
      close_cjk();
      if (is_word(character.point)) {
        run += character.text;
      } else {
        close_run();
      }
    }
  }
  close_cjk();
  close_run();
  return words;
}

}  // namespace

std::string index_words(std::string_view text) {
  std::string joined;
  for (const Word& word : words_in(text)) {
    if (!joined.empty()) joined += ' ';
    joined += word.text;
  }
  return joined;
}

std::vector<std::string> match_terms(std::string_view text) {
  const auto words = words_in(text);
  std::vector<std::string> terms;
  for (const Word& word : words) {
    terms.push_back('"' + word.text + '"');
    // A lone character is the beginning of pairs, and people type beginnings of words.
    if (&word == &words.back() && (!word.cjk || utf8_length(word.text) == 1)) terms.back() += '*';
  }
  return terms;
}

std::string match_words(std::string_view text) {
  std::string query;
  for (const std::string& term : match_terms(text)) query += (query.empty() ? "" : " ") + term;
  return query;
}

std::string words_of(const Media& media) {
  std::string text = media.name + "\n" + media.description;
  for (const std::string& tag : media.tags) text += "\n" + tag;
  return index_words(text);
}

}  // namespace vod::catalogue
