#include "catalogue/template_book.h"
#include "pipeline/wishes_of.h"

namespace vod {

Result<std::vector<WatermarkWish>> snapshot_watermarks(const WishContext& context,
                                                       const std::vector<wire::WatermarkInput>& inputs) {
  std::vector<WatermarkWish> wishes;
  for (const wire::WatermarkInput& input : inputs) {
    VOD_TRY(const auto wanted,
            catalogue::watermark_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
    if (wanted.type != WatermarkTemplate::Type::image) continue;
    VOD_TRY(auto wish, wish_of(context, input));
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

Result<CoverWish> wish_of(const WishContext& context, const wire::CoverBySnapshotTaskInput& input) {
  CoverWish wish{.wanted = {}, .percent = input.PositionType == "Percent", .value = input.PositionValue};
  VOD_TRY(wish.wanted,
          catalogue::snapshot_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
  VOD_TRY(wish.watermarks, snapshot_watermarks(context, input.WatermarkSet));
  return wish;
}

Result<SampleSnapshotsWish> wish_of(const WishContext& context, const wire::SampleSnapshotTaskInput& input) {
  SampleSnapshotsWish wish;
  VOD_TRY(wish.wanted,
          catalogue::sample_snapshot_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
  VOD_TRY(wish.watermarks, snapshot_watermarks(context, input.WatermarkSet));
  return wish;
}

}  // namespace vod
