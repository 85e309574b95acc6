#pragma once

#include <string>
#include <string_view>

namespace vod::wire {

/// What a reference in a document means (RFC 3986, section 5.2): absolute ones stay, relative ones are taken from the
/// document's absolute URL. Dots in the path are taken out; a fragment is dropped. A space becomes
/// %20. Nothing else is checked or encoded: the guarded client decides about the result.
std::string resolve_url(std::string_view document_url, std::string_view reference);

}  // namespace vod::wire
