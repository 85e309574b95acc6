#include "api/actions.h"
#include "api/procedure_requests.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::CreateProcedureTemplateResponse> answer(Context& context,
                                                     const wire::CreateProcedureTemplateRequest& request) {
  VOD_TRY(const auto procedure,
          checked_procedure(request.Name, request.Comment, request.MediaProcessTask, context.now_ms));
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto same, catalogue::find_procedure(tx, context.app, procedure.name));
    if (same) {
      return error(ErrorCode::existed_procedure_name, "Name",
                   "Name: there is a procedure \"" + procedure.name + "\"; ResetProcedureTemplate replaces it.");
    }
    VOD_TRY(const auto all, catalogue::list_procedures(tx, context.app));
    if (all.size() >= limits::procedures_max) {
      return error(ErrorCode::limit_exceeded, "Name",
                   "An application has at most " + std::to_string(limits::procedures_max) +
                       " procedures of its own; delete one first.");
    }
    return catalogue::put_procedure(tx, context.app, procedure);
  }));
  return wire::CreateProcedureTemplateResponse();
}

}  // namespace vod::api
