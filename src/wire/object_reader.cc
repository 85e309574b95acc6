#include "wire/object_reader.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "base/text.h"
#include "model/errors.h"
#include "wire/json_value.h"

namespace vod::wire {
namespace {

void wrong(Reading& reading, const boost::json::value& value, std::string_view rule) {
  std::string path = reading.path();
  std::string detail = fmt::format("{} is {}; it must be {}.", path.empty() ? "The request" : path, shown(value), rule);
  reading.fail(ErrorCode::invalid_parameter, std::move(path), std::move(detail));
}

// A whole double within what doubles hold exactly.
template <class Integer>
std::optional<Integer> whole(double value) {
  constexpr double exact_max = 9007199254740992.0;
  if (std::trunc(value) != value || std::fabs(value) > exact_max) return {};
  if (std::is_unsigned_v<Integer> && value < 0) return {};
  return static_cast<Integer>(value);
}

template <class Integer>
std::optional<Integer> integer_of(const boost::json::value& value) {
  if (const auto* number = value.if_int64()) {
    if (std::is_unsigned_v<Integer> && *number < 0) return {};
    return static_cast<Integer>(*number);
  }
  if (const auto* number = value.if_uint64()) {
    if (*number > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) return {};
    return static_cast<Integer>(*number);
  }
  if (const auto* number = value.if_double()) return whole<Integer>(*number);
  if (const auto* text = value.if_string()) return parse_number<Integer>({text->data(), text->size()});
  return {};
}

std::optional<double> double_of(const boost::json::value& value) {
  std::optional<double> number;
  if (const auto* from = value.if_double()) number = *from;
  if (const auto* from = value.if_int64()) number = static_cast<double>(*from);
  if (const auto* from = value.if_uint64()) number = static_cast<double>(*from);
  if (const auto* from = value.if_string()) number = parse_number<double>({from->data(), from->size()});
  return number && std::isfinite(*number) ? number : std::nullopt;
}

// Node writes true, Python True, some write 1.
std::optional<bool> bool_of(const boost::json::value& value) {
  if (const auto* from = value.if_bool()) return *from;
  const auto* text = value.if_string();
  if (text == nullptr) return {};
  if (*text == "true" || *text == "True" || *text == "1") return true;
  if (*text == "false" || *text == "False" || *text == "0") return false;
  return {};
}

// Whether a value asks for nothing. In text a zero counts as one, since forms know only text.
bool is_default(const boost::json::value& value) {
  if (const auto* object = value.if_object()) {
    return std::all_of(object->begin(), object->end(), [](const auto& member) { return is_default(member.value()); });
  }
  if (const auto* array = value.if_array()) return array->empty();
  if (const auto* flag = value.if_bool()) return !*flag;
  if (const auto* text = value.if_string()) {
    return text->empty() || *text == "false" || *text == "False" ||
           parse_number<double>({text->data(), text->size()}) == 0;
  }
  return value.is_null() || double_of(value) == 0;
}

}  // namespace

void decode(const boost::json::value& from, Reading& reading, std::string& to) {
  const auto* text = from.if_string();
  if (text == nullptr) return wrong(reading, from, "text");
  if (text->find('\0') != boost::json::string::npos) return wrong(reading, from, "text without NUL");
  if (!is_utf8({text->data(), text->size()})) return wrong(reading, from, "valid UTF-8");
  to.assign(text->data(), text->size());
}

void decode(const boost::json::value& from, Reading& reading, std::int64_t& to) {
  const auto number = integer_of<std::int64_t>(from);
  if (!number) return wrong(reading, from, "an integer of at most 64 bits");
  to = *number;
}

void decode(const boost::json::value& from, Reading& reading, std::uint64_t& to) {
  const auto number = integer_of<std::uint64_t>(from);
  if (!number) return wrong(reading, from, "an integer of at most 64 bits that is not negative");
  to = *number;
}

void decode(const boost::json::value& from, Reading& reading, double& to) {
  const auto number = double_of(from);
  if (!number) return wrong(reading, from, "a number");
  to = *number;
}

void decode(const boost::json::value& from, Reading& reading, bool& to) {
  const auto flag = bool_of(from);
  if (!flag) return wrong(reading, from, "true or false");
  to = *flag;
}

void decode(const boost::json::value& from, Reading&, RawJson& to) { to.text = json_text(from); }

ObjectReader::ObjectReader(const boost::json::value& from, Reading& reading)
    : reading_(reading), object_(from.if_object()) {
  if (object_ == nullptr) wrong(reading, from, "an object");
}

const boost::json::value* ObjectReader::find(std::string_view name) {
  VOD_CHECK(asked_count_ < asked_.size());
  asked_[asked_count_++] = name;
  last_ = object_ == nullptr ? nullptr : object_->if_contains(name);
  if (last_ != nullptr) ++found_count_;
  if (last_ != nullptr && last_->is_null()) last_ = nullptr;
  return last_;
}

const boost::json::value* ObjectReader::find_required(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr && missing_.empty()) missing_ = name;
  return value;
}

const boost::json::array* ObjectReader::array_of(const boost::json::value& value) {
  const auto* array = value.if_array();
  if (array == nullptr) wrong(reading_, value, "an array");
  return array;
}

void ObjectReader::refused(std::string_view name, std::string_view why,
                           std::initializer_list<std::string_view> harmless) {
  if (last_ == nullptr || !reading_.strict() || is_default(*last_)) return;
  const auto* text = last_->if_string();
  if (text != nullptr && std::find(harmless.begin(), harmless.end(), std::string_view(*text)) != harmless.end()) return;
  std::string path = reading_.path(name);
  std::string detail = fmt::format("{} is {}; openvod does not support it: {}.", path, shown(*last_), why);
  reading_.fail(ErrorCode::unsupported_operation, std::move(path), std::move(detail));
}

void ObjectReader::refuse_unknown() {
  const auto asked_end = asked_.begin() + static_cast<std::ptrdiff_t>(asked_count_);
  for (const auto& member : *object_) {
    const std::string_view name = member.key();
    if (member.value().is_null() || std::find(asked_.begin(), asked_end, name) != asked_end) continue;
    std::string path = reading_.path(shown_name(name));
    std::string detail = fmt::format("{} is not a parameter of this action.", path);
    return reading_.fail(ErrorCode::unknown_parameter, std::move(path), std::move(detail));
  }
}

void ObjectReader::close() {
  if (object_ == nullptr) return;
  // An unknown name comes first: it is often the missing one, misspelt.
  if (reading_.strict() && found_count_ < object_->size()) refuse_unknown();
  if (missing_.empty()) return;
  std::string path = reading_.path(missing_);
  std::string detail = fmt::format("{} is missing; it is required.", path);
  reading_.fail(ErrorCode::missing_parameter, std::move(path), std::move(detail));
}

}  // namespace vod::wire
