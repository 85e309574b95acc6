#include "api/cursor.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

// In no part but, maybe, the last.
constexpr char separator = '\n';

Error not_ours(std::string_view action) {
  return error(ErrorCode::invalid_parameter_value, "Cursor", fmt::format("Cursor: not one that {} gave.", action));
}

}  // namespace

std::string cursor_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view* part = parts.begin(); part != parts.end(); ++part) {
    if (part != parts.begin()) joined += separator;
    joined += *part;
  }
  return to_base64url(bytes_of(joined));
}

Result<std::vector<std::string>> parts_of_cursor(std::string_view cursor, std::size_t count, std::string_view action) {
  const auto bytes = from_base64(cursor);
  if (!bytes) return not_ours(action);
  std::vector<std::string> parts;
  for (const std::string_view part : split(text_of(*bytes), separator)) {
    if (parts.size() == count) {
      parts.back() += separator;
      parts.back() += part;
    } else {
      parts.emplace_back(part);
    }
  }
  if (parts.size() != count) return not_ours(action);
  return parts;
}

Result<std::int64_t> number_of_cursor(const std::string& part, std::string_view action) {
  const auto number = parse_number<std::int64_t>(part);
  if (!number) return not_ours(action);
  return *number;
}

}  // namespace vod
