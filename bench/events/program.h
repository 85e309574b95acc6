#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "plan.h"

namespace vod::bench {

/// Another program, started for one case: in a process group of its own, that goes with its owner and also when this
/// process is killed.
class Program {
 public:
  struct Start {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;  // `NAME=value`, beside our own.
    fs::path log;                          // Where its words go.
    std::string user;                      // Empty: our own.
  };
  explicit Program(const Start& start);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t id() const { return id_; }
  /// Waits until it answers; gives up with its log's name when it ends before, or takes too long.
  void wait_until(const std::function<bool()>& ready);
  /// Waits for its own end; a minute at most.
  void finish_by_itself();
  /// Ends it in good order: SIGTERM, and a minute.
  void finish();

 private:
  pid_t id_ = -1;
  std::string name_;
  fs::path log_;
};

/// A port of 127.0.0.1 where nobody listens now.
int free_port();
bool is_open(int port);
/// Whether the program can be found on PATH.
bool is_installed(const std::string& program);

}  // namespace vod::bench
