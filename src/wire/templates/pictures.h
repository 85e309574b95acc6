#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/templates.h"
#include "wire/types.h"

/// Templates of still and moving pictures: rules, and the way between the wire and the model. complete_template()
/// fills the defaults in and checks everything as Create promises it; take_over() makes the partial changes of Modify;
/// settings_of() reads what went through complete_template().
namespace vod::wire {

Done complete_template(SnapshotByTimeOffsetTemplate& wanted);
Done complete_template(SampleSnapshotTemplate& wanted);
Done complete_template(ImageSpriteTemplate& wanted);
Done complete_template(AnimatedGraphicsTemplate& wanted);

/// Each appends what DescribeTemplateRules tells of the rules of a kind.
void tell_snapshot_rules(std::vector<TemplateRule>& rules, std::string_view kind);
void tell_sample_rules(std::vector<TemplateRule>& rules, std::string_view kind);
void tell_sprite_rules(std::vector<TemplateRule>& rules, std::string_view kind);
void tell_animated_rules(std::vector<TemplateRule>& rules, std::string_view kind);

void take_over(SnapshotByTimeOffsetTemplate& to, const ModifySnapshotByTimeOffsetTemplateRequest& from);
void take_over(SampleSnapshotTemplate& to, const ModifySampleSnapshotTemplateRequest& from);
void take_over(ImageSpriteTemplate& to, const ModifyImageSpriteTemplateRequest& from);
void take_over(AnimatedGraphicsTemplate& to, const ModifyAnimatedGraphicsTemplateRequest& from);

SnapshotByTimeOffsetTemplate view_of(const SnapshotTemplate& row);
SampleSnapshotTemplate view_of(const vod::SampleSnapshotTemplate& row);
ImageSpriteTemplate view_of(const vod::ImageSpriteTemplate& row);
AnimatedGraphicsTemplate view_of(const vod::AnimatedGraphicsTemplate& row);

SnapshotTemplate settings_of(const SnapshotByTimeOffsetTemplate& view);
vod::SampleSnapshotTemplate settings_of(const SampleSnapshotTemplate& view);
vod::ImageSpriteTemplate settings_of(const ImageSpriteTemplate& view);
vod::AnimatedGraphicsTemplate settings_of(const AnimatedGraphicsTemplate& view);

}  // namespace vod::wire
