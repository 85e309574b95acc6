#include "api/file_sets.h"

#include <algorithm>

namespace vod::check {

Result<std::vector<FileId>> file_set(const std::vector<std::string>& texts, std::size_t most, ErrorCode too_many) {
  if (texts.empty()) return error(ErrorCode::value_file_ids, "FileIds", "FileIds: name at least one media.");
  VOD_TRY(const auto ids, file_ids(texts, most, ErrorCode::value_file_ids, too_many, "FileIds"));
  std::vector<FileId> once;
  for (const FileId id : ids) {
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  }
  return once;
}

}  // namespace vod::check
