#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vod::wire {

/// Writes one JSON value after the other into a text of its own; commas come by themselves. Boost.JSON's serializer is
/// not used since it writes 29.97 as 2.997E1, which some clients refuse.
///
/// Strings come out valid whatever goes in: bytes that are not UTF-8 become U+FFFD. Integers are exact; doubles are the
/// shortest text that reads back the same, without exponent for ordinary magnitudes and without fraction when whole;
/// what is not finite is null.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { text_ += '}'; }
  void begin_array() { open('['); }
  void end_array() { text_ += ']'; }
  void key(std::string_view name);

  void string(std::string_view value);
  void integer(std::int64_t value);
  void integer(std::uint64_t value);
  void number(double value);
  void boolean(bool value);
  void null();
  /// A value that is JSON text already.
  void raw(std::string_view json);

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  void open(char bracket);
  void separate();

  std::string text_;
};

}  // namespace vod::wire
