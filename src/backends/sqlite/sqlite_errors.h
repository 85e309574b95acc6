#pragma once

#include <string_view>

#include "base/result.h"

struct sqlite3;

namespace vod::sqlite {

/// The disk is full: this change is refused, a later one may succeed.
bool is_full(int code);
/// Nothing that is written after this can be trusted: a failed sync or I/O, or a damaged file.
bool is_final(int code);
/// Our error for an extended result code, with the connection's message; `about` is the statement or the file.
Error error_of(int code, sqlite3* connection, std::string_view about);

}  // namespace vod::sqlite
