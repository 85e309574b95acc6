#include "backends/processes/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cstdint>

namespace vod::processes {
namespace {

// Rights of later kernels than the headers that this is built with.
constexpr std::uint64_t access_refer = 1ULL << 13;
constexpr std::uint64_t access_truncate = 1ULL << 14;
constexpr std::uint64_t access_device_ioctl = 1ULL << 15;
constexpr std::uint64_t net_bind_and_connect = 0b11;
constexpr std::uint64_t scope_sockets_and_signals = 0b11;

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

constexpr std::uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t first_rights = (1ULL << 13) - 1;  // All of the first version.
constexpr std::uint64_t write_rights = read_rights | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                       LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                       LANDLOCK_ACCESS_FS_MAKE_DIR;
constexpr std::uint64_t file_rights =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE | access_truncate;

long landlock_version() { return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION); }

bool allow(int ruleset, const std::filesystem::path& path, std::uint64_t rights) {
  const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place.valid()) return true;
  struct stat found{};
  if (fstat(place.number(), &found) != 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(found.st_mode) ? rights : rights & file_rights;
  rule.parent_fd = place.number();
  return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

}  // namespace

bool has_landlock() { return landlock_version() > 0; }

Descriptor make_landlock_ruleset(const LandlockRules& rules) {
  const long version = landlock_version();
  if (version <= 0) return {};
  RulesetAttributes attributes{};
  attributes.handled_access_fs = first_rights;
  std::size_t size = sizeof(std::uint64_t);
  if (version >= 2) attributes.handled_access_fs |= access_refer;
  if (version >= 3) attributes.handled_access_fs |= access_truncate;
  if (version >= 4) {
    attributes.handled_access_net = net_bind_and_connect;
    size = 2 * sizeof(std::uint64_t);
  }
  if (version >= 5) attributes.handled_access_fs |= access_device_ioctl;
  if (version >= 6) {
    attributes.scoped = scope_sockets_and_signals;
    size = sizeof(attributes);
  }
  Descriptor ruleset(static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0)));
  if (!ruleset.valid()) return {};

  bool whole = true;
  for (const auto& path : rules.programs)
    whole = whole && allow(ruleset.number(), path, read_rights | LANDLOCK_ACCESS_FS_EXECUTE);
  for (const auto& path : rules.readable) whole = whole && allow(ruleset.number(), path, read_rights);
  if (!rules.writable.empty()) {
    const std::uint64_t truncate = version >= 3 ? access_truncate : 0;
    whole = whole && allow(ruleset.number(), rules.writable, write_rights | truncate);
  }
  if (!whole) return {};
  return ruleset;
}

bool restrict_self(int ruleset) { return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0; }

}  // namespace vod::processes
