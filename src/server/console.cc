#include "server/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "server/etags.h"
#include "server/gunzip.h"

namespace vod {
namespace {

constexpr std::string_view root = "/console/";
constexpr std::string_view index_name = "index.html";
constexpr std::string_view nonce_mark = "__CSP_NONCE__";
constexpr std::size_t nonce_characters = 32;

constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";
constexpr std::string_view no_console =
    "This build of openvod has no web console.\n\n"
    "The console is made with Node and packed into the program; `./dev build release` does both.\n"
    "docs/guide/console.md tells more. The command line can do the same: `openvod --help`.\n";
constexpr std::string_view no_file = "The console has no such file.\n";

/// On every answer, beside its policy.
constexpr std::string_view guards =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

const ConsoleFile* find(std::span<const ConsoleFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &ConsoleFile::path);
  return found == files.end() ? nullptr : &*found;
}

std::string whole(const ConsoleFile& file) {
  return file.is_gzip ? gunzip(file.bytes, file.size_bytes) : std::string(file.bytes);
}

/// True for a path in a folder of the bundle, and for a name with an extension beside index.html: there stand files and
/// no addresses of the page, which may have dots, too (the names of task flows).
bool is_place_of_files(std::span<const ConsoleFile> files, std::string_view path) {
  const std::size_t folder_end = path.find('/');
  if (folder_end == std::string_view::npos) return path.find('.') != std::string_view::npos;
  const std::string_view folder = path.substr(0, folder_end + 1);
  return std::ranges::any_of(files, [&](const ConsoleFile& file) { return file.path.starts_with(folder); });
}

// https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding, of which only `gzip;q=0` is to be heeded here.
bool accepts_gzip(std::string_view accept_encoding) {
  for (const std::string_view entry : split(accept_encoding, ',')) {
    const auto parts = split(entry, ';');
    if (!equal_ignoring_case(trim(parts.front()), "gzip")) continue;
    if (parts.size() == 1) return true;
    const std::string_view weight = trim(parts[1]);
    return !weight.starts_with("q=") || parse_number<double>(weight.substr(2)).value_or(0) > 0;
  }
  return false;
}

/// `scheme://host:port` of a URL; "" if it has signs that a policy would read as its own.
std::string_view origin_of(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const std::string_view origin = url.substr(0, url.find('/', scheme_end + 3));
  const bool is_plain = std::ranges::all_of(origin, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".:-_[]/").find(c) != std::string_view::npos;
  });
  return is_plain ? origin : std::string_view();
}

ConsoleAnswer text_answer(unsigned status, std::string_view text, std::string_view more_headers = {}) {
  ConsoleAnswer answer;
  answer.status = status;
  answer.content_type = text_type;
  answer.headers = fmt::format(
      "Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n{}{}", guards,
      more_headers);
  answer.packed = text;
  return answer;
}

}  // namespace

// Scripts: the nonce alone, without 'self'. Uploaded files are of this origin, too, so 'self' would trust their URLs;
// what a script with the nonce imports inherits it. Styles: the component library makes style elements with the nonce,
// and parts that are loaded later bring a style sheet of the bundle.
std::string console_policy(std::string_view nonce, std::string_view public_url) {
  const std::string_view origin = origin_of(public_url);
  const std::string media = origin.empty() ? std::string() : fmt::format(" {}", origin);
  const std::string script = nonce.empty() ? std::string("'self'") : fmt::format("'nonce-{}'", nonce);
  const std::string style = nonce.empty() ? std::string("'self'") : fmt::format("'self' 'nonce-{}'", nonce);
  return fmt::format(
      "default-src 'none'; script-src {0}; style-src {1}; img-src 'self' data: blob:{2}; media-src 'self' blob:{2}; "
      "connect-src 'self'{2}; font-src 'self' data:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'",
      script, style, media);
}

Console::Console(Parts parts) : parts_(std::move(parts)) {
  const ConsoleFile* index = find(parts_.files, index_name);
  if (index == nullptr) return;
  const std::string text = whole(*index);
  std::size_t begin = 0;
  for (std::size_t mark = 0; (mark = text.find(nonce_mark, begin)) != std::string::npos;) {
    page_pieces_.push_back(text.substr(begin, mark - begin));
    begin = mark + nonce_mark.size();
  }
  page_pieces_.push_back(text.substr(begin));
}

ConsoleAnswer Console::answer(const ConsoleRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    return text_answer(405, "The console is read with GET.\n", "Allow: GET, HEAD\r\n");
  }
  if (page_pieces_.empty()) return text_answer(404, no_console);
  if (!request.path.starts_with(root)) return text_answer(308, {}, "Location: /console/\r\n");
  const std::string_view name = request.path.substr(root.size());
  if (name == index_name) return page();
  if (const ConsoleFile* file = find(parts_.files, name)) return file_answer(*file, request);
  return is_place_of_files(parts_.files, name) ? text_answer(404, no_file) : page();
}

// Each answer is its own, and none is kept: a page out of a cache would meet the nonce of another one.
ConsoleAnswer Console::page() const {
  const std::string nonce = parts_.random.alphanumeric(nonce_characters);
  ConsoleAnswer answer;
  answer.content_type = html_type;
  answer.headers = fmt::format("Cache-Control: no-store\r\nContent-Security-Policy: {}\r\n{}",
                               console_policy(nonce, parts_.public_url()), guards);
  for (std::size_t i = 0; i < page_pieces_.size(); ++i) {
    if (i > 0) answer.made += nonce;
    answer.made += page_pieces_[i];
  }
  return answer;
}

ConsoleAnswer Console::file_answer(const ConsoleFile& file, const ConsoleRequest& request) const {
  const std::string etag = fmt::format("\"{}\"", file.etag);
  ConsoleAnswer answer;
  // Weak: packed and unpacked bytes share it.
  answer.headers = fmt::format("Cache-Control: {}\r\nETag: W/{}\r\nContent-Security-Policy: {}\r\n{}",
                               file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache", etag,
                               console_policy({}, parts_.public_url()), guards);
  if (file.is_gzip) answer.headers += "Vary: Accept-Encoding\r\n";
  if (lists_etag(request.if_none_match, etag)) {
    answer.status = 304;
    return answer;
  }
  answer.content_type = file.content_type;
  if (!file.is_gzip || accepts_gzip(request.accept_encoding)) {
    if (file.is_gzip) answer.headers += "Content-Encoding: gzip\r\n";
    answer.packed = file.bytes;
  } else {
    answer.made = whole(file);
  }
  return answer;
}

}  // namespace vod
