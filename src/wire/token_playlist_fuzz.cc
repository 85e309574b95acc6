// Any bytes as a playlist that is completed with a token: the lines stay what they are, with nothing but tokens added.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "wire/token_playlist.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string added = "?token=a.b.c";
  if (text.find(added) != std::string_view::npos) return 0;
  std::string completed = vod::wire::with_play_token(text, "a.b.c");
  for (auto at = completed.find(added); at != std::string::npos; at = completed.find(added, at))
    completed.erase(at, added.size());
  VOD_CHECK(completed == text);
  return 0;
}
