#include "engine/joiner.h"

#include "catalogue/objects.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {

Joiner::Joiner(Database& database, Objects& objects, Bells& bells, Log& log)
    : database_(database), objects_(objects), bells_(bells), log_(log) {}

std::int64_t Joiner::step(std::int64_t now_ms) {
  std::vector<catalogue::ObjectRow> waiting;
  const auto looked = database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(waiting, catalogue::objects_to_join(tx, skip_ + 1));
    return done();
  });
  if (!looked || waiting.size() <= skip_) {
    skip_ = 0;
    return now_ms + limits::join_look_ms;
  }
  const auto joined = objects_.join(waiting[skip_].path);
  if (!joined) {
    log_.warn("{}: joining its parts failed, to be tried again: {}", waiting[skip_].path, message_of(joined.error()));
    skip_ += 1;
    return now_ms + limits::join_retry_ms;
  }
  bells_.ring_all(catalogue::work_bell);
  return now_ms;
}

}  // namespace vod::engine
