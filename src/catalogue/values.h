#pragma once

#include <string_view>

#include "base/ids.h"
#include "ports/database.h"

namespace vod::catalogue {

/// The stored form of ids: 64 bits without a sign become the signed number of the same bits.
template <class Tag>
SqlValue stored(NumericId<Tag> id) {
  return static_cast<std::int64_t>(id.value);
}
inline SqlValue stored(const std::string& text) { return std::string_view(text); }
inline SqlValue stored(bool value) { return std::int64_t{value ? 1 : 0}; }
template <class Enum>
  requires std::is_enum_v<Enum>
SqlValue stored(Enum value) {
  return static_cast<std::int64_t>(value);
}
template <class Tag>
SqlValue stored(const std::optional<NumericId<Tag>>& id) {
  return id ? stored(*id) : SqlValue(nullptr);
}

inline AppId app_at(const SqlRow& row, int column) { return {static_cast<std::uint64_t>(row.integer(column))}; }
inline FileId file_at(const SqlRow& row, int column) { return {static_cast<std::uint64_t>(row.integer(column))}; }
inline std::string text_at(const SqlRow& row, int column) { return std::string(row.text(column)); }
template <class Enum>
Enum enum_at(const SqlRow& row, int column) {
  return static_cast<Enum>(row.integer(column));
}

}  // namespace vod::catalogue
