#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace vod {

/// How ready a media's files are to be read. Files of the two archives are read only after a retrieval.
enum class StorageClass { standard, standard_ia, archive, deep_archive };

/// How fast a retrieval from an archive is.
enum class RestoreTier { expedited, standard, bulk };

inline constexpr std::array<std::string_view, 4> storage_class_names = {"STANDARD", "STANDARD_IA", "ARCHIVE",
                                                                        "DEEP_ARCHIVE"};
inline constexpr std::array<std::string_view, 3> restore_tier_names = {"Expedited", "Standard", "Bulk"};

constexpr std::string_view name_of(StorageClass value) { return storage_class_names[static_cast<std::size_t>(value)]; }
constexpr std::string_view name_of(RestoreTier value) { return restore_tier_names[static_cast<std::size_t>(value)]; }

constexpr std::optional<StorageClass> storage_class_of(std::string_view name) {
  for (std::size_t i = 0; i < storage_class_names.size(); ++i) {
    if (storage_class_names[i] == name) return static_cast<StorageClass>(i);
  }
  return {};
}
constexpr std::optional<RestoreTier> restore_tier_of(std::string_view name) {
  for (std::size_t i = 0; i < restore_tier_names.size(); ++i) {
    if (restore_tier_names[i] == name) return static_cast<RestoreTier>(i);
  }
  return {};
}

constexpr bool is_archive(StorageClass value) {
  return value == StorageClass::archive || value == StorageClass::deep_archive;
}

}  // namespace vod
