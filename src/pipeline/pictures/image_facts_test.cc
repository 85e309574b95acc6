#include "pipeline/pictures/image_facts.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

class Images : public MediaTest {
 protected:
  fs::path picture(const std::string& name, const std::string& options) {
    return clip(name, "-f lavfi -i testsrc=s=131x77:r=10:d=2 " + options);
  }
  static std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
};

TEST_F(Images, FormatAndSizeOfStillsAreTold) {
  const auto of = [&](const std::string& name, const std::string& options) {
    return image_facts_of(picture(name, "-frames:v 1 -update 1 " + options)).value();
  };
  for (const auto& facts : {of("a.jpg", ""), of("b.png", ""), of("c.webp", "-c:v libwebp"),
                            of("d.webp", "-c:v libwebp -lossless 1"), of("e.gif", "")}) {
    EXPECT_EQ(facts.width, 131);
    EXPECT_EQ(facts.height, 77);
    EXPECT_EQ(facts.frames, 1);
  }
  EXPECT_EQ(of("a.jpg", "").format, PictureFormat::jpg);
  EXPECT_EQ(of("b.png", "").format, PictureFormat::png);
  EXPECT_EQ(of("d.webp", "-c:v libwebp -lossless 1").format, PictureFormat::webp);
  EXPECT_EQ(of("e.gif", "").format, PictureFormat::gif);
}

TEST_F(Images, FramesAndLengthOfMovingOnesAreTold) {
  for (const auto& file : {picture("a.gif", ""), picture("b.webp", "-c:v libwebp_anim")}) {
    const auto facts = image_facts_of(file).value();
    EXPECT_EQ(facts.width, 131) << file;
    EXPECT_EQ(facts.frames, 20) << file;
    EXPECT_NEAR(static_cast<double>(facts.duration_ms), 2'000, 110) << file;
  }
}

TEST_F(Images, WhatIsCutShortIsNoPicture) {
  for (const auto& file : {picture("a.gif", ""), picture("b.webp", "-c:v libwebp_anim")}) {
    const std::string whole = content(file);
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{5}, std::size_t{11}, whole.size() / 2, whole.size() - 1})
      EXPECT_FALSE(image_facts(bytes_of(whole).first(length))) << file << " " << length;
  }
  const std::string jpg = content(picture("c.jpg", "-frames:v 1 -update 1"));
  EXPECT_FALSE(image_facts(bytes_of(jpg).first(20)));
  EXPECT_FALSE(image_facts(bytes_of("no picture")));
}

}  // namespace
}  // namespace vod
