#include "model/errors.h"

#include <array>

#include "base/check.h"

namespace vod {
namespace {

constexpr std::array rows = {ErrorRow{ErrorCode::none, "none", "", ""},
#define VOD_ERROR_ROW(name, wire, text) ErrorRow{ErrorCode::name, #name, wire, text},
                             VOD_ERRORS(VOD_ERROR_ROW)
#undef VOD_ERROR_ROW
};

}  // namespace

const ErrorRow& error_row(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  VOD_CHECK(index < rows.size());
  return rows[index];
}

std::string message_of(const Error& error) {
  if (!error.detail.empty()) return error.detail;
  const std::string text(error_row(error.code).text);
  return error.subject.empty() ? text : error.subject + ": " + text;
}

int legacy_code_of(std::string_view wire_code) {
  if (wire_code.empty()) return 0;
  // What a request names, and is found to be wrong only when the task runs.
  for (const std::string_view bad_input :
       {"InvalidInput", "InvalidParameter", "ResourceNotFound.CoverUrl", "FailedOperation.CoverType"}) {
    if (wire_code.starts_with(bad_input)) return 40000;
  }
  if (wire_code.starts_with("SourceFileError")) return 60000;
  return 70000;
}

}  // namespace vod
