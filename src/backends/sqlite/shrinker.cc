#include "backends/sqlite/shrinker.h"

#include <string>

namespace vod::sqlite {

Shrinker::Shrinker(Connection& connection, std::uint64_t free_bytes_kept, std::uint64_t page_bytes)
    : connection_(connection), pages_kept_(static_cast<std::int64_t>(free_bytes_kept / page_bytes)) {}

Done Shrinker::step(int pages) {
  may_have_pages_ = false;
  VOD_TRY(const auto before, connection_.number("PRAGMA freelist_count"));
  if (before <= pages_kept_) return done();
  VOD_TRY(connection_.execute("PRAGMA incremental_vacuum(" + std::to_string(pages) + ")"));
  VOD_TRY(const auto after, connection_.number("PRAGMA freelist_count"));
  may_have_pages_ = after < before && after > pages_kept_;
  return done();
}

}  // namespace vod::sqlite
