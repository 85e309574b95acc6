#pragma once

#include <optional>
#include <vector>

#include "base/bells.h"
#include "model/events.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Writes an event in the transaction of its cause and gives its sequence number. The app's configuration at this
/// moment decides whether it is queued, sent or kept as history, and whether its 2.0 form is sent too; the bell of its
/// destination rings when it is durable.
Result<std::uint64_t> append_event(Transaction& tx, Bells& bells, const EventDraft& draft);

/// Which form callbacks of PullComplete have from now on; fixed for each event when it is written.
Done set_media_info_form(Transaction& tx, MediaInfoForm form);

Result<std::optional<Event>> find_event(ReadTransaction& tx, std::uint64_t sequence);
Done set_event_state(Transaction& tx, std::uint64_t sequence, EventState state);

/// The bell that rings when an event is to be sent to a callback URL.
inline constexpr const char* push_bell = "push";

}  // namespace vod::catalogue
