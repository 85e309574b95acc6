#include "api/procedure_requests.h"

#include <algorithm>

#include "api/checks.h"
#include "api/task_input_checks.h"

namespace vod::api {
namespace {

// Documented: Chinese is allowed, and the console's rule for the rest is letters, digits, "-" and "_".
Done check_name(const std::string& name) {
  constexpr std::size_t name_characters_max = 20;
  if (name.empty()) return error(ErrorCode::invalid_parameter, "Name", "Name: say what the procedure is called.");
  VOD_TRY(check::length(name, name_characters_max, ErrorCode::invalid_parameter, "Name"));
  const bool is_plain = std::ranges::all_of(name, [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_';
  });
  if (is_plain) return done();
  return error(ErrorCode::invalid_parameter, "Name",
               "Name: may have letters, digits, \"-\", \"_\" and characters beyond ASCII.");
}

}  // namespace

Result<catalogue::Procedure> checked_procedure(const std::string& name, const std::optional<std::string>& comment,
                                               const std::optional<wire::MediaProcessTaskInput>& input,
                                               std::int64_t now_ms) {
  constexpr std::size_t comment_characters_max = 256;
  VOD_TRY(own_procedure(name));
  VOD_TRY(check_name(name));
  VOD_TRY(check::length(comment.value_or(""), comment_characters_max, ErrorCode::invalid_parameter, "Comment"));
  VOD_TRY(check::media_process_task(input));
  return catalogue::Procedure{.name = name,
                              .comment = comment.value_or(""),
                              .is_preset = false,
                              .created_ms = now_ms,
                              .updated_ms = now_ms,
                              .input = *input};
}

Done own_procedure(const std::string& name) {
  for (const catalogue::Procedure& preset : catalogue::preset_procedures()) {
    if (preset.name != name) continue;
    return error(ErrorCode::invalid_parameter, "Name",
                 "Name: \"" + name + "\" is a preset, which can be neither changed nor deleted.");
  }
  return done();
}

}  // namespace vod::api
