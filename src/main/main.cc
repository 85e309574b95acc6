// openvod: the server, and the command line for people who run it or write against it.
#include "base/clock.h"
#include "main/cli/command_line.h"
#include "main/embedded_console.h"

int main(int argc, char** argv) {
  const vod::SystemClock clock;
  return vod::cli::run_command_line(argc, argv, clock, vod::embedded_console());
}
