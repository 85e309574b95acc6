#include "pipeline/wishes_of.h"

#include "catalogue/template_book.h"
#include "model/errors.h"
#include "wire/sub_tasks.h"

namespace vod {
namespace {

template <class Integer>
std::int64_t number(Integer definition) {
  return static_cast<std::int64_t>(definition);
}

}  // namespace

Result<AnimatedGraphicsWish> wish_of(const WishContext& context, const wire::AnimatedGraphicTaskInput& input) {
  AnimatedGraphicsWish wish;
  VOD_TRY(wish.wanted, catalogue::animated_graphics_template(context.tx, context.app, number(input.Definition)));
  wish.start_s = input.StartTimeOffset;
  wish.end_s = input.EndTimeOffset;
  return wish;
}

Result<ImageSpriteWish> wish_of(const WishContext& context, const wire::ImageSpriteTaskInput& input) {
  ImageSpriteWish wish;
  VOD_TRY(wish.wanted, catalogue::image_sprite_template(context.tx, context.app, number(input.Definition)));
  return wish;
}

Result<OutputWish> wish_of(const WishContext& context, std::size_t index, const wire::MediaProcessTaskResult& result) {
#define VOD_WISH_OF(set, member, type, kind)                     \
  if (result.member && result.member->Input) {                   \
    VOD_TRY(auto what, wish_of(context, *result.member->Input)); \
    return OutputWish{index, std::move(what)};                   \
  }
  VOD_SUB_TASKS(VOD_WISH_OF)
#undef VOD_WISH_OF
  return error(ErrorCode::input_invalid);
}

}  // namespace vod
