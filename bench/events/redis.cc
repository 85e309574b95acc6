#include "redis.h"

#include <hiredis/hiredis.h>
#include <poll.h>

#include <vector>

#include "cycle.h"
#include "program.h"

namespace vod::bench {
namespace {

struct Freed {
  void operator()(redisContext* context) const { redisFree(context); }
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Connection = std::unique_ptr<redisContext, Freed>;
using Reply = std::unique_ptr<redisReply, Freed>;

class Redis {
 public:
  explicit Redis(const Plan& plan)
      : folder_(plan.fresh("redis")),
        port_(free_port()),
        program_({.arguments = {"redis-server", "--bind", "127.0.0.1", "--port", std::to_string(port_), "--dir",
                                folder_.string(), "--appendonly", "yes", "--appendfsync", "always", "--save", ""},
                  .environment = {},
                  .log = folder_ / "words",
                  .user = {}}) {
    program_.wait_until([this] { return is_open(port_); });
  }

  Connection connect() const {
    Connection connection(redisConnect("127.0.0.1", port_));
    must(connection && connection->err == 0, "redis", "can't connect");
    return connection;
  }

 private:
  fs::path folder_;
  int port_;
  Program program_;
};

Reply next_reply(redisContext* connection) {
  void* reply = nullptr;
  must(redisGetReply(connection, &reply) == REDIS_OK, "redis", connection->errstr);
  Reply owned(static_cast<redisReply*>(reply));
  must(owned->type != REDIS_REPLY_ERROR, "redis", owned->type == REDIS_REPLY_ERROR ? owned->str : "");
  return owned;
}

Reply ask(redisContext* connection, const std::vector<std::string_view>& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  redisAppendCommandArgv(connection, static_cast<int>(words.size()), texts.data(), sizes.data());
  return next_reply(connection);
}

void send(redisContext* connection) {
  redisAppendCommand(connection, "XADD events * body %b", event_body().data(), event_body().size());
  int is_sent = 0;
  while (is_sent == 0) must(redisBufferWrite(connection, &is_sent) == REDIS_OK, "redis", connection->errstr);
}

// Each connection has one event in flight: Redis takes 16 KiB of a connection at a time and syncs once for all that it
// took in one round, so that 64 events on one connection would be synced in several groups.
std::int64_t publish(const Redis& redis, SteadyClock::time_point end) {
  std::vector<Connection> connections;
  std::vector<pollfd> polled;
  for (int i = 0; i < in_flight; ++i) {
    connections.push_back(redis.connect());
    polled.push_back({connections.back()->fd, POLLIN, 0});
  }
  for (const auto& connection : connections) send(connection.get());
  std::int64_t sent = in_flight;
  for (std::int64_t answered = 0; answered < sent;) {
    ::poll(polled.data(), polled.size(), -1);
    const bool go_on = SteadyClock::now() < end;
    for (std::size_t i = 0; i < connections.size(); ++i) {
      if (polled[i].revents == 0) continue;
      next_reply(connections[i].get());
      ++answered;
      if (!go_on) continue;
      send(connections[i].get());
      ++sent;
    }
  }
  return sent;
}

// The ids in the answer of XREADGROUP: [[stream, [[id, [name, value]], ...]]].
std::vector<std::string_view> ids_of(const redisReply* reply) {
  std::vector<std::string_view> ids;
  if (reply->type != REDIS_REPLY_ARRAY || reply->elements == 0) return ids;
  const redisReply* const entries = reply->element[0]->element[1];
  for (std::size_t i = 0; i < entries->elements; ++i) {
    const redisReply* const id = entries->element[i]->element[0];
    ids.emplace_back(id->str, id->len);
  }
  return ids;
}

void consume(const Redis& redis, int number, Tally& tally) {
  const Connection connection = redis.connect();
  const std::string name = "c" + std::to_string(number);
  const std::string count = std::to_string(batch);
  while (!tally.is_over()) {
    const Reply reply = ask(
        connection.get(), {"XREADGROUP", "GROUP", "all", name, "COUNT", count, "BLOCK", "2", "STREAMS", "events", ">"});
    const auto ids = ids_of(reply.get());
    if (ids.empty()) continue;
    std::vector<std::string_view> words = {"XACK", "events", "all"};
    words.insert(words.end(), ids.begin(), ids.end());
    ask(connection.get(), words);
    tally.confirmed += static_cast<std::int64_t>(ids.size());
  }
}

}  // namespace

bool has_redis() { return is_installed("redis-server"); }

double redis_publish_per_second(const Plan& plan) {
  const Redis redis(plan);
  const auto start = SteadyClock::now();
  const auto events = publish(redis, start + milliseconds(plan.run_ms));
  return static_cast<double>(events) / seconds_since(start);
}

double redis_cycles_per_second(const Plan& plan) {
  const Redis redis(plan);
  ask(redis.connect().get(), {"XGROUP", "CREATE", "events", "all", "$", "MKSTREAM"});
  return cycles_per_second([&] { return publish(redis, SteadyClock::now() + milliseconds(plan.run_ms)); },
                           [&](int number, Tally& tally) { consume(redis, number, tally); });
}

}  // namespace vod::bench
