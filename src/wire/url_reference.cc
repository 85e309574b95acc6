#include "wire/url_reference.h"

#include <cctype>
#include <vector>

#include "base/text.h"

namespace vod::wire {
namespace {

// The length of "scheme:" at the beginning; 0 when there is none.
std::size_t scheme_length(std::string_view url) {
  const auto colon = url.find(':');
  if (colon == std::string_view::npos || colon == 0 || std::isalpha(static_cast<unsigned char>(url.front())) == 0)
    return 0;
  for (const char c : url.substr(0, colon)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '-' && c != '.') return 0;
  }
  return colon + 1;
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const auto steps = split(path.substr(1), '/');
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    if (steps[i] == ".." && !kept.empty()) kept.pop_back();
    if (steps[i] != "." && steps[i] != "..") {
      kept.push_back(steps[i]);
    } else if (last) {
      kept.emplace_back();
    }
  }
  std::string clean;
  for (const auto step : kept) clean.append("/").append(step);
  return clean.empty() ? "/" : clean;
}

std::string resolve(std::string_view document_url, std::string_view reference) {
  reference = reference.substr(0, reference.find('#'));
  document_url = document_url.substr(0, document_url.find('#'));
  if (scheme_length(reference) > 0) return std::string(reference);
  const auto scheme = document_url.substr(0, scheme_length(document_url));
  if (reference.starts_with("//")) return std::string(scheme).append(reference);

  auto rest = document_url.substr(scheme.size());
  std::string_view authority;
  if (rest.starts_with("//")) {
    authority = rest.substr(0, rest.find_first_of("/?", 2));
    rest.remove_prefix(authority.size());
  }
  if (reference.empty()) return std::string(document_url);
  const std::string head = std::string(scheme).append(authority);
  const auto base_path = rest.substr(0, rest.find('?'));
  if (reference.front() == '?') return head + std::string(base_path.empty() ? "/" : base_path).append(reference);

  const auto cut = reference.find('?');
  const auto path = reference.substr(0, cut);
  const auto query = cut == std::string_view::npos ? std::string_view() : reference.substr(cut);
  std::string whole;
  if (path.front() == '/') {
    whole = path;
  } else {
    const auto folder = base_path.substr(0, base_path.rfind('/') + 1);
    whole = std::string(folder.empty() ? "/" : folder).append(path);
    if (whole.front() != '/') whole.insert(0, 1, '/');
  }
  return head + without_dots(whole).append(query);
}

}  // namespace

std::string resolve_url(std::string_view document_url, std::string_view reference) {
  std::string url;
  for (const char c : resolve(document_url, reference)) {
    if (c == ' ') {
      url += "%20";
    } else {
      url += c;
    }
  }
  return url;
}

}  // namespace vod::wire
