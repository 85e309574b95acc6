#include "api/subtitle_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "catalogue/media.h"
#include "engine/stored_text.h"
#include "model/limits.h"
#include "wire/subtitle_text.h"

namespace vod::api {
namespace {

constexpr std::size_t id_characters_max = 16;  // The cloud's limit.
constexpr std::size_t name_characters_max = 64;
constexpr std::size_t language_characters_max = 35;  // RFC 5646's advice for buffers.

Error wrong(std::string_view field, std::string_view rule) {
  return error(ErrorCode::invalid_parameter_value, std::string(field), fmt::format("{}: {}", field, rule));
}

bool is_made_of(std::string_view text, std::string_view others) {
  return std::ranges::all_of(text, [&](const char letter) {
    const auto plain = static_cast<unsigned char>(letter);
    return (plain < 0x80 && std::isalnum(plain) != 0) || others.find(letter) != std::string_view::npos;
  });
}

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](const char letter) { return static_cast<unsigned char>(letter) < 0x20; });
}

Done check_names(const wire::MediaSubtitleInput& input, const std::string& field) {
  if (input.Name.empty() || has_controls(input.Name)) return wrong(field + ".Name", "it is empty or has line breaks.");
  VOD_TRY(check::length(input.Name, name_characters_max, ErrorCode::invalid_parameter_value, field + ".Name"));
  if (input.Language.empty() || input.Language.size() > language_characters_max || !is_made_of(input.Language, "-")) {
    return wrong(field + ".Language", "it is no language as en, zh or pt-BR.");
  }
  const std::string id = input.Id.value_or("");
  if (id.size() > id_characters_max || !is_made_of(id, "-_")) {
    return wrong(field + ".Id", "it has at most 16 letters, digits, - and _.");
  }
  return check::one_of(input.Format, {"vtt", "srt"}, ErrorCode::invalid_parameter_value, field + ".Format");
}

Result<std::string> webvtt_of(const wire::MediaSubtitleInput& input, const std::string& field) {
  const auto content = from_base64(input.Content);
  if (!content) return wrong(field + ".Content", "it is not base64.");
  const auto text =
      input.Format == "srt" ? wire::webvtt_of_subrip(text_of(*content)) : wire::read_webvtt(text_of(*content));
  if (text) return text.value().webvtt;
  Error refused = text.error();
  refused.subject = field + ".Content";
  if (refused.detail.starts_with("Content")) refused.detail = field + "." + refused.detail;
  return refused;
}

Result<engine::StoredSubtitle> stored(Context& context, FileId file, const wire::MediaSubtitleInput& input,
                                      const std::string& webvtt) {
  World& world = context.world;
  engine::StoredSubtitle subtitle;
  std::string id = input.Id.value_or("");
  if (id.empty()) id = world.random.alphanumeric(id_characters_max);
  const std::string path = engine::subtitle_path(context.app, file, id);
  VOD_TRY(subtitle.file, engine::store_text(world.blobs, context.app, file, path, "text/vtt", webvtt, context.now_ms));
  subtitle.item.Id = id;
  subtitle.item.Name = input.Name;
  subtitle.item.Language = input.Language;
  subtitle.item.Format = "vtt";
  subtitle.item.Url = path;
  subtitle.item.Source = "UserUploaded";
  return subtitle;
}

Done check_conflicts(const wire::ModifyMediaInfoRequest& request) {
  if (request.AddSubtitles.empty()) return done();
  if (request.ClearSubtitles.value_or(0) == 1) {
    return wrong("ClearSubtitles", "AddSubtitles and ClearSubtitles exclude each other.");
  }
  if (request.AddSubtitles.size() > limits::subtitles_max) {
    return error(ErrorCode::limit_exceeded, "AddSubtitles",
                 fmt::format("AddSubtitles: {} entries are more than the limit of {}.", request.AddSubtitles.size(),
                             limits::subtitles_max));
  }
  std::vector<std::string> ids = request.DeleteSubtitleIds;
  for (const auto& input : request.AddSubtitles) {
    if (!input.Id || input.Id->empty()) continue;
    if (std::ranges::find(ids, *input.Id) != ids.end()) {
      return wrong("AddSubtitles", fmt::format("\"{}\" is named twice, or deleted by the same request.", *input.Id));
    }
    ids.push_back(*input.Id);
  }
  return done();
}

// Subtitles that go are taken out of the streams that offer them.
Done take_out(Context& context, FileId file, SubtitleWork& work) {
  World& world = context.world;
  std::vector<std::string> ids;
  std::vector<std::int64_t> definitions;
  VOD_TRY(world.database.read([&](ReadTransaction& tx) -> Done {
    ids = work.edit.delete_ids;
    VOD_TRY(const auto media, catalogue::find_media(tx, context.app, file));
    if (media && work.edit.clear) {
      for (const auto& item : engine::subtitles_of(*media).SubtitleSet) ids.push_back(item.Id.value_or(""));
    }
    VOD_TRY(definitions, engine::streams_with(tx, context.app, file, ids));
    return done();
  }));
  for (const std::int64_t definition : definitions) {
    engine::StreamSubtitleEdit edit;
    edit.drop = ids;
    VOD_TRY(auto change,
            engine::prepare_stream(world.database, world.blobs, context.app, file, definition, edit, context.now_ms));
    work.streams.push_back(std::move(change));
  }
  return done();
}

}  // namespace

Result<SubtitleWork> subtitle_work(Context& context, FileId file, const wire::ModifyMediaInfoRequest& request) {
  SubtitleWork work;
  VOD_TRY(check_conflicts(request));
  work.edit.delete_ids = request.DeleteSubtitleIds;
  work.edit.clear = request.ClearSubtitles.value_or(0) == 1;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < request.AddSubtitles.size(); ++i) {
    const std::string field = "AddSubtitles." + std::to_string(i);
    VOD_TRY(check_names(request.AddSubtitles[i], field));
    VOD_TRY(auto text, webvtt_of(request.AddSubtitles[i], field));
    texts.push_back(std::move(text));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    VOD_TRY(auto subtitle, stored(context, file, request.AddSubtitles[i], texts[i]));
    work.edit.add.push_back(std::move(subtitle));
  }
  if (work.edit.clear || !work.edit.delete_ids.empty()) {
    VOD_TRY(take_out(context, file, work));
  }
  return work;
}

}  // namespace vod::api
