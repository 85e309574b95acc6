#include "api/actions.h"
#include "api/checks.h"
#include "wire/templates/told_rules.h"

namespace vod::api {

Result<wire::DescribeTemplateRulesResponse> answer(Context&, const wire::DescribeTemplateRulesRequest& request) {
  const std::string kind = request.Kind.value_or("");
  if (const std::string kinds = wire::template_kind_words(); !kind.empty() && !wire::is_word_of(kinds, kind)) {
    return error(ErrorCode::invalid_parameter_value, "Kind",
                 "Kind: " + wire::in_quotes(kind) + " is none of: " + kinds + ".");
  }
  wire::DescribeTemplateRulesResponse response;
  response.RuleSet = wire::template_rules(kind);
  return response;
}

}  // namespace vod::api
