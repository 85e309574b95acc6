#include "catalogue/event_numbers.h"

#include "catalogue/values.h"
#include "model/events.h"

namespace vod::catalogue {

Done skip_event_numbers(Transaction& tx, std::int64_t count, std::int64_t now_ms) {
  VOD_TRY(
      tx.run("INSERT INTO events(seq, sub_app_id, state, type, created_ms, closed_ms, body)"
             " SELECT COALESCE(MAX(seq), 0) + $1, 0, $2, $3, $4, $4, '{}' FROM events",
             {count, stored(EventState::done), stored(EventType::file_deleted), now_ms}));
  return done();
}

}  // namespace vod::catalogue
