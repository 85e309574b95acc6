#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model/templates.h"
#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/test_clips.h"
#include "wire/playlist.h"

namespace vod {

/// For tests: ladders of small pictures, made by real FFmpeg, and what independent eyes (ffprobe by itself) see of
/// them.
class AdaptiveTest : public MediaTest {
 protected:
  static AdaptiveTemplate ladder(std::string segment_type, bool dash = false) {
    AdaptiveTemplate wanted;
    wanted.definition = 10;
    wanted.dash = dash;
    for (const int side : {120, 180}) {
      wanted.streams.push_back({VideoSettings{.height = side, .fps = 24, .bitrate_kbps = side}, AudioSettings{}});
    }
    wanted.segment_type = std::move(segment_type);
    wanted.segment_s = 1;
    return wanted;
  }

  /// Makes it; nothing, with the error in `problem_`, when it failed.
  std::optional<MadeOutput> make(const AdaptiveTemplate& wanted, const std::filesystem::path& source,
                                 std::optional<StreamKey> key = {}) {
    return make_wish(AdaptiveWish{.wanted = wanted, .key = std::move(key)}, source);
  }
  std::optional<MadeOutput> make_wish(AdaptiveWish wish, const std::filesystem::path& source) {
    RunOrder order;
    const auto found = probe_source(processes(), source);
    EXPECT_TRUE(found) << message_of(found.error());
    if (!found) return {};
    order.source = found.value();
    order.source_file = source;
    order.folder = folder_ / ("run" + random_.hex(6));
    std::filesystem::create_directories(order.folder);
    order.wishes.push_back({0, std::move(wish)});
    order.settings.speed = "ultrafast";
    std::optional<MadeOutput> made;
    RunObserver observer;
    observer.progress = [](const RunProgress&) {};
    observer.made = [&](MadeOutput output) { made = std::move(output); };
    observer.failed = [&](std::size_t, const Error& problem) { problem_ = message_of(problem); };
    perform(processes(), order, observer, {});
    return made;
  }

  /// Times of the key frames of a rendition.
  static std::vector<std::string> key_times(const std::filesystem::path& playlist) {
    std::vector<std::string> times;
    for (const std::string& packet : asked(playlist.string(), "v", "packet=pts_time,flags")) {
      if (const auto mark = packet.find(",K"); mark != std::string::npos) times.push_back(packet.substr(0, mark));
    }
    return times;
  }
  /// Scenes change all the time: an encoder left to itself would place key frames there.
  std::filesystem::path cuts() {
    return clip("cuts.mp4",
                "-f lavfi -i color=red:s=320x180:r=30:d=0.7 -f lavfi -i testsrc=s=320x180:r=30:d=0.9 -f lavfi "
                "-i color=white:s=320x180:r=30:d=1.4 -filter_complex '[0][1][2]concat=n=3' -c:v libx264 "
                "-preset ultrafast -pix_fmt yuv420p");
  }

  static std::string content(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }

  /// What a command prints.
  static std::string said(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
      text.append(buffer.data(), count);
    ::pclose(pipe);
    return text;
  }
  /// An ffprobe entry of one stream, one value a line.
  static std::vector<std::string> asked(const std::string& file, const std::string& stream, const std::string& entries,
                                        const std::string& more = "") {
    const std::string command = "ffprobe -v error -allowed_extensions ALL " + more + " -select_streams " + stream +
                                " -show_entries " + entries + " -of csv=p=0 '" + file + "'";
    std::istringstream lines(said(command));
    std::vector<std::string> values;
    for (std::string line; std::getline(lines, line);) {
      while (line.ends_with(',')) line.pop_back();
      if (!line.empty()) values.push_back(line);
    }
    return values;
  }

  static wire::MediaPlaylist media_playlist(const std::filesystem::path& file) {
    auto read = wire::read_playlist(content(file));
    EXPECT_TRUE(read) << message_of(read.error());
    return read ? std::get<wire::MediaPlaylist>(read.value()) : wire::MediaPlaylist{};
  }
  static wire::MasterPlaylist master_playlist_of(const MadeOutput& made) {
    auto read = wire::read_playlist(content(made.file));
    EXPECT_TRUE(read) << message_of(read.error());
    return read ? std::get<wire::MasterPlaylist>(read.value()) : wire::MasterPlaylist{};
  }

  std::string problem_;
};

}  // namespace vod
