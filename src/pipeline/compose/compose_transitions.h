#pragma once

#include <span>
#include <string_view>

namespace vod {

/// How near what is seen comes to the transition of that name in the cloud.
enum class TransitionMatch { same, close, nearest };
std::string_view name_of(TransitionMatch match);

/// One row of the table of transitions that ComposeMedia knows.
struct TransitionRow {
  /// As on the wire.
  std::string_view name;
  /// FFmpeg's xfade transition, or "custom" with an expression; empty for the one of sound.
  std::string_view xfade;
  std::string_view expression;
  TransitionMatch match{};
  /// What is seen or heard, for the guide.
  std::string_view look;

  bool is_sound() const { return xfade.empty(); }
};

/// All of them, in the order of the API's documents.
std::span<const TransitionRow> transition_rows();
/// Null when there is none of that name.
const TransitionRow* find_transition(std::string_view wire_name);

}  // namespace vod
