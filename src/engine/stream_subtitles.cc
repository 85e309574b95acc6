#include "engine/stream_subtitles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "catalogue/media.h"
#include "catalogue/outputs.h"
#include "engine/objects.h"
#include "engine/stored_text.h"
#include "engine/subtitles.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "wire/playlist.h"
#include "wire/subtitle_offering.h"
#include "wire/views.h"

namespace vod::engine {
namespace {

using Item = wire::AdaptiveDynamicStreamingInfoItem;
using Subtitles = std::vector<wire::MediaSubtitleItem>;

// What is read of a stream before anything is made.
struct Stream {
  Media media;
  Output output;
  catalogue::ObjectRow master;
  /// By path: the texts of the media's subtitles, and the first variant's playlist.
  std::map<std::string, catalogue::ObjectRow> objects;
};

// The folder that has the playlist's name: files in it go with the output.
std::string folder_of(const Output& output) { return output.path.substr(0, output.path.rfind('.')) + "/subtitles/"; }
std::string beside(const std::string& path, const std::string& other) { return other.substr(path.rfind('/') + 1); }

Result<std::optional<Output>> find_stream(ReadTransaction& tx, AppId app, FileId file, std::int64_t definition) {
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, app, file));
  for (const Output& output : outputs) {
    if (output.kind == OutputKind::adaptive && output.definition == definition) return std::optional(output);
  }
  return std::optional<Output>();
}

Result<Stream> read_stream(ReadTransaction& tx, AppId app, FileId file, std::int64_t definition) {
  Stream stream;
  VOD_TRY(auto media, catalogue::find_media(tx, app, file));
  if (!media) {
    return error(ErrorCode::invalid_parameter_value, "FileId",
                 "FileId: no media " + file.text() + " in this application.");
  }
  stream.media = std::move(*media);
  VOD_TRY(auto output, find_stream(tx, app, file, definition));
  if (!output) {
    return error(ErrorCode::invalid_parameter_value, "AdaptiveDynamicStreamingDefinition",
                 fmt::format("AdaptiveDynamicStreamingDefinition: the media has no adaptive stream of template {}.",
                             definition));
  }
  stream.output = std::move(*output);
  VOD_TRY(auto master, catalogue::find_object(tx, stream.output.path));
  if (!master) return error(ErrorCode::failed_operation, {}, "The stream's files are gone; make it again.");
  stream.master = std::move(*master);
  for (const auto& subtitle : subtitles_of(stream.media).SubtitleSet) {
    VOD_TRY(auto text, catalogue::find_object(tx, subtitle.Url.value_or("")));
    if (text) stream.objects.emplace(text->path, std::move(*text));
  }
  return stream;
}

const wire::MediaSubtitleItem* find_id(const Subtitles& set, const std::string& id) {
  const auto at = std::ranges::find_if(set, [&](const auto& item) { return item.Id == id; });
  return at == set.end() ? nullptr : &*at;
}

Error no_subtitle(std::string_view field, const std::string& id, std::string_view whose) {
  return error(ErrorCode::invalid_parameter_value, std::string(field),
               fmt::format("{}: {} has no subtitle \"{}\".", field, whose, id.substr(0, 40)));
}

Done edit_item(Item& item, const Media& media, const StreamSubtitleEdit& edit) {
  auto& set = item.SubtitleSet;
  const auto take_out = [&](const std::string& id) {
    if (item.DefaultSubtitleId == id) item.DefaultSubtitleId.reset();
    return std::erase_if(set, [&](const auto& attached) { return attached.Id == id; }) != 0;
  };
  for (const std::string& id : edit.drop) take_out(id);
  for (const std::string& id : edit.detach) {
    if (!take_out(id)) return no_subtitle("SubtitleIds", id, "the stream");
  }
  const auto all = subtitles_of(media).SubtitleSet;
  for (const std::string& id : edit.attach) {
    const auto* subtitle = find_id(all, id);
    if (subtitle == nullptr) return no_subtitle("SubtitleIds", id, "the media");
    if (find_id(set, id) == nullptr) set.push_back(*subtitle);
  }
  if (!edit.default_id) return done();
  if (find_id(set, *edit.default_id) == nullptr)
    return no_subtitle("DefaultSubtitleId", *edit.default_id, "the stream");
  item.DefaultSubtitleId = *edit.default_id;
  return done();
}

// Makes the files of one change.
class Maker {
 public:
  Maker(Database& database, Blobs& blobs, const Stream& stream, std::int64_t now_ms)
      : database_(database), blobs_(blobs), stream_(stream), now_ms_(now_ms) {}

