#include "api/key_ring.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {

Result<std::unique_ptr<KeyRing>> KeyRing::open(Database& database, std::string root_id, std::string root_secret,
                                               const Clock& clock) {
  std::unique_ptr<KeyRing> ring(new KeyRing(std::move(root_id), std::move(root_secret), clock));
  VOD_TRY(database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto keys, catalogue::list_keys(tx));
    for (const auto& key : keys) ring->put(key);
    VOD_TRY(const auto sessions, catalogue::list_sessions(tx));
    for (const auto& session : sessions) ring->put(session);
    return done();
  }));
  return ring;
}

KeyRing::KeyRing(std::string root_id, std::string root_secret, const Clock& clock)
    : root_(std::move(root_id), std::move(root_secret)), clock_(clock) {}

std::shared_ptr<const Key> KeyRing::find(std::string_view secret_id) const {
  const std::shared_lock lock(mutex_);
  if (auto key = find_lasting(secret_id)) return key;
  const auto session = sessions_.find(secret_id);
  if (session == sessions_.end()) return nullptr;
  // Whether the session itself is over is for the door to see, which has a word of its own for that.
  return find_lasting(session->second->parent_id) ? session->second : nullptr;
}

std::shared_ptr<const Key> KeyRing::find_lasting(std::string_view secret_id) const {
  if (auto key = root_.find(secret_id)) return key;
  const auto found = lasting_.find(secret_id);
  if (found == lasting_.end() || found->second.is_disabled) return nullptr;
  const std::int64_t expires_ms = found->second.expires_ms;
  return expires_ms != 0 && expires_ms <= clock_.wall_ms() ? nullptr : found->second.key;
}

Done KeyRing::insert(Transaction& tx, const catalogue::KeyRow& key) {
  VOD_TRY(const auto keys, catalogue::list_keys(tx));
  if (keys.size() >= limits::keys_max) {
    return error(ErrorCode::limit_exceeded, {}, fmt::format("There are {} keys already.", keys.size()));
  }
  VOD_TRY(catalogue::insert_key(tx, key));
  tx.on_commit([this, key] {
    const std::unique_lock lock(mutex_);
    put(key);
  });
  return done();
}

Done KeyRing::check_there(ReadTransaction& tx, const std::string& secret_id) const {
  if (secret_id == root().secret_id) {
    return error(ErrorCode::failed_operation, "KeyId",
                 "KeyId: the root key stands in a file of the server and can't be changed here.");
  }
  VOD_TRY(const auto key, catalogue::find_key(tx, secret_id));
  if (!key) {
    return error(ErrorCode::not_found, "KeyId", fmt::format("KeyId: no key \"{}\".", secret_id.substr(0, 80)));
  }
  return done();
}

Done KeyRing::set_disabled(Transaction& tx, const std::string& secret_id, bool is_disabled) {
  VOD_TRY(check_there(tx, secret_id));
  VOD_TRY(catalogue::set_key_disabled(tx, secret_id, is_disabled));
  if (is_disabled) {
    VOD_TRY(catalogue::erase_sessions_of(tx, secret_id));
  }
  tx.on_commit([this, secret_id, is_disabled] {
    const std::unique_lock lock(mutex_);
    if (const auto found = lasting_.find(secret_id); found != lasting_.end()) found->second.is_disabled = is_disabled;
    if (is_disabled) drop_sessions_of(secret_id);
  });
  return done();
}

Done KeyRing::erase(Transaction& tx, const std::string& secret_id) {
  VOD_TRY(check_there(tx, secret_id));
  VOD_TRY(catalogue::erase_key(tx, secret_id));
  tx.on_commit([this, secret_id] {
    const std::unique_lock lock(mutex_);
    lasting_.erase(secret_id);
    drop_sessions_of(secret_id);
  });
  return done();
}

Done KeyRing::insert_session(Transaction& tx, const catalogue::ConsoleSession& session) {
  const std::int64_t now_ms = clock_.wall_ms();
  VOD_TRY(catalogue::erase_sessions_before(tx, now_ms));
  VOD_TRY(const auto open, catalogue::list_sessions(tx));
  std::string given_up;
  if (open.size() >= limits::console_sessions_max) {
    given_up = std::ranges::min_element(open, {}, &catalogue::ConsoleSession::expires_ms)->secret_id;
    VOD_TRY(catalogue::erase_session(tx, given_up));
  }
  VOD_TRY(catalogue::insert_session(tx, session));
  tx.on_commit([this, session, given_up, now_ms] {
    const std::unique_lock lock(mutex_);
    std::erase_if(sessions_, [&](const auto& entry) { return entry.second->secret.expires_ms < now_ms; });
    sessions_.erase(given_up);
    put(session);
  });
  return done();
}

Done KeyRing::erase_session(Transaction& tx, const std::string& secret_id) {
  VOD_TRY(catalogue::erase_session(tx, secret_id));
  tx.on_commit([this, secret_id] {
    const std::unique_lock lock(mutex_);
    sessions_.erase(secret_id);
  });
  return done();
}

void KeyRing::put(const catalogue::KeyRow& row) {
  Key key;
  key.secret_id = row.secret_id;
  key.secret.secret_key = row.secret_key;
  key.is_read_only = row.is_read_only;
  key.only_app = row.only_app;
  key.name = row.name;
  lasting_[row.secret_id] = {std::make_shared<const Key>(std::move(key)), row.is_disabled, row.expires_ms};
}

void KeyRing::put(const catalogue::ConsoleSession& session) {
  // Rights never change once a key is made, so the session keeps its own copy of them.
  std::shared_ptr<const Key> parent = root_.find(session.parent_id);
  if (const auto found = lasting_.find(session.parent_id); found != lasting_.end()) parent = found->second.key;
  if (!parent) return;  // The root key was replaced since.
  Key key = *parent;
  key.secret_id = session.secret_id;
  key.secret = {session.secret_key, session.token, session.expires_ms};
  key.parent_id = session.parent_id;
  sessions_[session.secret_id] = std::make_shared<const Key>(std::move(key));
}

void KeyRing::drop_sessions_of(const std::string& parent_id) {
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second->parent_id == parent_id; });
}

}  // namespace vod
