#include "model/errors.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(Errors, RowsStandAtTheirCodes) {
  EXPECT_EQ(error_row(ErrorCode::signature_failure).wire_code, "AuthFailure.SignatureFailure");
  EXPECT_EQ(error_row(ErrorCode::signature_failure).name, "signature_failure");
  EXPECT_EQ(error_row(ErrorCode::cancelled).name, "cancelled");
}

TEST(Errors, MessageIsTheDetailOrTheTableText) {
  EXPECT_EQ(message_of(error(ErrorCode::value_limit, "Limit", "Limit: 0 is outside 1 to 100.")),
            "Limit: 0 is outside 1 to 100.");
  EXPECT_EQ(message_of(error(ErrorCode::value_sub_app_id)), "invalid subappid");
  EXPECT_EQ(message_of(error(ErrorCode::value_limit, "Limit")), "Limit: The Limit is out of range.");
}

TEST(Errors, LegacyCodesFollowTheFamily) {
  EXPECT_EQ(legacy_code_of(""), 0);
  EXPECT_EQ(legacy_code_of("InvalidInput.DefinitionNotExist"), 40000);
  EXPECT_EQ(legacy_code_of("SourceFileError.ContentUnsupported.Playlist"), 60000);
  EXPECT_EQ(legacy_code_of("ResourceNotFound.CoverUrl"), 40000);
  EXPECT_EQ(legacy_code_of("InternalError.Cancelled"), 70000);
}

}  // namespace
}  // namespace vod
