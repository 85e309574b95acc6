#include "ports/change_log.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_set>

#include "base/text.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::size_t epoch_digits = 12;

// What names the object of a change, apart from its kind and app.
std::uint64_t object_hash(const Change& change) {
  switch (change.kind) {
    case ChangeKind::media:
      return std::hash<std::uint64_t>()(change.file ? change.file->value : 0);
    case ChangeKind::task:
      return std::hash<std::string>()(change.task);
    case ChangeKind::event:
    case ChangeKind::delivery:
      break;
  }
  return std::hash<std::uint64_t>()(change.sequence);
}

bool same_object(const Change& left, const Change& right) {
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case ChangeKind::media:
      return left.file == right.file;
    case ChangeKind::task:
      return left.task == right.task;
    case ChangeKind::event:
    case ChangeKind::delivery:
      break;
  }
  return left.sequence == right.sequence;
}

struct ObjectHash {
  std::size_t operator()(const Change* change) const {
    return object_hash(*change) * change_kinds + static_cast<std::size_t>(change->kind);
  }
};
struct ObjectEqual {
  bool operator()(const Change* left, const Change* right) const { return same_object(*left, *right); }
};

}  // namespace

ChangeLog::ChangeLog(Bells& bells, Random& random) : bells_(bells), epoch_(random.hex(epoch_digits)) {}

void ChangeLog::add(std::span<const Change> changes) {
  if (changes.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    for (const Change& change : changes) {
      Ring& ring = rings_[static_cast<std::size_t>(change.kind)];
      ++last_;
      if (ring.entries.size() < limits::changes_kept_max) {
        ring.entries.push_back({last_, change});
        continue;
      }
      Entry& oldest = ring.entries[ring.next];
      ring.last_lost = oldest.number;
      oldest.number = last_;
      oldest.change = change;
      ring.next = (ring.next + 1) % ring.entries.size();
    }
  }
  bells_.ring_all(bell);
}

ChangeLog::Found ChangeLog::after(std::string_view cursor, const Wanted& wanted) const {
  Found found;
  const auto from = number_of(cursor);
  const std::lock_guard lock(mutex_);
  // Entries that were not asked for don't matter when they are lost.
  bool is_lost = !from || *from > last_;
  for (std::size_t kind = 0; kind < change_kinds && !is_lost; ++kind) {
    is_lost = wanted.kinds[kind] && rings_[kind].last_lost > *from;
  }
  if (is_lost) {
    found.is_reset = true;
    found.cursor = cursor_at(last_);
    return found;
  }
  std::vector<const Entry*> entries;
  for (std::size_t kind = 0; kind < change_kinds; ++kind) {
    const Ring& ring = rings_[kind];
    if (!wanted.kinds[kind]) continue;
    for (std::size_t i = ring.entries.size(); i > 0; --i) {
      const Entry& entry = ring.at(i - 1);
      if (entry.number <= *from) break;
      if (entry.change.app == wanted.app) entries.push_back(&entry);
    }
  }
  std::ranges::sort(entries, {}, &Entry::number);
  // Page by page in order; within a page the latest change of an object stands for all.
  std::uint64_t end = last_;
  if (entries.size() > wanted.limit) {
    entries.resize(wanted.limit);
    end = entries.back()->number;
  }
  std::unordered_set<const Change*, ObjectHash, ObjectEqual> seen;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (seen.insert(&(*entry)->change).second) found.changes.push_back((*entry)->change);
  }
  std::ranges::reverse(found.changes);
  found.cursor = cursor_at(end);
  return found;
}

std::string ChangeLog::cursor_at(std::uint64_t number) const { return epoch_ + "-" + std::to_string(number); }

std::optional<std::uint64_t> ChangeLog::number_of(std::string_view cursor) const {
  if (cursor.size() <= epoch_.size() || !cursor.starts_with(epoch_) || cursor[epoch_.size()] != '-') return {};
  return parse_number<std::uint64_t>(cursor.substr(epoch_.size() + 1));
}

}  // namespace vod
