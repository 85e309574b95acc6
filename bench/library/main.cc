// fill_library DATA COUNT: a data folder with COUNT media in it, as a library looks that has been used for long:
// written by the catalogue's own functions into the shipped schema. bench/media/search.py measures on it.
//
//   names   "clip 000123 <two Chinese words>"; every thousandth has the word that searches look for
//   each    metadata of a film with sound, a transcode, a tag; ids follow from the number: 10^18 + n
#include <fmt/core.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "backends/sqlite/sqlite.h"
#include "base/text.h"
#include "catalogue/apps.h"
#include "catalogue/media.h"
#include "catalogue/migrations.h"
#include "catalogue/outputs.h"
#include "model/errors.h"
#include "model/paths.h"

namespace vod::bench {
namespace {

constexpr AppId app{1'500'000'001};
constexpr std::uint64_t first_id = 1'000'000'000'000'000'000;
constexpr std::int64_t at_once = 500;
constexpr std::int64_t rare_every = 1'000;
constexpr std::string_view rare_word = "灯塔";
constexpr auto words =
    std::to_array<std::string_view>({"港口", "清晨", "山谷", "城市", "雨天", "列车", "海岸", "花园", "市集", "古镇",
                                     "雪景", "湖面", "街头", "大桥", "森林", "夜色"});

constexpr const char* metadata =
    R"({"Size":4128302,"Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1375100,"Height":720,"Width":1280,)"
    R"("Duration":24.02,"Rotate":0,"VideoStreamSet":[{"Bitrate":1246900,"Height":720,"Width":1280,"Codec":"h264",)"
    R"("Fps":25,"CodecTag":"avc1","DynamicRangeInfo":{"Type":"SDR","HDRType":""}}],"AudioStreamSet":[{"Bitrate":)"
    R"(128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":24.0,"AudioDuration":24.02,)"
    R"("Md5":"0123456789abcdef0123456789abcdef"})";

template <class Outcome>
void must(const Outcome& result, std::string_view what) {
  if (result) return;
  fmt::print(stderr, "{}: {}\n", what, message_of(result.error()));
  std::exit(1);
}

std::string_view word(std::int64_t number) { return words[static_cast<std::size_t>(number) % words.size()]; }

Media media_of(std::int64_t number) {
  Media media;
  media.app = app;
  media.id = {first_id + static_cast<std::uint64_t>(number)};
  media.name = fmt::format("clip {:06} {}{}", number, word(number), word(number / 16));
  if (number % rare_every == 0) media.name += rare_word;
  media.description = fmt::format("recorded at the {}", word(number / 256));
  media.type = "mp4";
  media.category = "Video";
  media.path = media_folder(app, media.id) + "abcdefghijkl.mp4";
  media.storage_region = std::string(default_storage_region);
  media.tags = {std::string(word(number / 7))};
  media.created_ms = media.updated_ms = 1'700'000'000'000 + number * 1'000;
  media.ingest = IngestState::done;
  media.metadata_json = metadata;
  return media;
}

Output output_of(const Media& media) {
  Output output;
  output.app = media.app;
  output.file = media.id;
  output.kind = OutputKind::transcode;
  output.definition = 100'020;
  output.path = output_folder(media.app, media.id) + "v.f100020.mp4";
  output.created_ms = media.created_ms;
  output.detail_json = R"({"Url":")" + output.path +
                       R"(","Definition":100020,"Bitrate":512000,"Height":480,)"
                       R"("Width":854,"Size":1546000,"Duration":24.02,"Md5":"0123456789abcdef0123456789abcdef",)"
                       R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","VideoStreamSet":[{"Bitrate":400000,"Height":480,)"
                       R"("Width":854,"Codec":"h264","Fps":25}],"AudioStreamSet":[{"Bitrate":64000,"SamplingRate":)"
                       R"(44100,"Codec":"aac"}],"DigitalWatermarkType":"None"})";
  return output;
}

void fill(Database& database, std::int64_t count) {
  for (std::int64_t from = 0; from < count; from += at_once) {
    const std::int64_t until = std::min(from + at_once, count);
    must(database.write([&](Transaction& tx) -> Done {
      for (std::int64_t number = from; number < until; ++number) {
        const Media media = media_of(number);
        VOD_TRY(catalogue::insert_media(tx, media));
        VOD_TRY(catalogue::put_output(tx, output_of(media)));
      }
      return done();
    }),
         "fill");
  }
}

int run(const std::filesystem::path& data, std::int64_t count) {
  const auto log = make_silent_log();
  std::filesystem::create_directories(data);
  auto database = open_sqlite({.path = data / "openvod.db"}, *log);
  must(database, "open");
  must(catalogue::migrate(*database.value(), catalogue::migrations(), *log), "migrate");
  App row;
  row.id = app;
  row.name = "default";
  must(database.value()->write([&row](Transaction& tx) { return catalogue::insert_app(tx, row); }), "app");
  fill(*database.value(), count);
  return 0;
}

}  // namespace
}  // namespace vod::bench

int main(int count, char** arguments) {
  const auto media = count == 3 ? vod::parse_number<std::int64_t>(arguments[2]) : std::nullopt;
  if (!media || *media < 1) {
    fmt::print(stderr, "usage: fill_library DATA COUNT\n");
    return 2;
  }
  return vod::bench::run(arguments[1], *media);
}
