#include "pipeline/whole_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>

#include "model/errors.h"
#include "wire/playlist.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// A disk with less than this is full: what is written comes in pieces of up to this size.
constexpr std::uintmax_t room_bytes = 1 << 20;
// Disks give room by pages: a file that breaks off there may have whole packets by chance.
constexpr std::uint64_t page_bytes = 4'096;
constexpr std::uint64_t transport_packet_bytes = 188;
constexpr std::uint64_t playlist_bytes_max = 64 << 20;

bool has_room(const fs::path& folder) {
  std::error_code problem;
  const auto space = fs::space(folder, problem);
  return problem || space.available >= room_bytes;
}

/// A file of which some bytes are read here and there.
class Bytes {
 public:
  explicit Bytes(const fs::path& file) : stream_(file, std::ios::binary) {
    std::error_code problem;
    size_ = fs::file_size(file, problem);
    if (problem) size_ = 0;
  }

  std::uint64_t size() const { return size_; }
  /// Empty where there are not so many.
  std::string at(std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(offset));
    stream_.read(bytes.data(), static_cast<std::streamsize>(count));
    if (static_cast<std::size_t>(stream_.gcount()) != count) bytes.clear();
    return bytes;
  }
  bool ends_with(std::string_view end) { return size_ >= end.size() && at(size_ - end.size(), end.size()) == end; }

 private:
  std::ifstream stream_;
  std::uint64_t size_ = 0;
};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::uint64_t little_endian(std::string_view bytes) { return big_endian(std::string(bytes.rbegin(), bytes.rend())); }

// Boxes follow one another up to the file's end. Size 1: the real one stands behind the name; 0: up to the end.
bool has_whole_boxes(Bytes& file) {
  constexpr std::uint64_t head_bytes = 8;
  std::uint64_t at = 0;
  while (at < file.size()) {
    const std::string head = file.at(at, head_bytes);
    if (head.empty()) return false;
    std::uint64_t size = big_endian(std::string_view(head).substr(0, 4));
    if (size == 0) return true;
    if (size == 1) size = big_endian(file.at(at + head_bytes, head_bytes));
    if (size < head_bytes || size > file.size() - at) return false;
    at += size;
  }
  return at > 0;
}

bool has_whole_packets(const Bytes& file, const fs::path& folder) {
  if (file.size() % transport_packet_bytes != 0) return false;
  return file.size() % page_bytes != 0 || has_room(folder);
}

bool has_whole_chunks(Bytes& file) {
  constexpr std::uint64_t head_bytes = 8;
  const std::string head = file.at(0, head_bytes);
  return !head.empty() && file.size() >= head_bytes + little_endian(std::string_view(head).substr(4));
}

bool is_there(const fs::path& file, const std::optional<wire::PlaylistRange>& range) {
  std::error_code problem;
  const auto size = fs::file_size(file, problem);
  return !problem && size > 0 && (!range || range->offset + range->length <= size);
}

bool has_whole_list(Bytes& file, const fs::path& place) {
  if (file.size() == 0 || file.size() > playlist_bytes_max) return false;
  const auto read = wire::read_playlist(file.at(0, file.size()));
  if (!read) return file.ends_with("#EXT-X-ENDLIST\n");
  const auto* playlist = std::get_if<wire::MediaPlaylist>(&read.value());
  if (playlist == nullptr) return true;
  const fs::path folder = place.parent_path();
  const auto named = [&](const auto& part) { return is_there(folder / part.uri, part.range); };
  return playlist->ended && std::ranges::all_of(playlist->maps, named) &&
         std::ranges::all_of(playlist->segments, named);
}

bool is_whole(const fs::path& place) {
  using namespace std::string_view_literals;
  const std::string type = place.extension();
  Bytes file(place);
  if (type == ".mp4" || type == ".m4a" || type == ".m4s") return has_whole_boxes(file);
  if (type == ".ts") return has_whole_packets(file, place.parent_path());
  if (type == ".m3u8") return has_whole_list(file, place);
  if (type == ".jpg") return file.ends_with("\xff\xd9"sv);
  if (type == ".png") return file.ends_with("IEND\xae\x42\x60\x82"sv);
  if (type == ".gif") return file.ends_with("\x3b"sv);
  if (type == ".webp") return has_whole_chunks(file);
  return true;
}

}  // namespace

Error broken_off(const fs::path& file) {
  const std::string name = file.filename().string();
  if (!has_room(file.parent_path())) return error(ErrorCode::disk_full, name);
  return error(ErrorCode::io_failed, name, "Writing " + name + " broke off.");
}

Done check_whole(const fs::path& file, std::uint64_t file_bytes) {
  std::error_code problem;
  const auto size = fs::file_size(file, problem);
  const bool at_limit = !problem && file_bytes > 0 && size >= file_bytes;
  // Whether a file may have nothing in it is for others to say.
  const bool is_empty = !problem && size == 0 && has_room(file.parent_path());
  if (!at_limit && (is_empty || is_whole(file))) return done();
  if (at_limit) return error(ErrorCode::input_result_too_large, file.filename().string());
  return broken_off(file);
}

Done check_all_whole(const fs::path& folder, std::uint64_t file_bytes) {
  std::error_code problem;
  fs::recursive_directory_iterator entry(folder, problem);
  if (problem == std::errc::no_such_file_or_directory) return done();
  for (; !problem && entry != fs::end(entry); entry.increment(problem)) {
    std::error_code unknown;
    const auto status = entry->symlink_status(unknown);
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status)) {
      return error(ErrorCode::io_failed, entry->path().filename().string(),
                   "Something that is no file lies among the outputs.");
    }
    VOD_TRY(check_whole(entry->path(), file_bytes));
  }
  if (problem) return error(ErrorCode::io_failed, folder.filename().string(), "The outputs can't be listed.");
  return done();
}

}  // namespace vod
