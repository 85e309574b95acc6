#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/templates.h"
#include "wire/types.h"

/// Transcode templates: rules, and the way between the wire and the model.
namespace vod::wire {

/// Fills the defaults in and checks everything, as CreateTranscodeTemplate promises it: the error names the field, the
/// value and the rule. VideoTemplate goes when RemoveVideo is 1, AudioTemplate when RemoveAudio is 1.
Done complete_template(TranscodeTemplate& wanted);

/// Appends what DescribeTemplateRules tells of these rules.
void tell_transcode_rules(std::vector<TemplateRule>& rules, std::string_view kind);

/// Partial changes; what is absent stays as it is. complete_template() comes after it.
void take_over(TranscodeTemplate& to, const ModifyTranscodeTemplateRequest& from);

/// The template as a client sees it, without its times.
TranscodeTemplate view_of(const vod::TranscodeTemplate& row);
/// What the pipeline works by, of a template that went through complete_template().
vod::TranscodeTemplate settings_of(const TranscodeTemplate& view);

/// Changes the template as TranscodeTaskInput.OverrideParameter asks, for one task. What it changes is checked as
/// CreateTranscodeTemplate checks it, with paths that begin with `prefix` ("OverrideParameter."); the rest stays as it
/// is, also where a preset has figures that a custom template could not have.
Done apply_override(vod::TranscodeTemplate& wanted, const OverrideTranscodeParameter& changes,
                    std::string_view prefix = "OverrideParameter.");

}  // namespace vod::wire
