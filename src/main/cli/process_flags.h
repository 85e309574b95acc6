#pragma once

#include <CLI/App.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "main/cli/session.h"
#include "main/cli/task_view.h"

namespace vod::cli {

/// What is to be made of a media, and whether to wait for it: flags that several commands share.
struct ProcessFlags {
  std::vector<std::int64_t> definitions;
  bool cover = false;
  std::string notify;
  std::string session_context;
  std::int64_t priority = 0;
  bool wait = false;
  double timeout_s = 0;

  /// `definitions_flag` is the name of the flag for the transcode templates.
  void add_to(CLI::App& command, const std::string& definitions_flag);
  bool wanted() const { return !definitions.empty() || cover; }
};

/// A started ProcessMedia and, where it was waited for, its end.
struct Processed {
  std::string task_id;
  WaitedTask waited;
};

/// Calls ProcessMedia and waits for the task where the flags say so.
client::CallResult<Processed> process_media(Session& session, const std::string& file_id, const ProcessFlags& flags);

}  // namespace vod::cli
