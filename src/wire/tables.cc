#include "wire/tables.h"

#include <algorithm>

namespace vod::wire {
namespace {

template <class Row, class Matches>
const Row* find_row(std::span<const Row> rows, Matches matches) {
  const auto found = std::find_if(rows.begin(), rows.end(), matches);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool is_version(std::string_view version) {
  return find_row(versions(), [&](std::string_view row) { return row == version; }) != nullptr;
}

const ActionRow* find_action(std::string_view version, std::string_view name) {
  return find_row(actions(), [&](const ActionRow& row) { return row.name == name && row.version == version; });
}

bool is_unserved(std::string_view version, std::string_view name) {
  return find_row(unserved_actions(),
                  [&](const UnservedRow& row) { return row.name == name && row.version == version; }) != nullptr;
}

const TypeRow* find_type(std::string_view name) {
  return find_row(types(), [&](const TypeRow& row) { return row.name == name; });
}

const SupportRow* find_support(std::string_view type, std::string_view field) {
  return find_row(support(), [&](const SupportRow& row) { return row.type == type && row.field == field; });
}

}  // namespace vod::wire
