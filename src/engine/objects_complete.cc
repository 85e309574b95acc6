// Complete: from a list of parts to an object.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "engine/objects.h"
#include "engine/objects_rules.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

Done check_order(const std::vector<ListedPart>& listed) {
  if (listed.empty()) return error(ErrorCode::object_malformed_xml, {}, "The list of parts is empty.");
  std::int64_t before = 0;
  for (const auto& part : listed) {
    if (part.number < 1 || part.number > limits::upload_parts_max) {
      return error(ErrorCode::object_invalid_argument, {},
                   fmt::format("Part number {} is not within 1 to {}.", part.number, limits::upload_parts_max));
    }
    if (part.number <= before) {
      return error(ErrorCode::object_invalid_part_order, {},
                   fmt::format("Part {} is listed after part {}.", part.number, before));
    }
    before = part.number;
  }
  return done();
}

/// What the list chooses from the parts that are there.
struct Choice {
  std::vector<catalogue::PartRow> listed;
  std::vector<catalogue::PartRow> unlisted;
};

Result<Choice> choose(const std::vector<ListedPart>& listed, std::vector<catalogue::PartRow> parts) {
  Choice choice;
  auto part = parts.begin();
  for (const auto& entry : listed) {
    for (; part != parts.end() && part->number < entry.number; ++part) choice.unlisted.push_back(std::move(*part));
    if (part == parts.end() || part->number != entry.number) {
      return error(ErrorCode::object_invalid_part, {}, fmt::format("Part {} was not uploaded.", entry.number));
    }
    if (!equal_ignoring_case(part->md5, entry.etag)) {
      return error(ErrorCode::object_invalid_part, {},
                   fmt::format("Part {} has the ETag \"{}\", not \"{}\".", entry.number, part->md5, entry.etag));
    }
    choice.listed.push_back(std::move(*part++));
  }
  std::move(part, parts.end(), std::back_inserter(choice.unlisted));
  return choice;
}

/// Size, CRC and ETag of the parts put together.
Result<catalogue::ObjectRow> sum_of(const std::vector<catalogue::PartRow>& parts) {
  catalogue::ObjectRow object;
  std::string digests;
  for (const auto& part : parts) {
    object.crc64 = crc64_combine(object.crc64, part.crc64, part.size_bytes);
    object.size_bytes += part.size_bytes;
    if (object.size_bytes > limits::object_bytes_max) {
      return error(ErrorCode::object_entity_too_large, {},
                   fmt::format("The object is larger than {} bytes.", limits::object_bytes_max));
    }
    const auto digest = from_hex(part.md5).value_or(std::vector<std::byte>());
    digests += text_of(digest);
  }
  object.etag = fmt::format("{}-{}", to_hex(md5(digests)), parts.size());
  return object;
}

}  // namespace

Result<catalogue::ObjectRow> Objects::made_by(const std::string& path, const std::string& upload_id) {
  const auto object = find(path);
  if (!object && object.error().code != ErrorCode::object_no_such_key) return object.error();
  if (!object || object.value().upload_id != upload_id) return no_such_upload(upload_id);
  return object.value();
}

Done Objects::drop_unlisted(const catalogue::UploadRow& upload, const std::vector<catalogue::PartRow>& unlisted) {
  for (std::size_t from = 0; from < unlisted.size(); from += limits::parts_removed_at_once) {
    const std::size_t to = std::min(unlisted.size(), from + limits::parts_removed_at_once);
    VOD_TRY(database_.write([&](Transaction& tx) -> Done {
      std::vector<BlobId> blobs;
      for (std::size_t i = from; i < to; ++i) {
        VOD_TRY(const auto now, catalogue::find_part(tx, upload.upload_id, unlisted[i].number));
        if (!now || now->blob != unlisted[i].blob) continue;  // Uploaded anew meanwhile.
        VOD_TRY(catalogue::erase_part(tx, upload.upload_id, unlisted[i].number));
        blobs.push_back(now->blob);
      }
      VOD_TRY(catalogue::bump_upload_revision(tx, upload.upload_id));
      tx.on_commit([this, blobs = std::move(blobs)] { trash_.add(blobs); });
      return done();
    }));
  }
  return done();
}

Result<catalogue::ObjectRow> Objects::complete(const Uploader& uploader, const std::string& path,
                                               const std::string& upload_id, const std::vector<ListedPart>& listed) {
  VOD_TRY(check_order(listed));
  // Thousands of parts are looked at in a snapshot, not in the writer's time; the revision tells whether it still
  // holds.
  constexpr int attempts_max = 5;
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const auto upload = open_upload(path, upload_id);
    if (!upload) {
      if (upload.error().code != ErrorCode::object_no_such_upload) return upload.error();
      return made_by(path, upload_id);
    }
    std::vector<catalogue::PartRow> parts;
    VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(parts, all_parts(tx, upload_id));
      return done();
    }));
    VOD_TRY(const Choice choice, choose(listed, std::move(parts)));
    if (!choice.unlisted.empty()) {
      VOD_TRY(drop_unlisted(upload.value(), choice.unlisted));
      continue;
    }
    VOD_TRY(auto object, sum_of(choice.listed));
    object.path = path;
    object.app = uploader.app;
    object.file = uploader.file;
    object.content_type = upload.value().content_type;
    object.created_ms = clock_.wall_ms();
    object.upload_id = upload_id;
    const bool is_single = choice.listed.size() == 1;
    if (is_single) object.blob = choice.listed.front().blob;

    bool has_changed = false;
    VOD_TRY(database_.write([&](Transaction& tx) -> Done {
      VOD_TRY(check_may_write(tx, uploader, path));
      VOD_TRY(const auto now, catalogue::find_upload(tx, upload_id));
      has_changed = now != upload.value();
      if (has_changed) return done();
      VOD_TRY(place_object(tx, object, trash_));
      if (!is_single) return catalogue::set_upload_state(tx, upload_id, catalogue::UploadState::completed);
      // The part's blob is the object's now: nothing to join, nothing to drop.
      VOD_TRY(catalogue::erase_part(tx, upload_id, choice.listed.front().number));
      return catalogue::erase_upload(tx, upload_id);
    }));
    if (!has_changed) return object;
  }
  return error(ErrorCode::resource_unavailable, {}, "The upload's parts keep changing while it is completed.");
}

}  // namespace vod::engine
