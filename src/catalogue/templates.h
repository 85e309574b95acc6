#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "model/templates.h"
#include "ports/database.h"

namespace vod::catalogue {

/// A template of an app's own. Times are wall milliseconds.
struct TemplateRow {
  AppId app;
  TemplateKind kind = TemplateKind::transcode;
  std::int64_t definition = 0;
  std::string name;
  std::string comment;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  /// The template in its wire form (wire::TranscodeTemplate ...), with paths where clients see URLs. Definition, Type
  /// and times in it mean nothing: the columns count.
  std::string body_json;

  bool operator==(const TemplateRow&) const = default;
};

/// The numbers of an app's own templates begin here, far beyond all presets.
inline constexpr std::int64_t first_custom_definition = 1'000'001;

Result<std::optional<TemplateRow>> find_template(ReadTransaction& tx, AppId app, TemplateKind kind,
                                                 std::int64_t definition);
/// All of one kind, by number.
Result<std::vector<TemplateRow>> list_templates(ReadTransaction& tx, AppId app, TemplateKind kind);
Result<std::int64_t> count_templates(ReadTransaction& tx, AppId app, TemplateKind kind);
/// Adds the template under a number that no template of the app ever had, of any kind, and gives it; the row's own
/// definition is not looked at.
Result<std::int64_t> add_template(Transaction& tx, const TemplateRow& row);
/// Name, comment, update time and body. False when there is no such template.
Result<bool> update_template(Transaction& tx, const TemplateRow& row);
/// False when there is no such template.
Result<bool> erase_template(Transaction& tx, AppId app, TemplateKind kind, std::int64_t definition);

}  // namespace vod::catalogue
