#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "receiver/callback.h"
#include "receiver/journal.h"

namespace vod::receiver {

/// The receiver's HTTP server: `POST /release/callback` goes to the handler, `GET /log` shows the journal.
class HttpService {
 public:
  using Handler = std::function<Reply(const Notification&)>;

  /// Listens at once; port 0 picks one. `handler` is called from several threads; without one notifications are not
  /// taken (404). The journal outlives the service.
  static Result<std::unique_ptr<HttpService>> listen(const std::string& host, int port, Handler handler,
                                                     const Journal& journal);
  ~HttpService();

  int port() const;
  /// Serves until SIGINT, SIGTERM or stop().
  void run();
  /// From any thread.
  void stop();

 private:
  struct Parts;
  explicit HttpService(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace vod::receiver
