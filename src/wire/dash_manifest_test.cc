#include "wire/dash_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/errors.h"
#include "wire/dash_template.h"

namespace vod::wire {
namespace {

using testing::ElementsAre;

std::vector<std::string> files(const std::string& inside, const std::string& duration = "PT10S") {
  const auto found = files_of_dash_manifest("<?xml version=\"1.0\"?><MPD mediaPresentationDuration=\"" + duration +
                                            "\"><Period>" + inside + "</Period></MPD>");
  EXPECT_TRUE(found) << message_of(found.error());
  return found ? found.value() : std::vector<std::string>{};
}

TEST(DashManifest, ASegmentBaseIsTheFileOfItsBaseUrl) {
  EXPECT_THAT(files("<AdaptationSet><BaseURL>dir/</BaseURL><Representation id='1'><BaseURL>v.mp4</BaseURL><SegmentBase "
                    "indexRange='1-2'/></Representation></AdaptationSet>"),
              ElementsAre("dir/v.mp4"));
}

TEST(DashManifest, AListNamesItsSegments) {
  EXPECT_THAT(files("<AdaptationSet><Representation id='1'><SegmentList><Initialization sourceURL='i.mp4'/><SegmentURL "
                    "media='1.m4s'/><SegmentURL media='2.m4s'/></SegmentList></Representation></AdaptationSet>"),
              ElementsAre("i.mp4", "1.m4s", "2.m4s"));
}

TEST(DashManifest, ATemplateWithATimelineIsFilledIn) {
  EXPECT_THAT(files("<AdaptationSet><SegmentTemplate timescale='10' initialization='$RepresentationID$/i.mp4' "
                    "media='$RepresentationID$/$Number%03d$-$Time$.m4s' startNumber='5'><SegmentTimeline><S t='0' "
                    "d='20' r='1'/><S "
                    "d='10'/></SegmentTimeline></SegmentTemplate><Representation id='a'/></AdaptationSet>"),
              ElementsAre("a/i.mp4", "a/005-0.m4s", "a/006-20.m4s", "a/007-40.m4s"));
}

TEST(DashManifest, ATemplateWithADurationReachesToTheEnd) {
  EXPECT_THAT(files("<AdaptationSet><SegmentTemplate duration='4' media='$Number$.m4s'/><Representation id='a'/>"
                    "</AdaptationSet>"),
              ElementsAre("1.m4s", "2.m4s", "3.m4s"));
  EXPECT_THAT(files("<AdaptationSet><SegmentTemplate timescale='1' media='$Time$.m4s'><SegmentTimeline><S t='0' d='4' "
                    "r='-1'/></SegmentTimeline></SegmentTemplate><Representation id='a'/></AdaptationSet>"),
              ElementsAre("0.m4s", "4.m4s", "8.m4s"));
}

TEST(DashManifest, WhatIsNoneIsRefused) {
  EXPECT_EQ(files_of_dash_manifest("").error().code, ErrorCode::source_malformed);
  EXPECT_EQ(files_of_dash_manifest("#EXTM3U").error().code, ErrorCode::source_malformed);
  EXPECT_EQ(files_of_dash_manifest("<MPD><Period/></MPD>").error().code, ErrorCode::source_malformed);
  EXPECT_EQ(files_of_dash_manifest("<MPD type='dynamic'/>").error().code, ErrorCode::source_malformed);
}

TEST(DashManifest, ATimelineOfTooManySegmentsIsRefused) {
  EXPECT_EQ(files_of_dash_manifest("<MPD><Period><AdaptationSet><SegmentTemplate media='$Number$'><SegmentTimeline><S "
                                   "d='1' r='99999999999'/></SegmentTimeline></SegmentTemplate><Representation/>"
                                   "</AdaptationSet></Period></MPD>")
                .error()
                .code,
            ErrorCode::source_too_large);
}

TEST(DashManifest, DurationsAreRead) {
  EXPECT_EQ(parse_xml_duration("PT1H2M3.5S"), 3'723.5);
  EXPECT_EQ(parse_xml_duration("P1DT1S"), 86'401);
  EXPECT_FALSE(parse_xml_duration("10"));
  EXPECT_FALSE(parse_xml_duration("PT5"));
}

}  // namespace
}  // namespace vod::wire
