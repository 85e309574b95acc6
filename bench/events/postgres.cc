#include "postgres.h"

#include <libpq-fe.h>
#include <poll.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace vod::bench {
namespace {

constexpr const char* bin = "/usr/lib/postgresql/15/bin/";
constexpr int media_count = 10'000;

struct Freed {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Freed>;
using Answer = std::unique_ptr<PGresult, Freed>;

void check(PGconn* connection, const PGresult* answer) {
  const auto status = PQresultStatus(answer);
  must(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "postgres", PQerrorMessage(connection));
}

Connection connect(const std::string& address) {
  Connection connection(PQconnectdb(address.c_str()));
  must(PQstatus(connection.get()) == CONNECTION_OK, "postgres", PQerrorMessage(connection.get()));
  return connection;
}

void ask(PGconn* connection, const std::string& sql) {
  const Answer answer(PQexec(connection, sql.c_str()));
  check(connection, answer.get());
}

// The tables of version 1 and 2 of our schema, with what they cost on each change: rows and indexes.
void create_tables(PGconn* connection) {
  ask(connection, "SET client_min_messages = warning");
  ask(connection, "DROP TABLE IF EXISTS media, events");
  ask(connection,
      "CREATE TABLE media(row bigserial PRIMARY KEY, sub_app_id bigint NOT NULL, file_id bigint NOT NULL,"
      " name text NOT NULL, description text NOT NULL, class_id bigint NOT NULL, type text NOT NULL,"
      " category text NOT NULL, path text NOT NULL, cover_path text NOT NULL, storage_region text NOT NULL,"
      " source_type text NOT NULL, source_context text NOT NULL, tags text NOT NULL, created_ms bigint NOT NULL,"
      " updated_ms bigint NOT NULL, expire_ms bigint NOT NULL, ingest bigint NOT NULL, metadata text NOT NULL,"
      " probe_code text NOT NULL, probe_detail text NOT NULL, key_frames text NOT NULL, has_original bigint NOT NULL)");
  ask(connection, "CREATE UNIQUE INDEX media_by_id ON media(sub_app_id, file_id)");
  ask(connection, "CREATE INDEX media_by_time ON media(sub_app_id, created_ms)");
  ask(connection, "CREATE INDEX media_by_expiry ON media(expire_ms) WHERE expire_ms > 0");
  ask(connection,
      "CREATE TABLE events(seq bigserial PRIMARY KEY, sub_app_id bigint NOT NULL, state bigint NOT NULL,"
      " type bigint NOT NULL, created_ms bigint NOT NULL, closed_ms bigint NOT NULL DEFAULT 0,"
      " closed_epoch bigint NOT NULL DEFAULT 0, closed_delivery bigint NOT NULL DEFAULT 0, file_id bigint,"
      " task_id text, body text NOT NULL, flags bigint NOT NULL DEFAULT 0)");
  ask(connection, "CREATE INDEX events_queued ON events(sub_app_id, seq) WHERE state = 0");
  ask(connection,
      "INSERT INTO media(sub_app_id, file_id, name, description, class_id, type, category, path, cover_path,"
      " storage_region, source_type, source_context, tags, created_ms, updated_ms, expire_ms, ingest, metadata,"
      " probe_code, probe_detail, key_frames, has_original)"
      " SELECT 1500000001, n, 'film ' || n, '', 0, 'mp4', 'Video', '/00000000vodcq1500000001/' || n || '/a.mp4', '',"
      " '', '', '', '', n, n, 0, 0, '', '', '', '', 1 FROM generate_series(0, " +
          std::to_string(media_count - 1) + ") n");
  ask(connection, "VACUUM ANALYZE media");
}

// One connection and its statement.
class Lane {
 public:
  explicit Lane(const std::string& address) : connection_(connect(address)) {
    const Answer answer(PQprepare(connection_.get(), "change",
                                  "WITH changed AS (UPDATE media SET updated_ms = $1 WHERE sub_app_id = 1500000001"
                                  " AND file_id = $2 RETURNING 1)"
                                  " INSERT INTO events(sub_app_id, state, type, created_ms, file_id, task_id, flags,"
                                  " body) VALUES(1500000001, 0, 4, $1, $2, $3, 0, $4)",
                                  4, nullptr));
    check(connection_.get(), answer.get());
    must(PQsetnonblocking(connection_.get(), 1) == 0, "postgres", "blocks");
  }

