#include "backends/processes/bubblewrap.h"

#include <algorithm>
#include <iterator>
#include <system_error>

namespace vod::processes {
namespace {

namespace fs = std::filesystem;

// On systems with a merged /usr these are links into it, and links they must stay.
void add_system(std::vector<std::string>& arguments) {
  for (const auto& folder : system_folders()) {
    std::error_code problem;
    if (fs::is_symlink(folder, problem)) {
      arguments.insert(arguments.end(), {"--symlink", fs::read_symlink(folder, problem).string(), folder.string()});
    } else if (fs::is_directory(folder, problem)) {
      arguments.insert(arguments.end(), {"--ro-bind", folder.string(), folder.string()});
    }
  }
  for (const auto& file : system_files())
    arguments.insert(arguments.end(), {"--ro-bind-try", file.string(), file.string()});
}

bool lies_in_system(const fs::path& program) {
  return std::ranges::any_of(system_folders(), [&](const fs::path& folder) {
    const auto [end, rest] = std::ranges::mismatch(folder, program);
    return end == folder.end();
  });
}

}  // namespace

const std::vector<fs::path>& system_folders() {
  static const std::vector<fs::path> folders = {"/usr", "/bin", "/lib", "/lib64"};
  return folders;
}

const std::vector<fs::path>& system_files() {
  // FFmpeg's libraries find BLAS through /etc/alternatives.
  static const std::vector<fs::path> files = {"/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts"};
  return files;
}

std::vector<std::string> bubblewrap_arguments(const fs::path& bubblewrap, const fs::path& program,
                                              const ProcessPlan& plan, int filter_descriptor) {
  std::vector<std::string> arguments = {bubblewrap.string(),
                                        "--unshare-user",
                                        "--unshare-pid",
                                        "--unshare-ipc",
                                        "--unshare-net",
                                        "--unshare-uts",
                                        "--unshare-cgroup-try",
                                        "--uid",
                                        "65534",
                                        "--gid",
                                        "65534",
                                        "--cap-drop",
                                        "ALL",
                                        "--die-with-parent",
                                        "--as-pid-1",
                                        "--clearenv",
                                        "--setenv",
                                        "PATH",
                                        "/usr/bin:/bin",
                                        "--setenv",
                                        "LANG",
                                        "C.UTF-8",
                                        "--setenv",
                                        "HOME",
                                        "/",
                                        "--hostname",
                                        "media"};
  add_system(arguments);
  if (!lies_in_system(program)) arguments.insert(arguments.end(), {"--ro-bind", program.string(), program.string()});
  for (const auto& file : plan.readable)
    arguments.insert(arguments.end(), {"--ro-bind", file.outside.string(), "/in/" + file.name});
  if (!plan.writable.empty()) {
    arguments.insert(arguments.end(), {"--bind", plan.writable.string(), "/out", "--chdir", "/out"});
  } else {
    arguments.insert(arguments.end(), {"--chdir", "/"});
  }
  if (filter_descriptor >= 0) arguments.insert(arguments.end(), {"--seccomp", std::to_string(filter_descriptor)});
  // The root itself is a small memory file system: nothing may be left in it.
  arguments.insert(arguments.end(), {"--remount-ro", "/", "--", program.string()});
  std::copy(std::next(plan.argv.begin()), plan.argv.end(), std::back_inserter(arguments));
  return arguments;
}

}  // namespace vod::processes
