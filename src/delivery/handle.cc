#include "delivery/handle.h"

#include <span>
#include <vector>

#include "base/hash.h"
#include "base/text.h"

namespace vod {
namespace {

// Sequence, delivery, epoch, lease end, tag. Forging one takes 2^63 tries at the server within 30 seconds.
constexpr std::size_t content_bytes = 8 + 4 + 4 + 8;
constexpr std::size_t tag_bytes = 16;

void put(std::string& text, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) text += static_cast<char>((value >> shift) & 0xff);
}

std::uint64_t take(std::span<const std::byte>& from, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = (value << 8) | static_cast<std::uint8_t>(from[i]);
  from = from.subspan(bytes);
  return value;
}

}  // namespace

std::string HandleCodec::tag_of(AppId app, std::string_view content) const {
  std::string message(content);
  put(message, app.value, 8);
  const std::lock_guard lock(mutex_);
  const wire::Digest mac = hmac_.of(message);
  return std::string(text_of(mac.view().first(tag_bytes)));
}

std::string HandleCodec::encode(AppId app, const Handle& handle) const {
  std::string content;
  content.reserve(content_bytes + tag_bytes);
  put(content, handle.sequence, 8);
  put(content, handle.delivery, 4);
  put(content, handle.epoch, 4);
  put(content, static_cast<std::uint64_t>(handle.lease_end_wall_ms), 8);
  content += tag_of(app, content);
  return to_base64url(bytes_of(content));
}

std::optional<Handle> HandleCodec::decode(AppId app, std::string_view text) const {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != content_bytes + tag_bytes) return {};
  // One spelling only: base64 readers are lenient about alphabets, padding and spare bits.
  if (to_base64url(*bytes) != text) return {};
  std::span<const std::byte> content = std::span(*bytes).first(content_bytes);
  const std::string tag = tag_of(app, text_of(content));
  if (!equal_in_constant_time(bytes_of(tag), std::span(*bytes).subspan(content_bytes))) return {};
  Handle handle;
  handle.sequence = take(content, 8);
  handle.delivery = static_cast<std::uint32_t>(take(content, 4));
  handle.epoch = static_cast<std::uint32_t>(take(content, 4));
  handle.lease_end_wall_ms = static_cast<std::int64_t>(take(content, 8));
  return handle;
}

}  // namespace vod
