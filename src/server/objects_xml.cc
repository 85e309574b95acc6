#include "server/objects_xml.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

/// What XML 1.0 can hold of a text that came from outside.
std::string holdable(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    if (is_control) {
      result += "\xEF\xBF\xBD";
    } else {
      result += c;
    }
  }
  return is_utf8(result) ? result : std::string("\xEF\xBF\xBD");
}

class Document {
 public:
  explicit Document(const char* root) : root_(document_.append_child(root)) {}
  pugi::xml_node root() { return root_; }
  std::string text() {
    struct Writer final : pugi::xml_writer {
      std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
      void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
    } writer;
    document_.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(writer.out);
  }

 private:
  pugi::xml_document document_;
  pugi::xml_node root_;
};

void add(pugi::xml_node parent, const char* name, std::string_view text) {
  parent.append_child(name).append_child(pugi::node_pcdata).set_value(holdable(text).c_str());
}
void add(pugi::xml_node parent, const char* name, std::int64_t number) { add(parent, name, std::to_string(number)); }
// Not an overload: a literal would rather become a bool than a string_view.
void add_flag(pugi::xml_node parent, const char* name, bool flag) {
  add(parent, name, std::string_view(flag ? "true" : "false"));
}

std::string in_quotes(std::string_view etag) { return fmt::format("\"{}\"", etag); }
std::string_view key_of(std::string_view path) { return path.substr(path.starts_with('/') ? 1 : 0); }
/// Percent-encoded but for its slashes, as encoding-type=url has it.
std::string encoded(std::string_view text, bool is_url_encoded) {
  if (!is_url_encoded) return std::string(text);
  std::string result;
  for (const std::string_view segment : split(text, '/')) {
    if (segment.data() != text.data()) result += '/';
    result += url_encode(segment);
  }
  return result;
}

void add_people(pugi::xml_node parent) {
  for (const char* who : {"Owner", "Initiator"}) {
    pugi::xml_node person = parent.append_child(who);
    add(person, "ID", "openvod");
    add(person, "DisplayName", "openvod");
  }
}

}  // namespace

std::string error_xml(std::string_view code, std::string_view message, std::string_view resource,
                      std::string_view request_id) {
  Document document("Error");
  add(document.root(), "Code", code);
  add(document.root(), "Message", message);
  add(document.root(), "Resource", resource);
  add(document.root(), "RequestId", request_id);
  return document.text();
}

std::string initiate_xml(std::string_view bucket, std::string_view key, std::string_view upload_id) {
  Document document("InitiateMultipartUploadResult");
  add(document.root(), "Bucket", bucket);
  add(document.root(), "Key", key);
  add(document.root(), "UploadId", upload_id);
  return document.text();
}

std::string complete_xml(std::string_view location, std::string_view bucket, std::string_view key,
                         std::string_view etag) {
  Document document("CompleteMultipartUploadResult");
  add(document.root(), "Location", location);
  add(document.root(), "Bucket", bucket);
  add(document.root(), "Key", key);
  add(document.root(), "ETag", in_quotes(etag));
  return document.text();
}

std::string list_uploads_xml(const UploadListing& listing) {
  Document document("ListMultipartUploadsResult");
  pugi::xml_node root = document.root();
  const auto text = [&](std::string_view value) { return encoded(value, listing.is_url_encoded); };
  add(root, "Bucket", listing.bucket);
  if (listing.is_url_encoded) add(root, "Encoding-Type", "url");
  add(root, "KeyMarker", text(listing.key_marker));
  add(root, "UploadIdMarker", listing.upload_id_marker);
  add(root, "MaxUploads", listing.uploads_max);
  add(root, "Prefix", text(listing.prefix));
  add(root, "Delimiter", text(listing.delimiter));
  add_flag(root, "IsTruncated", listing.is_truncated);
  if (listing.is_truncated) {
    add(root, "NextKeyMarker", text(listing.next_key_marker));
    add(root, "NextUploadIdMarker", listing.next_upload_id_marker);
  }
  for (const auto& upload : listing.uploads) {
    pugi::xml_node node = root.append_child("Upload");
    add(node, "Key", text(key_of(upload.path)));
    add(node, "UploadId", upload.upload_id);
    add(node, "StorageClass", "STANDARD");
    add_people(node);
    add(node, "Initiated", iso8601(upload.created_ms));
  }
  for (const auto& prefix : listing.common_prefixes) {
    add(root.append_child("CommonPrefixes"), "Prefix", text(prefix));
  }
  return document.text();
}

std::string list_parts_xml(const PartListing& listing) {
  Document document("ListPartsResult");
  pugi::xml_node root = document.root();
  add(root, "Bucket", listing.bucket);
  if (listing.is_url_encoded) add(root, "Encoding-type", "url");
  add(root, "Key", encoded(listing.key, listing.is_url_encoded));
  add(root, "UploadId", listing.upload_id);
  add_people(root);
  add(root, "StorageClass", "STANDARD");
  add(root, "PartNumberMarker", listing.marker);
  if (!listing.parts.empty()) add(root, "NextPartNumberMarker", listing.parts.back().number);
  add(root, "MaxParts", listing.parts_max);
  add_flag(root, "IsTruncated", listing.is_truncated);
  for (const auto& part : listing.parts) {
    pugi::xml_node node = root.append_child("Part");
    add(node, "PartNumber", part.number);
    add(node, "LastModified", iso8601(part.created_ms));
    add(node, "ETag", in_quotes(part.md5));
    add(node, "Size", static_cast<std::int64_t>(part.size_bytes));
  }
  return document.text();
}

Result<std::vector<engine::ListedPart>> parse_complete(std::string_view xml) {
  const auto malformed = [](std::string why) {
    return error(ErrorCode::object_malformed_xml, {}, "The list of parts can't be read: " + why + ".");
  };
  pugi::xml_document document;
  // No document types are read, so no entities of the body's own are resolved.
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_trim_pcdata);
  if (!parsed) return malformed(fmt::format("{} at byte {}", parsed.description(), parsed.offset));
  const pugi::xml_node root = document.document_element();
  if (std::string_view(root.name()) != "CompleteMultipartUpload") {
    return malformed("its root is not CompleteMultipartUpload");
  }
  std::vector<engine::ListedPart> parts;
  for (const pugi::xml_node node : root.children("Part")) {
    if (parts.size() == static_cast<std::size_t>(limits::upload_parts_max)) {
      return malformed(fmt::format("it has more than {} parts", limits::upload_parts_max));
    }
    const std::string_view number_text = trim(node.child("PartNumber").text().get());
    const auto number = parse_number<std::int64_t>(number_text);
    if (!number) return malformed(fmt::format("PartNumber \"{}\" is no number", number_text.substr(0, 32)));
    std::string_view etag = trim(node.child("ETag").text().get());
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
    if (etag.empty()) return malformed(fmt::format("part {} has no ETag", *number));
    parts.push_back({*number, std::string(etag.substr(0, 64))});
  }
  if (parts.empty()) return malformed("it has no Part");
  return parts;
}

}  // namespace vod
