#include <fmt/format.h>

#include <filesystem>

#include "client/upload.h"
#include "main/cli/commands.h"
#include "main/cli/interrupt.h"
#include "main/cli/media_commands.h"
#include "main/cli/process_flags.h"

namespace vod::cli {
namespace {

struct UploadFlags {
  std::vector<std::string> files;
  std::string name;
  std::string type;
  std::string procedure;
  std::string source_context;
  std::string expire_time;
  ProcessFlags process;
};

boost::json::object fields_of(const UploadFlags& flags) {
  boost::json::object fields;
  const auto add = [&](const char* field, const std::string& value) {
    if (!value.empty()) fields[field] = value;
  };
  add("MediaName", flags.name);
  add("MediaType", flags.type);
  add("Procedure", flags.procedure);
  add("SourceContext", flags.source_context);
  add("ExpireTime", flags.expire_time);
  return fields;
}

client::CallResult<client::UploadAnswer> upload_one(Session& session, const std::string& file,
                                                    const UploadFlags& flags) {
  VOD_TRY(client::ApiClient * api, session.api());
  const auto bar = session.bar(std::filesystem::path(file).filename().string());
  return client::upload_file(
      *api, {file, session.for_app(fields_of(flags))},
      [&](std::uint64_t sent_bytes, std::uint64_t size_bytes) { bar->show_bytes(sent_bytes, size_bytes); });
}

// Each file as a whole, one after the other; the first failure ends the command, and what was uploaded before it is
// told.
int upload(Session& session, const UploadFlags& flags) {
  boost::json::array documents;
  ExitCode worst = ExitCode::ok;
  for (const auto& file : flags.files) {
    VOD_CLI_TRY(const client::UploadAnswer media, session, upload_one(session, file, flags));
    boost::json::object document{
        {"File", file}, {"FileId", media.file_id}, {"MediaUrl", media.media_url}, {"Size", media.size_bytes}};
    if (!session.json()) {
      Facts facts;
      facts.add("FileId", media.file_id);
      facts.add("Size", size_text(media.size_bytes));
      facts.add("MediaUrl", media.media_url);
      session.print(facts.text());
    }
    if (flags.process.wanted()) {
      VOD_CLI_TRY(const Processed processed, session, process_media(session, media.file_id, flags.process));
      document["TaskId"] = processed.task_id;
      if (flags.process.wait) document["Task"] = processed.waited.detail;
      worst = std::max(worst, processed.waited.exit_code);
      if (!session.json()) session.print(started_text(processed, flags.process.wait));
    }
    documents.push_back(std::move(document));
    if (interrupted()) break;
  }
  if (session.json()) session.print_json({{"Media", std::move(documents)}});
  return worst;
}

}  // namespace

void add_media_upload(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("upload", "Upload files, and process them if asked to");
  const auto flags = std::make_shared<UploadFlags>();
  command.add_option("files", flags->files, "Files")->required()->check(CLI::ExistingFile);
  command.add_option("--name", flags->name, "Name of the media; the file's name if absent");
  command.add_option("--type", flags->type, "Media type such as mp4; the file's extension if absent");
  command.add_option("--procedure", flags->procedure, "Task flow to run once it is uploaded");
  command.add_option("--source-context", flags->source_context, "Text that comes back in NewFileUpload");
  command.add_option("--expire-time", flags->expire_time, "When it is deleted, as 2030-01-02T03:04:05Z");
  flags->process.add_to(command, "--process");
  session.add_flags(command);
  command.callback(
      [&session, &choice, flags] { choice.action = [&session, flags] { return upload(session, *flags); }; });
}

}  // namespace vod::cli
