#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace vod {

/// What it means that a file which was written here breaks off: disk_full or io_failed.
Error broken_off(const std::filesystem::path& file);

/// Whether a file that a program wrote has its end, as far as its format tells: the boxes of MP4, the packets of
/// MPEG-TS, the last bytes of a picture, a playlist's end and the files that it names. Other formats pass.
///
/// FFmpeg says nothing of segments and pictures whose last bytes a full disk did not take: it exits with 0.
/// `file_bytes` is the limit that the file was written under; 0 = none. input_result_too_large for a file that reached
/// it, disk_full where the disk has no room now, io_failed for others that break off.
Done check_whole(const std::filesystem::path& file, std::uint64_t file_bytes);

/// The same of all files in a folder and those in it. io_failed also for what is neither a file nor a folder: a decoder
/// that was taken over could leave a link, through which the server would read or write elsewhere.
Done check_all_whole(const std::filesystem::path& folder, std::uint64_t file_bytes);

}  // namespace vod
