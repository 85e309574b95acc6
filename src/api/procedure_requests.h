#pragma once

#include <string>

#include "api/context.h"
#include "base/result.h"
#include "catalogue/procedures.h"

namespace vod::api {

/// A procedure as CreateProcedureTemplate and ResetProcedureTemplate give it, checked: its name, comment and sub-tasks.
Result<catalogue::Procedure> checked_procedure(const std::string& name, const std::optional<std::string>& comment,
                                               const std::optional<wire::MediaProcessTaskInput>& input,
                                               std::int64_t now_ms);

/// invalid_parameter when the name is a preset's: those can be neither changed nor deleted.
Done own_procedure(const std::string& name);

}  // namespace vod::api
