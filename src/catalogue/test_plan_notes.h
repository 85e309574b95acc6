#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ports/database.h"

namespace vod::catalogue {

/// For tests: notes how each statement finds its rows.
class PlanNotes final : public ReadTransaction {
 public:
  explicit PlanNotes(ReadTransaction& tx) : tx_(tx) {}

  using ReadTransaction::query;
  Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) override {
    const std::string explained = "EXPLAIN QUERY PLAN " + std::string(sql);
    VOD_TRY(tx_.query(explained, values, [&](const SqlRow& step) { text_ += std::string(step.text(3)) + "\n"; }));
    return tx_.query(sql, values, row);
  }
  const std::string& text() const { return text_; }

 private:
  ReadTransaction& tx_;
  std::string text_;
};

}  // namespace vod::catalogue
