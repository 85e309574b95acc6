#include "ports/processes.h"

namespace vod {

std::string_view name_of(SandboxLevel level) {
  switch (level) {
    case SandboxLevel::full:
      return "full";
    case SandboxLevel::reduced:
      return "reduced";
    case SandboxLevel::none:
      return "none";
  }
  return "";
}

}  // namespace vod