  int socket() const { return PQsocket(connection_.get()); }
  void send(std::int64_t turn) {
    const std::string time = std::to_string(turn);
    const std::string file = std::to_string(turn % media_count);
    const std::array<const char*, 4> values = {
        time.c_str(), file.c_str(), "1500000001-procedurev2-acd4af4d1c7c4d4da3b7a8c0b7f1d9e5t0", event_body().c_str()};
    must(PQsendQueryPrepared(connection_.get(), "change", 4, values.data(), nullptr, nullptr, 0) == 1, "postgres",
         PQerrorMessage(connection_.get()));
    must(PQflush(connection_.get()) == 0, "postgres", "a change does not fit the socket");
  }
  // True when its change is committed.
  bool is_done() {
    must(PQconsumeInput(connection_.get()) == 1, "postgres", PQerrorMessage(connection_.get()));
    while (PQisBusy(connection_.get()) == 0) {
      const Answer answer(PQgetResult(connection_.get()));
      if (!answer) return true;
      check(connection_.get(), answer.get());
    }
    return false;
  }

 private:
  Connection connection_;
};

}  // namespace

bool Postgres::is_there() { return is_installed(std::string(bin) + "postgres"); }

// PostgreSQL refuses to run as root: its own user, whom the package makes, takes over then.
Postgres::Postgres(const Plan& plan) : port_(free_port()) {
  const fs::path folder = plan.fresh("postgres");
  const fs::path data = folder / "data";
  const fs::path log = folder / "words";
  const std::string user = ::geteuid() == 0 ? "postgres" : "";
  fs::create_directories(data);
  if (!user.empty()) {
    const passwd* const row = ::getpwnam(user.c_str());
    must(row != nullptr && ::chown(data.c_str(), row->pw_uid, row->pw_gid) == 0, "postgres", "has no user");
    // It has to come through all folders above; none of them is secret.
    for (fs::path above = folder; above != above.root_path() && above != fs::temp_directory_path();
         above = above.parent_path()) {
      fs::permissions(above, fs::perms::others_exec, fs::perm_options::add);
    }
  }
  Program initdb({.arguments = {std::string(bin) + "initdb", "-D", data.string(), "-U", "bench", "-A", "trust",
                                "--no-locale", "-E", "UTF8"},
                  .environment = {},
                  .log = log,
                  .user = user});
  initdb.finish_by_itself();
  must(fs::exists(data / "global" / "pg_control"), "initdb", "failed, see " + log.string());
  program_ = std::make_unique<Program>(
      Program::Start{.arguments = {std::string(bin) + "postgres", "-D", data.string(), "-p", std::to_string(port_),
                                   "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c",
                                   "shared_buffers=256MB", "-c", "max_wal_size=4GB"},
                     .environment = {},
                     .log = log,
                     .user = user});
  program_->wait_until([this] {
    const Connection probe(PQconnectdb(address().c_str()));
    return PQstatus(probe.get()) == CONNECTION_OK;
  });
}

std::string Postgres::address() const {
  return "host=127.0.0.1 port=" + std::to_string(port_) + " user=bench dbname=postgres";
}

double Postgres::changes_per_second(int run_ms) {
  create_tables(connect(address()).get());
  std::vector<std::unique_ptr<Lane>> lanes;
  std::vector<pollfd> polled;
  for (int i = 0; i < in_flight; ++i) {
    lanes.push_back(std::make_unique<Lane>(address()));
    polled.push_back({lanes.back()->socket(), POLLIN, 0});
  }
  std::int64_t turn = 0;
  std::int64_t changes = 0;
  const auto start = SteadyClock::now();
  const auto end = start + milliseconds(run_ms);
  for (const auto& lane : lanes) lane->send(turn++);
  while (changes < turn) {
    ::poll(polled.data(), polled.size(), -1);
    const bool go_on = SteadyClock::now() < end;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      if (polled[i].revents == 0 || !lanes[i]->is_done()) continue;
      ++changes;
      if (go_on) {
        lanes[i]->send(turn++);
      } else {
        polled[i].fd = -1;
      }
    }
  }
  return static_cast<double>(changes) / seconds_since(start);
}

}  // namespace vod::bench
