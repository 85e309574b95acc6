#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "catalogue/template_book.h"
#include "model/errors.h"
#include "pipeline/wishes_of.h"

namespace vod {
namespace {

// Presets of the API whose streams only a licence server can open.
struct LicencedPreset {
  std::int64_t definition;
  std::string_view drm;
};
constexpr auto licenced_presets = std::to_array<LicencedPreset>({
    {11, "FairPlay"},
    {13, "Widevine"},
    {14, "EncryptBase"},
    {31, "SDMC FairPlay"},
    {41, "SDMC Widevine"},
});

constexpr std::size_t key_id_digits = 16;

Error needs_licence_server(std::int64_t definition, std::string_view drm) {
  return error(ErrorCode::input_configuration_unsupported, std::string(drm),
               "Template " + std::to_string(definition) + " has DRM by " + std::string(drm) +
                   ", which needs a licence server; openvod has SimpleAES (template 12).");
}

StreamKey new_key(const WishContext& context) {
  StreamKey key;
  key.id = context.workshop.random.hex(key_id_digits);
  key.path = "/-/keys/" + context.app.text() + "/" + context.file.text() + "/" + key.id;
  context.workshop.random.fill(key.secret);
  return key;
}

}  // namespace

Result<AdaptiveWish> wish_of(const WishContext& context, const wire::AdaptiveDynamicStreamingTaskInput& input) {
  const auto definition = static_cast<std::int64_t>(input.Definition);
  for (const LicencedPreset& preset : licenced_presets) {
    if (preset.definition == definition) return needs_licence_server(definition, preset.drm);
  }
  AdaptiveWish wish;
  VOD_TRY(wish.wanted, catalogue::adaptive_template(context.tx, context.app, definition));
  if (wish.wanted.drm_type == "SimpleAES") {
    wish.key = new_key(context);
  } else if (!wish.wanted.drm_type.empty()) {
    return needs_licence_server(definition, wish.wanted.drm_type);
  }
  for (const std::string& id : input.SubtitleSet) {
    VOD_TRY(auto subtitle, find_subtitle(context, id, "SubtitleSet"));
    const bool is_there = std::ranges::any_of(wish.offered, [&](const auto& other) { return other.item.Id == id; });
    if (!is_there) wish.offered.push_back(std::move(subtitle));
  }
  VOD_TRY(wish.subtitles, wishes_of(context, input.SubtitleInfoSet));
  VOD_TRY(wish.watermarks, wishes_of(context, input.WatermarkSet));
  return wish;
}

}  // namespace vod