  Result<std::vector<catalogue::ObjectRow>> make(const Item& item) {
    VOD_TRY(const auto master, load_text(blobs_, stream_.master, limits::subtitle_bytes_max));
    wire::OfferingStream offering;
    offering.is_dash = item.Package == "MPEG-DASH";
    std::vector<wire::OfferedSubtitle> offered;
    for (const auto& subtitle : item.SubtitleSet) {
      wire::OfferedSubtitle one;
      one.told = {subtitle.Id.value_or(""), subtitle.Name.value_or(""), subtitle.Language.value_or(""),
                  beside(stream_.output.path, subtitle.Url.value_or("")), subtitle.Id == item.DefaultSubtitleId};
      if (!offering.is_dash) {
        VOD_TRY(one.webvtt, text_of(subtitle));
      }
      offered.push_back(std::move(one));
    }
    if (!offering.is_dash && !offered.empty()) {
      offering.folder = beside(stream_.output.path, folder_of(stream_.output));
      VOD_TRY(offering.is_transport_stream, is_transport_stream(master));
      const auto metadata = wire::metadata_view(stream_.media);
      offering.duration_ms = std::llround((metadata ? metadata->Duration.value_or(0) : 0) * 1'000);
    }
    VOD_TRY(const auto made, wire::offer_subtitles(offering, master, offered));
    for (const auto& file : made.files) {
      const std::string path = stream_.output.path.substr(0, stream_.output.path.rfind('/') + 1) + file.name;
      VOD_TRY(add(path, std::string(content_type_of(path.substr(path.rfind('.') + 1))), file.text));
    }
    VOD_TRY(add(stream_.output.path, stream_.master.content_type, made.master));
    return std::move(files_);
  }

 private:
  Done add(const std::string& path, const std::string& type, std::string_view text) {
    VOD_TRY(auto row, store_text(blobs_, stream_.media.app, stream_.media.id, path, type, text, now_ms_));
    files_.push_back(std::move(row));
    return done();
  }

  // Whether the variants are MPEG-TS shows in a playlist of theirs: fragmented MP4 has a map.
  Result<bool> is_transport_stream(const std::string& master) {
    VOD_TRY(const auto read, wire::read_playlist(master));
    const auto* playlist = std::get_if<wire::MasterPlaylist>(&read);
    if (playlist == nullptr) return error(ErrorCode::failed_operation, {}, "The stream has no master playlist.");
    const std::string path =
        stream_.output.path.substr(0, stream_.output.path.rfind('/') + 1) + playlist->variants.front().uri;
    std::optional<catalogue::ObjectRow> object;
    VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(object, catalogue::find_object(tx, path));
      return done();
    }));
    if (!object) return error(ErrorCode::failed_operation, {}, "The stream's files are gone; make it again.");
    VOD_TRY(const auto text, load_text(blobs_, *object, limits::subtitle_bytes_max));
    VOD_TRY(const auto variant, wire::read_playlist(text));
    const auto* media = std::get_if<wire::MediaPlaylist>(&variant);
    return media != nullptr && media->maps.empty();
  }

  Result<std::string> text_of(const wire::MediaSubtitleItem& subtitle) {
    const auto object = stream_.objects.find(subtitle.Url.value_or(""));
    if (object == stream_.objects.end()) return no_subtitle("SubtitleIds", subtitle.Id.value_or(""), "the media");
    return load_text(blobs_, object->second, limits::subtitle_bytes_max);
  }

  Database& database_;
  Blobs& blobs_;
  const Stream& stream_;
  const std::int64_t now_ms_;
  std::vector<catalogue::ObjectRow> files_;
};

}  // namespace

Result<StreamChange> prepare_stream(Database& database, Blobs& blobs, AppId app, FileId file, std::int64_t definition,
                                    const StreamSubtitleEdit& edit, std::int64_t now_ms) {
  Stream stream;
  VOD_TRY(database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(stream, read_stream(tx, app, file, definition));
    return done();
  }));
  VOD_TRY(auto item, wire::decode_answer<Item>(std::string_view(stream.output.detail_json)));
  VOD_TRY(edit_item(item, stream.media, edit));
  StreamChange change{stream.output, stream.master.etag, wire::encode_text(item), {}};
  VOD_TRY(change.files, Maker(database, blobs, stream, now_ms).make(item));
  return change;
}

Done apply_stream(Transaction& tx, BlobTrash& trash, const StreamChange& change) {
  const Output& before = change.before;
  VOD_TRY(auto now, find_stream(tx, before.app, before.file, before.definition));
  VOD_TRY(const auto master, catalogue::find_object(tx, before.path));
  if (!now || now->detail_json != before.detail_json || !master || master->etag != change.master_etag) {
    return error(ErrorCode::failed_operation, {}, "The stream was changed meanwhile; try again.");
  }
  bool may_have_more = true;
  while (may_have_more) {
    VOD_TRY(may_have_more, erase_objects_below(tx, folder_of(before), limits::change_rows_max, trash));
  }
  for (const auto& file : change.files) {
    VOD_TRY(erase_object_at(tx, file.path, trash));
    VOD_TRY(catalogue::save_object(tx, file));
  }
  now->detail_json = change.detail_json;
  return catalogue::put_output(tx, *now);
}

Result<std::vector<std::int64_t>> streams_with(ReadTransaction& tx, AppId app, FileId file,
                                               const std::vector<std::string>& ids) {
  std::vector<std::int64_t> definitions;
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, app, file));
  for (const Output& output : outputs) {
    if (output.kind != OutputKind::adaptive) continue;
    const auto item = wire::decode_answer<Item>(std::string_view(output.detail_json));
    if (!item) continue;
    const bool offers = std::ranges::any_of(ids, [&](const auto& id) { return find_id(item.value().SubtitleSet, id); });
    if (offers) definitions.push_back(output.definition);
  }
  return definitions;
}

}  // namespace vod::engine
