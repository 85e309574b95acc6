#include "api/actions.h"
#include "api/procedure_requests.h"
#include "model/errors.h"

namespace vod::api {

Result<wire::DeleteProcedureTemplateResponse> answer(Context& context,
                                                     const wire::DeleteProcedureTemplateRequest& request) {
  VOD_TRY(own_procedure(request.Name));
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool erased, catalogue::erase_procedure(tx, context.app, request.Name));
    if (erased) return done();
    return error(ErrorCode::invalid_parameter, "Name",
                 "Name: there is no procedure \"" + request.Name.substr(0, 80) + "\" in this application.");
  }));
  return wire::DeleteProcedureTemplateResponse();
}

}  // namespace vod::api
