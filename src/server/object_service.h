#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/keys.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "engine/object_body.h"
#include "engine/objects.h"
#include "ports/database.h"

namespace vod {

/// Who gets the keys of encrypted streams (the setting playback.keys): who brings a play token, or everyone.
enum class KeyAccess { token, open };

/// One request for bytes, without its body: object storage calls and downloads. `headers` as received, in order, names
/// in any case; an empty value is a value.
struct ObjectRequest {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  std::string method;  // Upper case.
  std::string target;  // As received: path, maybe with a query.
  Headers headers;
  std::optional<std::uint64_t> content_length;  // Absent: no body, or a chunked one.
  bool is_tls = false;

  /// The first header of that name, in any case; "" when there is none.
  std::string_view header(std::string_view name) const;
  /// Whether there is one, maybe an empty one.
  bool has_header(std::string_view name) const;
};

/// A whole answer. `headers` are complete but for Connection and Server: Content-Length is among them (for HEAD it may
/// exceed the body, which is empty then), so is Date. Bodies are small.
struct ObjectAnswer {
  unsigned status = 200;
  ObjectRequest::Headers headers;
  std::string body;
};

/// An answer whose body is stored bytes: the head, then the slices that `body` gives one after the other (there is no
/// body for HEAD). When next() fails the head is out already: close the connection.
struct FileAnswer {
  ObjectAnswer head;
  std::unique_ptr<engine::ObjectBody> body;
};

/// Takes a request's body. Destroyed before finish(), nothing of it stays: do just that when the client vanishes.
/// One call at a time, on a thread that may block; read the next piece from the network while write() runs.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// Takes the next piece, of any size. An answer means that no more is wanted: send it and close the connection.
  virtual std::optional<ObjectAnswer> write(std::span<const std::byte> bytes) = 0;
  /// The body is whole: its end, as the framing says, was seen. Durable when it returns a success.
  virtual ObjectAnswer finish() = 0;
  /// More than this the body may not have; the sink refuses it, too.
  virtual std::uint64_t body_bytes_max() const = 0;
};

/// What to do with a request: answer at once (a body that is still to come is unwanted: close the connection after the
/// answer, or read and discard a small one), feed the body to the sink (send `100 Continue` first where the client
/// waits for it), or send stored bytes.
using ObjectPlan = std::variant<ObjectAnswer, std::unique_ptr<BodySink>, FileAnswer>;

/// Object storage as the official upload SDKs speak it, and downloads, apart from any transport.
/// All functions may block on disk and database: call them on handler threads. Thread-safe.
class ObjectService {
 public:
  /// The references outlive the service. `keys` has the lasting keys; temporary upload keys are in the database.
  ObjectService(Database& database, engine::Objects& objects, const Keys& keys, const Clock& clock, Random& random,
                Log& log, KeyAccess key_access = KeyAccess::token);
  ~ObjectService();
  ObjectService(const ObjectService&) = delete;
  ObjectService& operator=(const ObjectService&) = delete;

  /// Checks the head of a request (see route.h for what comes here) and says how to go on.
  ObjectPlan begin(const ObjectRequest& request);

 private:
  class Calls;
  const std::unique_ptr<Calls> calls_;
};

}  // namespace vod
