#include "catalogue/media_view.h"

#include "catalogue/classes.h"

namespace vod::catalogue {

Result<wire::MediaBasicInfo> basic_info(ReadTransaction& tx, const Media& media, const wire::PublicUrl& url,
                                        bool is_processing) {
  VOD_TRY(const auto place, class_place(tx, media.app, media.class_id));
  return wire::basic_info_view(media, url, is_processing, place);
}

}  // namespace vod::catalogue
