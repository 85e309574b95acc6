#include "pipeline/file_attributes_work.h"

#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/sha1.h"
#include "base/text.h"
#include "catalogue/media.h"
#include "model/errors.h"
#include "pipeline/intake/source_file.h"
#include "pipeline/task_work.h"

namespace vod {
namespace {

using State = wire::DescribeFileAttributesTask;

Result<wire::DescribeFileAttributesTaskOutput> hash(TaskWork& work, const std::filesystem::path& file) {
  constexpr std::size_t piece_bytes = 4 << 20;
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  std::ifstream stream(file, std::ios::binary);
  if (problem || !stream) return error(ErrorCode::io_failed, {}, "The original can't be read.");
  Md5 md5;
  Sha1 sha1;
  std::vector<char> piece(piece_bytes);
  std::uintmax_t seen = 0;
  while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0) {
    if (work.stop().stop_requested()) return error(ErrorCode::task_cancelled);
    const auto bytes = std::as_bytes(std::span(piece.data(), static_cast<std::size_t>(stream.gcount())));
    md5.add(bytes);
    sha1.add(bytes);
    seen += bytes.size();
    work.show(static_cast<double>(seen) / static_cast<double>(size));
  }
  if (seen != size) return error(ErrorCode::io_failed, {}, "The original could not be read to its end.");
  wire::DescribeFileAttributesTaskOutput output;
  output.Md5 = to_hex(md5.finish());
  output.Sha1 = to_hex(sha1.finish());
  return output;
}

Done keep_md5(Transaction& tx, const Task& task, const std::string& md5, std::int64_t now_ms) {
  VOD_TRY(auto media, catalogue::find_media(tx, task.app, *task.file));
  if (!media) return error(ErrorCode::source_deleted);
  auto metadata = wire::metadata_view(*media);
  if (!metadata) return done();
  metadata->Md5 = md5;
  media->metadata_json = wire::encode_text(*metadata);
  media->updated_ms = now_ms;
  return catalogue::update_media(tx, *media);
}

Result<LastChange<State>> describe(TaskWork& work, const Task& task) {
  VOD_TRY(const auto file, wait_for_source(work.workshop(), task.app, *task.file, work.stop()));
  VOD_TRY(auto output, hash(work, file));
  return LastChange<State>([&work, output = std::move(output)](Transaction& tx, State& state) -> Done {
    state.Output = output;
    return keep_md5(tx, work.task(), *output.Md5, work.workshop().clock.wall_ms());
  });
}

}  // namespace

void perform_file_attributes(Workshop& workshop, Task task, std::stop_token stop) {
  perform_task<State>(workshop, std::move(task), stop,
                      [](TaskWork& work, const State&) { return describe(work, work.task()); });
}

}  // namespace vod
