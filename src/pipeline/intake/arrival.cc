#include "pipeline/intake/arrival.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

std::string_view header(const HttpHeaders& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

// What may stand in If-Range: a strong ETag, or a date.
std::string validator_of(const HttpHeaders& headers) {
  if (header(headers, "accept-ranges") == "none") return {};
  const auto etag = header(headers, "etag");
  if (etag.starts_with('"')) return std::string(etag);
  return std::string(header(headers, "last-modified"));
}

/// "bytes FIRST-LAST/ALL".
struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t all = 0;
};
std::optional<ContentRange> range_in(std::string_view text) {
  if (!text.starts_with("bytes ")) return std::nullopt;
  text.remove_prefix(6);
  const auto dash = text.find('-');
  const auto slash = text.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const auto first = parse_number<std::uint64_t>(text.substr(0, dash));
  const auto last = parse_number<std::uint64_t>(text.substr(dash + 1, slash - dash - 1));
  const auto all = parse_number<std::uint64_t>(text.substr(slash + 1));
  if (!first || !last || !all || *first > *last || *last >= *all) return std::nullopt;
  return ContentRange{*first, *last, *all};
}

}  // namespace

HttpHeaders Arrival::wanted_headers() const {
  if (size_bytes_ == 0 || validator_.empty()) return {};
  return {{"Range", fmt::format("bytes={}-", size_bytes_)}, {"If-Range", validator_}};
}

Done Arrival::begin() {
  size_bytes_ = promised_bytes_ = crc_ = 0;
  md5_.emplace();
  auto writer = blobs_.create();
  if (!writer) {
    problem_ = writer.error();
    return writer.error();
  }
  writer_ = std::move(writer.value());
  return done();
}

Done Arrival::take_head(int status, const HttpHeaders& headers) {
  if (status != 206) {
    VOD_TRY(begin());
    promised_bytes_ = parse_number<std::uint64_t>(header(headers, "content-length")).value_or(0);
    validator_ = validator_of(headers);
    return done();
  }
  const auto range = range_in(header(headers, "content-range"));
  const auto etag = header(headers, "etag");
  const bool is_rest = range && size_bytes_ > 0 && range->first == size_bytes_ && range->last + 1 == range->all &&
                       (promised_bytes_ == 0 || promised_bytes_ == range->all);
  const bool is_same = etag.empty() || !validator_.starts_with('"') || etag == validator_;
  if (is_rest && is_same) {
    promised_bytes_ = range->all;
    return done();
  }
  forget();
  return error(ErrorCode::source_download, {}, "The sender gives another part of the file than was asked for.");
}

Done Arrival::take(std::string_view bytes) {
  const auto raw = bytes_of(bytes);
  if (auto written = writer_->write(raw); !written) {
    problem_ = written.error();
    return written.error();
  }
  md5_->add(raw);
  crc_ = crc64(raw, crc_);
  size_bytes_ += raw.size();
  return done();
}

Done Arrival::check_whole() const {
  if (promised_bytes_ == 0 || promised_bytes_ == size_bytes_) return done();
  return error(ErrorCode::source_download, {},
               fmt::format("The sender promised {} bytes and sent {}.", promised_bytes_, size_bytes_));
}

Result<BlobId> Arrival::commit() { return writer_->commit(); }

std::string Arrival::md5() { return to_hex(md5_->finish()); }

}  // namespace vod
