#pragma once

#include <string>
#include <vector>

#include "ports/database.h"

namespace vod::catalogue {

/// Builds "WHERE ..." and its values, in their order; texts are borrowed.
class Conditions {
 public:
  void both(std::string condition) { where_ += (where_.empty() ? " WHERE " : " AND ") + std::move(condition); }
  std::string value(SqlValue value) {
    values_.push_back(value);
    return "$" + std::to_string(values_.size());
  }
  template <class List, class Condition>
  void any_of(const List& list, Condition condition) {
    if (list.empty()) return;
    std::string either;
    for (const auto& item : list) either += (either.empty() ? "(" : " OR ") + condition(item);
    both(either + ")");
  }
  void range(const std::string& column, std::int64_t from, std::int64_t to) {
    if (from != 0) both(column + " >= " + value(from));
    if (to != 0) both(column + " <= " + value(to));
  }
  const std::string& where() const { return where_; }
  std::span<const SqlValue> values() const { return values_; }

 private:
  std::string where_;
  std::vector<SqlValue> values_;
};

}  // namespace vod::catalogue
