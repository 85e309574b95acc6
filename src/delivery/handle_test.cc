#include "delivery/handle.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

constexpr AppId app{1500000001};
constexpr Handle handle{42, 3, 9, 1'714'979'323'000};

HandleCodec codec() {
  HandleCodec::Key key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(i);
  return HandleCodec(key);
}

TEST(HandleCodec, ReadsWhatItWrote) {
  const std::string text = codec().encode(app, handle);
  EXPECT_EQ(codec().decode(app, text), handle);
  EXPECT_EQ(text.size(), 54U);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
}

TEST(HandleCodec, AnotherAppsHandleIsNone) { EXPECT_FALSE(codec().decode({1500000002}, codec().encode(app, handle))); }

TEST(HandleCodec, AnotherKeysHandleIsNone) {
  EXPECT_FALSE(HandleCodec(HandleCodec::Key{}).decode(app, codec().encode(app, handle)));
}

TEST(HandleCodec, EveryChangedCharacterVoidsIt) {
  const std::string text = codec().encode(app, handle);
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char other : {'A', '9', '-', '=', '+', '\0', ' '}) {
      if (text[at] == other) continue;
      std::string forged = text;
      forged[at] = other;
      EXPECT_FALSE(codec().decode(app, forged)) << forged;
    }
  }
}

TEST(HandleCodec, OtherSpellingsAndLengthsAreNone) {
  const std::string text = codec().encode(app, handle);
  for (const std::string& other : {std::string(), text + "A", text + "==", " " + text, text.substr(1), text + text,
                                   text.substr(0, text.size() - 1), std::string(1'000'000, 'A')}) {
    EXPECT_FALSE(codec().decode(app, other));
  }
}

}  // namespace
}  // namespace vod
