#include "pipeline/compose/compose_sources.h"

#include <algorithm>
#include <future>
#include <utility>

#include "base/text.h"
#include "catalogue/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_request.h"
#include "pipeline/intake/download.h"
#include "pipeline/task_source.h"

namespace vod {

ComposeSources::~ComposeSources() {
  for (const BlobId& blob : fetched_) static_cast<void>(work_.workshop().blobs.remove(blob));
}

Result<std::vector<ComposeSource>> ComposeSources::open(const std::vector<std::string>& names) {
  std::vector<std::optional<Result<ComposeSource>>> found(names.size());
  std::size_t next = 0;
  // Several at a time: a server far away keeps nobody busy.
  const auto take = [&] {
    while (true) {
      std::size_t mine = 0;
      {
        const std::lock_guard lock(mutex_);
        if (next == names.size()) return;
        mine = next++;
      }
      found[mine].emplace(open_one(names[mine]));
      const std::lock_guard lock(mutex_);
      if (!*found[mine]) next = names.size();
    }
  };
  {
    std::vector<std::future<void>> takers;
    const std::size_t urls = static_cast<std::size_t>(
        std::ranges::count_if(names, [](const std::string& name) { return !is_file_id(name); }));
    const std::size_t count = std::clamp<std::size_t>(urls, 1, limits::compose_fetches_at_once);
    for (std::size_t i = 0; i < count; ++i) takers.push_back(std::async(std::launch::async, take));
  }
  std::vector<ComposeSource> sources;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!found[i]) continue;  // Left alone, since another one failed.
    if (!*found[i]) {
      Error problem = found[i]->error();
      problem.detail = names[i] + ": " + message_of(problem);
      return problem;
    }
    sources.push_back(std::move(found[i]->value()));
  }
  if (sources.size() < names.size()) return error(ErrorCode::task_cancelled);
  return sources;
}

Result<ComposeSource> ComposeSources::open_one(const std::string& name) {
  Workshop& workshop = work_.workshop();
  if (const auto file = FileId::parse(name)) {
    VOD_TRY(auto source, open_source(workshop, work_.task().app, *file, work_.stop()));
    const std::lock_guard lock(mutex_);
    files_.push_back(*file);
    opened_.push_back(source);
    return ComposeSource{std::move(source.file), std::move(source.metadata)};
  }
  ComposeSource source;
  VOD_TRY(auto own, own_file(name));
  if (own) {
    source.file = std::move(*own);
  } else {
    VOD_TRY(source.file, fetch(name));
  }
  VOD_TRY(source.metadata, workshop.probes.probe(workshop.processes, source.file));
  return source;
}

Result<std::optional<std::filesystem::path>> ComposeSources::own_file(const std::string& url) {
  Workshop& workshop = work_.workshop();
  const std::string& base = workshop.url.base;
  if (base.empty() || !url.starts_with(base + "/")) return std::optional<std::filesystem::path>();
  const std::string path = url_decode(url.substr(base.size(), url.find_first_of("?#") - base.size()));
  std::optional<catalogue::ObjectRow> object;
  VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(object, catalogue::find_object(tx, path));
    return done();
  }));
  if (!object || object->app != work_.task().app || !object->blob) return std::optional<std::filesystem::path>();
  VOD_TRY(auto file, workshop.blobs.local_path(*object->blob));
  return std::optional(std::move(file));
}

Result<std::filesystem::path> ComposeSources::fetch(const std::string& url) {
  Workshop& workshop = work_.workshop();
  const DownloadWish wish{.url = url,
                          .bytes_max = workshop.pull_bytes_max,
                          .bytes_max_name = "pull.max_bytes",
                          .deadline_ms = workshop.clock.monotonic_ms() + limits::pull_ms_max};
  VOD_TRY(const auto fetched, download(workshop, wish, work_.stop()));
  {
    const std::lock_guard lock(mutex_);
    fetched_.push_back(fetched.blob);
  }
  return workshop.blobs.local_path(fetched.blob);
}

}  // namespace vod
