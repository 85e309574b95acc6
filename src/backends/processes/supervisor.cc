#include "backends/processes/supervisor.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <utility>

#include "backends/processes/child.h"
#include "model/errors.h"

namespace vod::processes {
namespace {

// How often the end of a program is looked for on kernels that can't tell it through a descriptor.
constexpr int look_ms = 20;

}  // namespace

/// A program as its owner holds it.
class SupervisedProcess final : public RunningProcess {
 public:
  SupervisedProcess(Supervisor& supervisor, std::shared_ptr<Child> child)
      : supervisor_(supervisor), child_(std::move(child)), finished_(child_->finished.get_future()) {}
  ~SupervisedProcess() override {
    if (!finished_.valid()) return;
    cancel();
    finished_.wait();
  }

  void cancel() override {
    child_->cancel_asked = true;
    supervisor_.wake();
  }

  ProcessResult wait() override { return finished_.get(); }

 private:
  Supervisor& supervisor_;
  std::shared_ptr<Child> child_;
  std::future<ProcessResult> finished_;
};

Supervisor::Supervisor() : bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { work(); }) {}

Supervisor::~Supervisor() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
}

Result<std::unique_ptr<RunningProcess>> Supervisor::start(Launch launch, Processes::LineFunction line) {
  auto child = std::make_shared<Child>();
  child->limits = launch.limits;
  child->line = std::move(line);
  auto launched = child->launched.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return error(ErrorCode::cancelled, {}, "The server is stopping.");
    orders_.push_back({std::move(launch), child});
  }
  wake();
  VOD_TRY(launched.get());
  return std::unique_ptr<RunningProcess>(std::make_unique<SupervisedProcess>(*this, std::move(child)));
}

void Supervisor::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell_.number(), &one, sizeof(one));
}

void Supervisor::work() {
  for (;;) {
    take_orders();
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) {
        for (const auto& child : children_) child->cancel_asked = true;
        if (children_.empty()) return;
      }
    }
    wait_for_news(wait_ms());
    for (const auto& child : children_) look_after(*child);
    std::erase_if(children_, [](const auto& child) { return child->ended; });
  }
}

void Supervisor::take_orders() {
  std::deque<Order> orders;
  {
    const std::lock_guard lock(mutex_);
    orders.swap(orders_);
  }
  for (auto& order : orders) {
    order.launch.book = warden_.book();
    auto launched = launch(order.launch);
    if (!launched) {
      order.child->launched.set_value(launched.error());
      continue;
    }
    order.child->process = std::move(launched.value());
    order.child->book = warden_.book();
    order.child->started_ms = order.child->heard_ms = steady_ms();
    children_.push_back(order.child);
    order.child->launched.set_value(done());
  }
}

int Supervisor::wait_ms() const {
  const std::int64_t now = steady_ms();
  std::int64_t soonest = -1;
  for (const auto& child : children_) {
    const std::int64_t next = child->process.ended.valid() ? child->next_limit_ms(now) : look_ms;
    if (next >= 0) soonest = soonest < 0 ? next : std::min(soonest, next);
  }
  return static_cast<int>(std::min<std::int64_t>(soonest, 60'000));
}

void Supervisor::wait_for_news(int timeout_ms) {
  std::vector<pollfd> places = {{bell_.number(), POLLIN, 0}};
  for (const auto& child : children_) {
    for (const Descriptor* from :
         {&child->process.standard_output, &child->process.standard_error, &child->process.ended}) {
      if (from->valid()) places.push_back({from->number(), POLLIN, 0});
    }
  }
  poll(places.data(), places.size(), timeout_ms);
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto count = read(bell_.number(), &rings, sizeof(rings));
}

void Supervisor::look_after(Child& child) {
  const std::int64_t now = steady_ms();
  child.read_output(now);
  child.enforce(now);
  if (child.collect_end(now)) child.finished.set_value(std::move(child.result));
}

}  // namespace vod::processes
