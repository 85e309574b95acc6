#include <fmt/format.h>

#include "main/cli/commands.h"
#include "main/cli/media_commands.h"

namespace vod::cli {
namespace {

struct ListFlags {
  std::string text;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

std::string picture_size(const wire::MediaMetaData& data) {
  return data.Width.value_or(0) == 0 ? "" : fmt::format("{}x{}", *data.Width, data.Height.value_or(0));
}

int list(Session& session, const ListFlags& flags) {
  boost::json::object request{{"Limit", flags.limit}, {"Offset", flags.offset}};
  if (!flags.text.empty()) request["Text"] = flags.text;
  VOD_CLI_TRY(const auto answer, session, session.call("SearchMedia", std::move(request)));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto found, session, client::ApiClient::read_as<wire::SearchMediaResponse>(answer));
  Table table({"FileId", "Name", "Type", "Size", "Length", "Picture", "Status", "Created"});
  for (const auto& media : found.MediaInfoSet) {
    const auto basic = media.BasicInfo.value_or(wire::MediaBasicInfo{});
    const auto data = media.MetaData.value_or(wire::MediaMetaData{});
    table.add({media.FileId.value_or(""), fitted(basic.Name.value_or(""), 32), basic.Type.value_or(""),
               data.Size ? size_text(static_cast<std::uint64_t>(*data.Size)) : "",
               data.Duration ? duration_text(*data.Duration) : "", picture_size(data), basic.Status.value_or(""),
               basic.CreateTime.value_or("")});
  }
  session.print(table.empty() ? "No media." : table.text());
  const auto shown = static_cast<std::int64_t>(found.MediaInfoSet.size());
  const auto total = static_cast<std::int64_t>(found.TotalCount.value_or(0));
  if (flags.offset + shown < total) {
    session.note(fmt::format("{} of {}; go on with --offset {}", shown, total, flags.offset + shown));
  }
  return ExitCode::ok;
}

int show(Session& session, const std::vector<std::string>& file_ids) {
  boost::json::array ids(file_ids.begin(), file_ids.end());
  VOD_CLI_TRY(const auto answer, session, session.call("DescribeMediaInfos", {{"FileIds", std::move(ids)}}));
  VOD_CLI_TRY(const auto infos, session, client::ApiClient::read_as<wire::DescribeMediaInfosResponse>(answer));
  if (session.json()) session.print_json(answer);
  for (const auto& media : infos.MediaInfoSet) {
    if (session.json()) break;
    const auto basic = media.BasicInfo.value_or(wire::MediaBasicInfo{});
    const auto data = media.MetaData.value_or(wire::MediaMetaData{});
    Facts facts;
    facts.add("FileId", media.FileId.value_or(""));
    facts.add("Name", basic.Name.value_or(""));
    facts.add("Status", basic.Status.value_or(""));
    facts.add("Type", basic.Type.value_or(""));
    facts.add("Created", basic.CreateTime.value_or(""));
    facts.add("Size", data.Size ? size_text(static_cast<std::uint64_t>(*data.Size)) : "");
    facts.add("Length", data.Duration ? duration_text(*data.Duration) : "");
    facts.add("Picture", picture_size(data));
    for (const auto& stream : data.VideoStreamSet) {
      facts.add("Video", fmt::format("{} {} kbps {} fps", stream.Codec.value_or(""), stream.Bitrate.value_or(0) / 1'000,
                                     stream.Fps.value_or(0)));
    }
    for (const auto& stream : data.AudioStreamSet) {
      facts.add("Audio", fmt::format("{} {} kbps {} Hz", stream.Codec.value_or(""), stream.Bitrate.value_or(0) / 1'000,
                                     stream.SamplingRate.value_or(0)));
    }
    facts.add("MediaUrl", basic.MediaUrl.value_or(""));
    facts.add("CoverUrl", basic.CoverUrl.value_or(""));
    session.print(facts.text());
    Table outputs({"Output", "Picture", "Rate", "Size", "URL"});
    if (media.TranscodeInfo) {
      for (const auto& output : media.TranscodeInfo->TranscodeSet) {
        if (output.Definition.value_or(0) == 0) continue;  // The source itself.
        outputs.add(
            {std::to_string(*output.Definition),
             output.Width.value_or(0) == 0 ? "" : fmt::format("{}x{}", *output.Width, output.Height.value_or(0)),
             fmt::format("{} kbps", output.Bitrate.value_or(0) / 1'000),
             size_text(static_cast<std::uint64_t>(output.Size.value_or(0))), output.Url.value_or("")});
      }
    }
    if (!outputs.empty()) session.print("\n" + outputs.text());
  }
  for (const auto& missing : infos.NotExistFileIdSet)
    session.note(fmt::format("openvod: no media {}", printable(missing)));
  return infos.NotExistFileIdSet.empty() ? ExitCode::ok : ExitCode::refused;
}

}  // namespace

void add_media_list(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("ls", "List media, the newest first");
  const auto flags = std::make_shared<ListFlags>();
  command.add_option("--text", flags->text, "Only those whose name or description holds this");
  command.add_option("--limit", flags->limit, "Most to list")->capture_default_str()->check(CLI::Range(1, 5000));
  command.add_option("--offset", flags->offset, "How many to leave out first")
      ->capture_default_str()
      ->check(CLI::Range(0, 5000));
  session.add_flags(command);
  command.callback([&session, &choice, flags] { choice.action = [&session, flags] { return list(session, *flags); }; });
}

void add_media_show(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("show", "Show media with their streams and outputs");
  const auto file_ids = std::make_shared<std::vector<std::string>>();
  command.add_option("file_ids", *file_ids, "FileIds")->required();
  session.add_flags(command);
  command.callback(
      [&session, &choice, file_ids] { choice.action = [&session, file_ids] { return show(session, *file_ids); }; });
}

}  // namespace vod::cli
