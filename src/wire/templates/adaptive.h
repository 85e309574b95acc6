#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/templates.h"
#include "wire/types.h"

/// Templates of adaptive streams: rules, and the way between the wire and the model.
namespace vod::wire {

/// As CreateAdaptiveDynamicStreamingTemplate promises it. unsupported_operation for DRM that needs a licence server.
Done complete_template(AdaptiveDynamicStreamingTemplate& wanted);
/// Appends what DescribeTemplateRules tells of these rules.
void tell_adaptive_rules(std::vector<TemplateRule>& rules, std::string_view kind);
/// Partial changes; a list of renditions replaces the whole one, an absent or empty list changes nothing.
void take_over(AdaptiveDynamicStreamingTemplate& to, const ModifyAdaptiveDynamicStreamingTemplateRequest& from);
AdaptiveDynamicStreamingTemplate view_of(const AdaptiveTemplate& row);
/// All renditions get the frame rate of the first, as the API has it.
AdaptiveTemplate settings_of(const AdaptiveDynamicStreamingTemplate& view);

}  // namespace vod::wire
