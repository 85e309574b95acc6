#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/edit/plan_edit.h"

namespace vod {

/// The room that an MP4 file of the copied parts keeps in front of its packets for its index, which is then written
/// there at the end; 0 where that would be too much of the file, and the packets have to be moved for the index. More
/// than an index mostly takes; where it is too little, FFmpeg fails at the end.
std::uint64_t index_room_bytes(const std::vector<EditPart>& parts);

}  // namespace vod
