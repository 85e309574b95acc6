#pragma once

#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/raw_json.h"
#include "wire/reading.h"

/// What the generated decode functions are written with; of no use to others.
namespace vod::wire {

// A number may come as text, since forms know only text and some clients quote; text may not come as a number.
void decode(const boost::json::value& from, Reading& reading, std::string& to);
void decode(const boost::json::value& from, Reading& reading, std::int64_t& to);
void decode(const boost::json::value& from, Reading& reading, std::uint64_t& to);
void decode(const boost::json::value& from, Reading& reading, double& to);
void decode(const boost::json::value& from, Reading& reading, bool& to);
void decode(const boost::json::value& from, Reading& reading, RawJson& to);

/// Reads one object of the document: asked for each member that the type has, then closed. A null member is an absent
/// one.
class ObjectReader {
 public:
  /// Both outlive the reader.
  ObjectReader(const boost::json::value& from, Reading& reading);

  template <class T>
  void required(std::string_view name, T& to) {
    if (const auto* value = find_required(name)) read(name, *value, to);
  }
  template <class T>
  void required(std::string_view name, std::vector<T>& to) {
    if (const auto* value = find_required(name)) read_array(name, *value, to);
  }
  template <class T>
  void optional(std::string_view name, std::optional<T>& to) {
    if (const auto* value = find(name)) read(name, *value, to.emplace());
  }
  template <class T>
  void optional(std::string_view name, std::vector<T>& to) {
    if (const auto* value = find(name)) read_array(name, *value, to);
  }
  /// Refuses the member just asked for if its value asks for something: it is not empty, not zero, not false, and none
  /// of the harmless ones.
  void refused(std::string_view name, std::string_view why, std::initializer_list<std::string_view> harmless);
  /// Refuses members that were not asked for, and reports required ones that are absent.
  void close();

 private:
  const boost::json::value* find(std::string_view name);
  const boost::json::value* find_required(std::string_view name);
  const boost::json::array* array_of(const boost::json::value& value);

  template <class T>
  void read(std::string_view name, const boost::json::value& value, T& to) {
    reading_.enter(name);
    decode(value, reading_, to);
    reading_.leave();
  }
  template <class T>
  void read_array(std::string_view name, const boost::json::value& value, std::vector<T>& to) {
    reading_.enter(name);
    if (const auto* array = array_of(value)) {
      to.reserve(array->size());
      for (std::size_t index = 0; index < array->size() && !reading_.failed(); ++index) {
        reading_.enter_entry(index);
        decode((*array)[index], reading_, to.emplace_back());
        reading_.leave();
      }
    }
    reading_.leave();
  }
  void refuse_unknown();

  Reading& reading_;
  const boost::json::object* object_;
  const boost::json::value* last_ = nullptr;
  std::string_view missing_;
  // The names asked for so far. The generator refuses types with more fields.
  std::array<std::string_view, 64> asked_;
  std::size_t asked_count_ = 0;
  std::size_t found_count_ = 0;
};

}  // namespace vod::wire
