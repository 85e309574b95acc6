#include "api/actions.h"
#include "api/procedure_requests.h"
#include "model/errors.h"

namespace vod::api {

Result<wire::ResetProcedureTemplateResponse> answer(Context& context,
                                                    const wire::ResetProcedureTemplateRequest& request) {
  VOD_TRY(auto procedure, checked_procedure(request.Name, request.Comment, request.MediaProcessTask, context.now_ms));
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto before, catalogue::find_procedure(tx, context.app, procedure.name));
    if (!before) {
      return error(ErrorCode::procedure_name_not_exist, "Name",
                   "Name: there is no procedure \"" + procedure.name + "\" in this application.");
    }
    procedure.created_ms = before->created_ms;
    return catalogue::put_procedure(tx, context.app, procedure);
  }));
  return wire::ResetProcedureTemplateResponse();
}

}  // namespace vod::api
