#include "pipeline/adaptive/segment_form.h"

#include <array>

#include "model/errors.h"

namespace vod {
namespace {

using Sound = SegmentForm::Sound;

struct Row {
  std::string_view word;
  SegmentForm form;
};

constexpr auto rows = std::to_array<Row>({
    {"ts-segment", {}},
    {"ts-byterange", {.byterange = true}},
    {"ts-packed-audio", {.sound = Sound::own_packed}},
    {"ts-packed-audio-byterange", {.byterange = true, .sound = Sound::own_packed}},
    {"mp4-packed-audio", {.mp4 = true, .sound = Sound::own_packed}},
    {"mp4-packed-audio-byterange", {.mp4 = true, .byterange = true, .sound = Sound::own_packed}},
    {"mp4-segment", {.mp4 = true}},
    {"mp4-byterange", {.mp4 = true, .byterange = true}},
    {"ts-ts-segment", {.sound = Sound::own_ts}},
    {"ts-ts-byterange", {.byterange = true, .sound = Sound::own_ts}},
    {"mp4-mp4-segment", {.mp4 = true, .sound = Sound::own_mp4}},
    {"mp4-mp4-byterange", {.mp4 = true, .byterange = true, .sound = Sound::own_mp4}},
});

}  // namespace

Result<SegmentForm> segment_form(std::string_view word, bool dash) {
  if (dash) return SegmentForm{.mp4 = true, .byterange = true, .sound = Sound::own_mp4};
  for (const Row& row : rows) {
    if (row.word == word) return row.form;
  }
  return error(ErrorCode::input_configuration_unsupported, std::string(word),
               "SegmentType " + std::string(word) +
                   " is none of ts-segment, mp4-segment, ts-byterange, mp4-byterange "
                   "and their forms with sound of its own.");
}

}  // namespace vod
