#pragma once

#include <cstdint>
#include <string>

#include "base/ids.h"
#include "model/events.h"
#include "ports/database.h"

/// What an operator does with one event. Each moves it from one state to another with all that hangs on it: what is
/// on its way to the app's URL, what is noted of its handings-out, its parking. Handles of before are void then. The
/// time of the move is the time from which the event ages (catalogue/event_retention.h). False: the event is not the
/// app's, or in a state that this is not for, and nothing was changed.
namespace vod::catalogue {

/// Queued or sending: set aside. Its push ends; an attempt that is under way may still reach the receiver.
Result<bool> set_aside(Transaction& tx, AppId app, std::uint64_t sequence, const std::string& reason,
                       std::int64_t now_ms);
/// Any state but queued: pullable again, in its place. Who calls it has Queue::readmit run on commit.
Result<bool> bring_to_queue(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t now_ms);
/// Any state: sent to the app's URL at once, with its retries anew; marked as a redelivery or not. Who calls it has
/// redelivery_bell rung on commit.
Result<bool> bring_to_callback(Transaction& tx, AppId app, std::uint64_t sequence, bool is_redelivery,
                               std::int64_t now_ms);
/// Queued, parked or sending, in exactly this state: gone for good, with its attempts. The newest event of all stays as
/// history instead, since its number would be given again.
Result<bool> purge_event(Transaction& tx, AppId app, std::uint64_t sequence, EventState state, std::int64_t now_ms);

}  // namespace vod::catalogue
