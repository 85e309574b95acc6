#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/media.h"

namespace vod::catalogue {

/// A text as words for an ordinary full-text index: runs of letters and digits as they are, CJK text as overlapping
/// pairs of characters, since most Chinese queries are two characters long. Everything else separates.
std::string index_words(std::string_view text);

/// The same words as a query that finds texts with all of them: each quoted, the last one as a prefix when it is not
/// CJK. Empty when the text has no word.
std::string match_words(std::string_view text);
/// The words of that query one by one, each a query of its own.
std::vector<std::string> match_terms(std::string_view text);

/// What is searchable of a media.
std::string words_of(const Media& media);

}  // namespace vod::catalogue
