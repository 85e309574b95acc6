#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/stream_key.h"

namespace vod {

/// One segment as HLS' METHOD=AES-128 wants it (RFC 8216, section 5.2): AES-128-CBC with PKCS #7 padding, the media
/// sequence number as initialization vector. task_failed when the cipher can't be had.
Result<std::string> encrypt_segment(std::string_view segment, const StreamKey& key, std::uint64_t sequence);

}  // namespace vod
