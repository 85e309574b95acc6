#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/keys.h"
#include "api/world.h"

namespace vod {

/// "Nothing yet": ask again when the bell rings, or when the call has waited for so long, whatever comes first.
struct Wait {
  std::string bell;
  std::int64_t until_waited_ms = 0;
};

/// One call, as its handler sees it.
///
/// A handler that has nothing to say yet sets `wait` and returns any value: it is dropped, and the handler is run again
/// later with a larger `waited_ms` (and once more right away, since the bell may have rung before anyone listened). It
/// runs on one thread at a time; no thread is held between the runs.
struct Context {
  World& world;
  std::shared_ptr<const Key> key;
  /// The app that SubAppId names, or the default one; it exists, and is switched on unless the action takes any.
  AppId app;
  /// Its row as of the call's beginning; null for actions without an app.
  std::shared_ptr<const App> app_row;
  std::string request_id;
  /// The client's address.
  std::string peer;
  /// Wall clock at arrival.
  std::int64_t now_ms = 0;
  /// How long the call has waited by now; 0 in the first run. Past every deadline when the server is stopping.
  std::int64_t waited_ms = 0;
  std::optional<Wait> wait;

  /// True unless the client is known to be gone. To be asked right before something is handed out that would be lost
  /// with the answer, as leases are. A client that closed its sending half counts as gone.
  bool is_client_there() const { return !client_there || client_there(); }
  /// `undo` runs when the answer could not be written, on a handler thread.
  void on_answer_lost(std::function<void()> undo) { undos.push_back(std::move(undo)); }

  // For the door and the transport.
  std::function<bool()> client_there;
  std::vector<std::function<void()>> undos;
};

}  // namespace vod
