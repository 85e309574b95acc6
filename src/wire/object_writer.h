#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/json_writer.h"
#include "wire/raw_json.h"

/// What the generated encode functions are written with; of no use to others.
namespace vod::wire {

inline void encode(const std::string& from, JsonWriter& to) { to.string(from); }
inline void encode(std::int64_t from, JsonWriter& to) { to.integer(from); }
inline void encode(std::uint64_t from, JsonWriter& to) { to.integer(from); }
inline void encode(double from, JsonWriter& to) { to.number(from); }
inline void encode(bool from, JsonWriter& to) { to.boolean(from); }
inline void encode(const RawJson& from, JsonWriter& to) { to.raw(from.text); }

template <class T>
void write_member(std::string_view name, const T& from, JsonWriter& to) {
  to.key(name);
  encode(from, to);
}

/// What is absent is left out.
template <class T>
void write_member(std::string_view name, const std::optional<T>& from, JsonWriter& to) {
  if (from) write_member(name, *from, to);
}

/// An empty array is written: clients loop over it without a check.
template <class T>
void write_member(std::string_view name, const std::vector<T>& from, JsonWriter& to) {
  to.key(name);
  to.begin_array();
  for (const T& entry : from) encode(entry, to);
  to.end_array();
}

}  // namespace vod::wire
