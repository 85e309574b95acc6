#include "catalogue/media_row.h"

#include "base/text.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

std::vector<std::string> split_tags(std::string_view joined) {
  std::vector<std::string> tags;
  for (const std::string_view tag : split(joined, '\n')) {
    if (!tag.empty()) tags.emplace_back(tag);
  }
  return tags;
}

}  // namespace

// Tags hold no line breaks; with one at both ends `instr` finds whole tags only.
std::string joined_tags(const std::vector<std::string>& tags) {
  std::string joined;
  for (const std::string& tag : tags) joined += "\n" + tag;
  return joined.empty() ? joined : joined + "\n";
}

Media read_media(const SqlRow& row) {
  Media media;
  media.app = app_at(row, 0);
  media.id = file_at(row, 1);
  media.name = text_at(row, 2);
  media.description = text_at(row, 3);
  media.class_id = row.integer(4);
  media.type = text_at(row, 5);
  media.category = text_at(row, 6);
  media.path = text_at(row, 7);
  media.cover_path = text_at(row, 8);
  media.storage_region = text_at(row, 9);
  media.source_type = text_at(row, 10);
  media.source_context = text_at(row, 11);
  media.tags = split_tags(row.text(12));
  media.created_ms = row.integer(13);
  media.updated_ms = row.integer(14);
  media.expire_ms = row.integer(15);
  media.ingest = enum_at<IngestState>(row, 16);
  media.metadata_json = text_at(row, 17);
  media.probe_code = text_at(row, 18);
  media.probe_detail = text_at(row, 19);
  media.key_frames_json = text_at(row, 20);
  media.has_original = row.integer(21) != 0;
  media.storage_class = storage_class_of(row.text(22)).value_or(StorageClass::standard);
  media.restored_until_ms = row.integer(23);
  media.is_forbidden = row.integer(24) != 0;
  media.subtitles_json = text_at(row, 25);
  return media;
}

}  // namespace vod::catalogue
