#include "rabbitmq.h"

#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <sys/time.h>

#include <fstream>

#include "cycle.h"

namespace vod::bench {
namespace {

constexpr amqp_channel_t channel = 1;

void check(const amqp_rpc_reply_t& reply, std::string_view what) {
  must(reply.reply_type == AMQP_RESPONSE_NORMAL, "rabbitmq", what);
}

amqp_bytes_t bytes(const std::string& text) { return {text.size(), const_cast<char*>(text.data())}; }

class Connection {
 public:
  explicit Connection(int port) : state_(amqp_new_connection()) {
    amqp_socket_t* const socket = amqp_tcp_socket_new(state_);
    must(amqp_socket_open(socket, "127.0.0.1", port) == AMQP_STATUS_OK, "rabbitmq", "can't connect");
    check(amqp_login(state_, "/", 0, 131'072, 0, AMQP_SASL_METHOD_PLAIN, "guest", "guest"), "login");
    amqp_channel_open(state_, channel);
    check(amqp_get_rpc_reply(state_), "channel");
  }
  ~Connection() { amqp_destroy_connection(state_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  amqp_connection_state_t get() const { return state_; }

 private:
  amqp_connection_state_t state_;
};

void declare(int port, const std::string& queue) {
  const Connection connection(port);
  amqp_table_entry_t kind{};
  kind.key = amqp_cstring_bytes("x-queue-type");
  kind.value.kind = AMQP_FIELD_KIND_UTF8;
  kind.value.value.bytes = amqp_cstring_bytes("quorum");
  const amqp_table_t arguments{1, &kind};
  amqp_queue_declare(connection.get(), channel, bytes(queue), 0, 1, 0, 0, arguments);
  check(amqp_get_rpc_reply(connection.get()), "queue");
}

// Publishes until `end`, 64 without their confirm at most.
std::int64_t publish(int port, const std::string& queue, SteadyClock::time_point end) {
  const Connection connection(port);
  amqp_confirm_select(connection.get(), channel);
  check(amqp_get_rpc_reply(connection.get()), "confirms");
  amqp_basic_properties_t lasting{};
  lasting._flags = AMQP_BASIC_DELIVERY_MODE_FLAG;
  lasting.delivery_mode = AMQP_DELIVERY_PERSISTENT;
  std::uint64_t sent = 0;
  std::uint64_t confirmed = 0;
  while (SteadyClock::now() < end || confirmed < sent) {
    while (sent - confirmed < in_flight && SteadyClock::now() < end) {
      must(amqp_basic_publish(connection.get(), channel, amqp_empty_bytes, bytes(queue), 0, 0, &lasting,
                              bytes(event_body())) == AMQP_STATUS_OK,
           "rabbitmq", "publish");
      ++sent;
    }
    if (confirmed == sent) continue;
    amqp_frame_t frame;
    must(amqp_simple_wait_frame(connection.get(), &frame) == AMQP_STATUS_OK, "rabbitmq", "frame");
    must(frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_ACK_METHOD, "rabbitmq",
         "no confirm");
    const auto* const ack = static_cast<amqp_basic_ack_t*>(frame.payload.method.decoded);
    confirmed = ack->multiple != 0 ? ack->delivery_tag : confirmed + 1;
    amqp_maybe_release_buffers(connection.get());
  }
  return static_cast<std::int64_t>(sent);
}

void consume(int port, const std::string& queue, Tally& tally) {
  const Connection connection(port);
  amqp_basic_qos(connection.get(), channel, 0, 2 * batch, 0);
  check(amqp_get_rpc_reply(connection.get()), "qos");
  amqp_basic_consume(connection.get(), channel, bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
  check(amqp_get_rpc_reply(connection.get()), "consume");
  int unconfirmed = 0;
  std::uint64_t last = 0;
  const auto confirm = [&] {
    if (unconfirmed == 0) return;
    must(amqp_basic_ack(connection.get(), channel, last, 1) == AMQP_STATUS_OK, "rabbitmq", "ack");
    tally.confirmed += std::exchange(unconfirmed, 0);
  };
  while (!tally.is_over()) {
    amqp_envelope_t envelope;
    timeval wait{0, 2'000};
    amqp_maybe_release_buffers(connection.get());
    const auto reply = amqp_consume_message(connection.get(), &envelope, &wait, 0);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) {
      must(reply.library_error == AMQP_STATUS_TIMEOUT, "rabbitmq", "delivery");
      confirm();
      continue;
    }
    last = envelope.delivery_tag;
    amqp_destroy_envelope(&envelope);
    if (++unconfirmed == batch) confirm();
  }
}

}  // namespace

bool RabbitMq::is_there() { return is_installed("/usr/lib/rabbitmq/bin/rabbitmq-server") && is_installed("epmd"); }

RabbitMq::RabbitMq(const Plan& plan) : port_(free_port()) {
  const fs::path folder = plan.fresh("rabbitmq");
  const int names_port = free_port();
  std::ofstream(folder / "rabbitmq.conf") << "listeners.tcp.1 = 127.0.0.1:" << port_ << "\nlog.console.level = error\n";
  std::ofstream(folder / "plugins") << "[].\n";
  const std::string names = "ERL_EPMD_PORT=" + std::to_string(names_port);
  const std::string home = "HOME=" + folder.string();
  names_ = std::make_unique<Program>(Program::Start{.arguments = {"epmd", "-address", "127.0.0.1"},
                                                    .environment = {names, home},
                                                    .log = folder / "names",
                                                    .user = {}});
  names_->wait_until([&] { return is_open(names_port); });
  const auto at = [&](const char* name, const char* file) {
    return std::string(name) + "=" + (folder / file).string();
  };
  program_ = std::make_unique<Program>(
      Program::Start{.arguments = {"/usr/lib/rabbitmq/bin/rabbitmq-server"},
                     .environment = {names, home, "RABBITMQ_NODENAME=bench@localhost",
                                     "RABBITMQ_DIST_PORT=" + std::to_string(free_port()),
                                     "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-start_epmd false -kernel "
                                     "inet_dist_use_interface {127,0,0,1}",
                                     at("RABBITMQ_MNESIA_BASE", "data"), at("RABBITMQ_LOG_BASE", "log"),
                                     at("RABBITMQ_CONFIG_FILE", "rabbitmq.conf"),
                                     at("RABBITMQ_ENABLED_PLUGINS_FILE", "plugins"), at("RABBITMQ_PID_FILE", "pid")},
                     .log = folder / "words",
                     .user = {}});
  program_->wait_until([this] { return is_open(port_); });
}

double RabbitMq::cycles_per_second(int run_ms) {
  const std::string queue = "events" + std::to_string(++runs_);
  declare(port_, queue);
  return bench::cycles_per_second([&] { return publish(port_, queue, SteadyClock::now() + milliseconds(run_ms)); },
                                  [&](int, Tally& tally) { consume(port_, queue, tally); });
}

}  // namespace vod::bench
