#include "bugs.h"

#include <vector>

namespace vod::simulation {
namespace {

std::string replaced(std::string_view sql, std::string_view needed, std::string_view from, std::string_view to) {
  std::string text(sql);
  if (text.find(needed) == std::string::npos) return text;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

Bugs with(bool Bugs::* member) {
  Bugs bugs;
  bugs.*member = true;
  return bugs;
}

Bugs rewriting(std::function<std::string(std::string_view)> rewrite) {
  Bugs bugs;
  bugs.rewrite = std::move(rewrite);
  return bugs;
}

std::vector<PlantedBug> table() {
  return {
      {"late_confirm_accepted", "queue", "I3 late confirm", with(&Bugs::accepts_late_confirms)},
      {"visible_before_sync", "queue", "I1 visible", with(&Bugs::shows_before_sync)},
      {"lost_wake", "queue", "I1 lost wake", with(&Bugs::loses_wakes)},
      {"two_leases", "queue", "I3 two leases", with(&Bugs::leases_twice)},
      {"stale_fencing_token", "tasks", "I7 stale",
       rewriting([](std::string_view sql) { return replaced(sql, "UPDATE tasks", "AND fence = $", "AND 0 < $"); })},
      {"confirm_not_durable", "queue", "I2", with(&Bugs::confirms_before_sync)},
      {"retry_list_skipped", "callbacks", "I1 retry", with(&Bugs::skips_retry_list)},
      {"parked_handed_out", "queue", "I1 handed out",
       rewriting([](std::string_view sql) { return replaced(sql, "e.body", "e.state = 0", "e.state IN (0, 2)"); })},
      {"blob_swept_under_a_row", "media", "I6", rewriting([](std::string_view sql) {
         return replaced(sql, "SELECT 1 FROM objects WHERE blob_id", "blob_id = $1", "blob_id = $1 AND blob_id > 'c'");
       })},
      {"storage_move_ends_early", "storage", "I7 storage", rewriting([](std::string_view sql) {
         return replaced(replaced(sql, "FROM storage_moves WHERE due_ms", "due_ms <= $1", "due_ms <= $1 + 3600000"),
                         "SELECT due_ms FROM storage_moves", "SELECT due_ms", "SELECT due_ms - 3600000");
       })},
      {"rolled_back_member_acknowledged", "full_disk", "I1 lost", with(&Bugs::acknowledges_lost_members)},
  };
}

}  // namespace

std::span<const PlantedBug> planted_bugs() {
  static const std::vector<PlantedBug> bugs = table();
  return bugs;
}

const PlantedBug* find_bug(std::string_view name) {
  for (const PlantedBug& bug : planted_bugs()) {
    if (bug.name == name) return &bug;
  }
  return nullptr;
}

}  // namespace vod::simulation
