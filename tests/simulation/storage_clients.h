#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/storage_rules.h"
#include "stage.h"

namespace vod::simulation {

/// Those who move media between storage classes and retrieve archived ones, with the rules that hold for it: what was
/// accepted ends once and not before its time, a restored copy stays as long as was promised, and whatever comes out of
/// an archive is told of once.
class StorageClients {
 public:
  explicit StorageClients(Stage& stage) : stage_(stage) {}

  void store();
  void move();
  void restore();

  /// Nothing has ended early.
  void check() const;
  /// Once enough time has passed for everything: all has ended.
  void check_ended() const;
  bool has_media() const { return !kept_.empty(); }
  /// The longest way and the longest copy.
  static std::int64_t longest_ms();

 private:
  struct Wish {
    engine::StorageWish wish;
    /// By the monotonic clock; the copy's end is 0 where there is none.
    std::int64_t due_ms = 0;
    std::int64_t copy_ends_ms = 0;
    bool leaves_archive = false;
  };
  struct Kept {
    AppId app;
    FileId file;
    /// As it is once all that was accepted has ended.
    StorageClass storage_class = StorageClass::standard;
    StorageClass class_before = StorageClass::standard;
    /// Accepted last.
    std::optional<Wish> last = {};
    std::uint64_t retrievals = 0;
    /// The process died, or could not write, while it was asked: nobody knows what came of it.
    bool is_unsure = false;
  };
  /// What the database has.
  struct Seen {
    bool is_there = false;
    StorageClass storage_class = StorageClass::standard;
    std::int64_t restored_until_ms = 0;
    std::uint64_t events = 0;
    bool has_move = false;
  };
  void ask(Kept& kept, const engine::StorageWish& wish);
  Seen look(const Kept& kept) const;
  Kept* any_kept() { return kept_.empty() ? nullptr : &kept_[stage_.chance.below(kept_.size())]; }

  Stage& stage_;
  std::vector<Kept> kept_;
};

}  // namespace vod::simulation
