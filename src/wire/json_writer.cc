#include "wire/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace vod::wire {
namespace {

bool is_plain(char letter) { return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\'; }

// Length of the well-formed UTF-8 sequence at the front, or 0.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return length <= text.size() && is_utf8(text.substr(0, length)) ? length : 0;
}

void append_control(char letter, std::string& to) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (letter) {
    case '"':
      to += "\\\"";
      break;
    case '\\':
      to += "\\\\";
      break;
    case '\n':
      to += "\\n";
      break;
    case '\r':
      to += "\\r";
      break;
    case '\t':
      to += "\\t";
      break;
    default: {
      const auto code = static_cast<unsigned char>(letter);
      to += "\\u00";
      to += digits[code >> 4];
      to += digits[code & 15];
    }
  }
}

// U+2028 and U+2029 end a line in JavaScript source: escaped, so that an answer may be pasted into a script.
void append_sequence(std::string_view sequence, std::string& to) {
  if (sequence == "\u2028") {
    to += "\\u2028";
  } else if (sequence == "\u2029") {
    to += "\\u2029";
  } else {
    to += sequence;
  }
}

void append_string(std::string_view value, std::string& to) {
  to += '"';
  while (!value.empty()) {
    std::size_t plain = 0;
    while (plain < value.size() && is_plain(value[plain])) ++plain;
    to += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;

    const std::size_t length = sequence_length(value);
    if (length == 1) {
      append_control(value.front(), to);
    } else if (length > 1) {
      append_sequence(value.substr(0, length), to);
    } else {
      to += "\uFFFD";
    }
    value.remove_prefix(length == 0 ? 1 : length);
  }
  to += '"';
}

template <class Integer>
void append_integer(Integer value, std::string& to) {
  std::array<char, 24> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  to.append(digits.data(), result.ptr);
}

}  // namespace

void JsonWriter::separate() {
  if (text_.empty()) return;
  const char last = text_.back();
  if (last != '{' && last != '[' && last != ':') text_ += ',';
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
}

void JsonWriter::key(std::string_view name) {
  string(name);
  text_ += ':';
}

void JsonWriter::string(std::string_view value) {
  separate();
  append_string(value, text_);
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  append_integer(value, text_);
}

void JsonWriter::integer(std::uint64_t value) {
  separate();
  append_integer(value, text_);
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  if (value == 0) value = 0;  // No "-0".
  const double magnitude = std::fabs(value);
  const bool ordinary = magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21);
  std::array<char, 64> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                    ordinary ? std::chars_format::fixed : std::chars_format::scientific);
  text_.append(digits.data(), result.ptr);
}

void JsonWriter::boolean(bool value) {
  separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::null() {
  separate();
  text_ += "null";
}

void JsonWriter::raw(std::string_view json) {
  if (json.empty()) return null();
  separate();
  text_ += json;
}

}  // namespace vod::wire
