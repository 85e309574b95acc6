#pragma once

#include <span>
#include <string_view>

namespace vod::wire {

/// The schema as tables, for routing, the coverage page and the reference. All of it is constant.

struct FieldRow {
  std::string_view name;
  /// String, Integer, Float, Boolean or the name of a type.
  std::string_view type;
  bool array;
  bool required;
  bool is_unsigned;
};

struct TypeRow {
  std::string_view name;
  std::span<const FieldRow> fields;
};

struct ActionRow {
  std::string_view name;
  std::string_view version;
  std::string_view request_type;
  std::string_view response_type;
  /// The codes of its own that the API documents for it.
  std::span<const std::string_view> errors;
};

/// An action that the API has and openvod does not serve: it gets UnsupportedOperation, not InvalidAction.
struct UnservedRow {
  std::string_view name;
  std::string_view version;
};

/// What becomes of a parameter that openvod does not honour; one without a row is accepted.
enum class SupportRule { ignored, refused };

struct SupportRow {
  std::string_view type;
  std::string_view field;
  SupportRule rule;
  std::string_view why;
  /// Values of a refused parameter that ask for nothing.
  std::span<const std::string_view> harmless;
};

std::span<const std::string_view> versions();
std::span<const ActionRow> actions();
std::span<const UnservedRow> unserved_actions();
std::span<const TypeRow> types();
std::span<const SupportRow> support();

bool is_version(std::string_view version);
/// Null when the version does not have it.
const ActionRow* find_action(std::string_view version, std::string_view name);
bool is_unserved(std::string_view version, std::string_view name);
const TypeRow* find_type(std::string_view name);
const SupportRow* find_support(std::string_view type, std::string_view field);

}  // namespace vod::wire
