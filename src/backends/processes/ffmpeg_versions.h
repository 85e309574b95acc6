#pragma once

#include <string>
#include <string_view>

namespace vod::processes {

/// The version in the first line of `ffmpeg -version` ("5.1.9-0+deb12u1"); empty when it is not one.
std::string ffmpeg_version_in(std::string_view report);

/// What is known to be wrong with a version, from a table; empty when nothing is, also for builds without a number.
std::string problem_of_ffmpeg(std::string_view version);

}  // namespace vod::processes
