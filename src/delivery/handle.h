#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "wire/keyed_hash.h"

namespace vod {

/// Names one handing-out of one event (notification rules, section 2).
struct Handle {
  std::uint64_t sequence = 0;
  /// Counts the handings-out of the event from 1.
  std::uint32_t delivery = 0;
  /// The run of the server that handed it out.
  std::uint32_t epoch = 0;
  /// End of the lease by the wall clock; looked at only after a restart.
  std::int64_t lease_end_wall_ms = 0;

  bool operator==(const Handle&) const = default;
};

/// Writes and reads EventHandles: URL-safe text of 54 characters that only the holder of the key can make. The app is
/// part of what is signed and not of the text, so a handle is void in any other app. Thread-safe.
class HandleCodec {
 public:
  static constexpr std::size_t key_bytes = 32;
  using Key = std::array<std::byte, key_bytes>;

  explicit HandleCodec(const Key& key) : hmac_(wire::HashKind::sha256, key) {}

  std::string encode(AppId app, const Handle& handle) const;
  /// Nothing for what this codec did not write for this app. Takes any bytes.
  std::optional<Handle> decode(AppId app, std::string_view text) const;

 private:
  std::string tag_of(AppId app, std::string_view content) const;

  // Made ready once: setting a key up costs more than all the rest, and each event takes two tags on its way.
  mutable std::mutex mutex_;
  mutable wire::KeyedHmac hmac_;
};

}  // namespace vod
