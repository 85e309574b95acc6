#include "backends/processes/descriptor.h"

#include <sys/resource.h>
#include <sys/syscall.h>

namespace vod::processes {

bool close_from(unsigned first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, ~0U, 0) == 0) return true;
#endif
  rlimit open_files{};
  if (getrlimit(RLIMIT_NOFILE, &open_files) != 0) return false;
  for (rlim_t number = first; number < open_files.rlim_cur; ++number) close(static_cast<int>(number));
  return true;
}

}  // namespace vod::processes
