#pragma once

#include "api/context.h"
#include "base/result.h"
#include "wire/types.h"

// All actions that are served: one line each, and one handler in api/<snake_case_action>.cc. The rest is derived:
// decoding, routing, versions, metrics, the coverage page.
//
//   name, where the handler runs, what it does, which app it may be called for
//
//   runs_inline   on the I/O thread: memory, or one short read of the database
//   runs_pooled   on a handler thread: whatever writes or may take longer
//   reads, writes  a read-only key may not call what writes
//   live_app      the app that SubAppId names must be switched on
//   any_app       it may be switched off, too
//   no_app        the action has no app: context.app is the default one, context.app_row is null; not for a key that is
//                 limited to an app
//   any_key       the same, and such a key may call it: the handler shows it no other app's
//   unsigned_too  the same, and it may come without a signature (context.key->is_nobody()): the handler asks for
//   another
//                 proof

// The actions of the seven kinds of template.
#define VOD_TEMPLATE_ACTIONS(X)                                              \
  X(CreateTranscodeTemplate, runs_pooled, writes, live_app)                  \
  X(ModifyTranscodeTemplate, runs_pooled, writes, live_app)                  \
  X(DeleteTranscodeTemplate, runs_pooled, writes, live_app)                  \
  X(DescribeTranscodeTemplates, runs_pooled, reads, live_app)                \
  X(CreateAdaptiveDynamicStreamingTemplate, runs_pooled, writes, live_app)   \
  X(ModifyAdaptiveDynamicStreamingTemplate, runs_pooled, writes, live_app)   \
  X(DeleteAdaptiveDynamicStreamingTemplate, runs_pooled, writes, live_app)   \
  X(DescribeAdaptiveDynamicStreamingTemplates, runs_pooled, reads, live_app) \
  X(CreateSnapshotByTimeOffsetTemplate, runs_pooled, writes, live_app)       \
  X(ModifySnapshotByTimeOffsetTemplate, runs_pooled, writes, live_app)       \
  X(DeleteSnapshotByTimeOffsetTemplate, runs_pooled, writes, live_app)       \
  X(DescribeSnapshotByTimeOffsetTemplates, runs_pooled, reads, live_app)     \
  X(CreateSampleSnapshotTemplate, runs_pooled, writes, live_app)             \
  X(ModifySampleSnapshotTemplate, runs_pooled, writes, live_app)             \
  X(DeleteSampleSnapshotTemplate, runs_pooled, writes, live_app)             \
  X(DescribeSampleSnapshotTemplates, runs_pooled, reads, live_app)           \
  X(CreateImageSpriteTemplate, runs_pooled, writes, live_app)                \
  X(ModifyImageSpriteTemplate, runs_pooled, writes, live_app)                \
  X(DeleteImageSpriteTemplate, runs_pooled, writes, live_app)                \
  X(DescribeImageSpriteTemplates, runs_pooled, reads, live_app)              \
  X(CreateAnimatedGraphicsTemplate, runs_pooled, writes, live_app)           \
  X(ModifyAnimatedGraphicsTemplate, runs_pooled, writes, live_app)           \
  X(DeleteAnimatedGraphicsTemplate, runs_pooled, writes, live_app)           \
  X(DescribeAnimatedGraphicsTemplates, runs_pooled, reads, live_app)         \
  X(CreateWatermarkTemplate, runs_pooled, writes, live_app)                  \
  X(ModifyWatermarkTemplate, runs_pooled, writes, live_app)                  \
  X(DeleteWatermarkTemplate, runs_pooled, writes, live_app)                  \
  X(DescribeWatermarkTemplates, runs_pooled, reads, live_app)

// All of them.
#define VOD_ACTIONS(X)                                        \
  X(ApplyUpload, runs_pooled, writes, live_app)               \
  X(CommitUpload, runs_pooled, writes, live_app)              \
  X(PullUpload, runs_pooled, writes, live_app)                \
  X(DeleteMedia, runs_pooled, writes, live_app)               \
  X(DescribeMediaInfos, runs_pooled, reads, live_app)         \
  X(ModifyMediaInfo, runs_pooled, writes, live_app)           \
  X(SearchMedia, runs_pooled, reads, live_app)                \
  X(CreateClass, runs_pooled, writes, live_app)               \
  X(ModifyClass, runs_pooled, writes, live_app)               \
  X(DeleteClass, runs_pooled, writes, live_app)               \
  X(DescribeAllClass, runs_pooled, reads, live_app)           \
  X(ModifyMediaStorageClass, runs_pooled, writes, live_app)   \
  X(RestoreMedia, runs_pooled, writes, live_app)              \
  X(ForbidMediaDistribution, runs_pooled, writes, live_app)   \
  X(DescribePlayKey, runs_pooled, writes, live_app)           \
  X(ResetPlayKey, runs_pooled, writes, live_app)              \
  X(CreatePlayToken, runs_pooled, writes, live_app)           \
  X(ParseStreamingManifest, runs_inline, reads, live_app)     \
  X(AttachMediaSubtitles, runs_pooled, writes, live_app)      \
  X(ProcessMedia, runs_pooled, writes, live_app)              \
  X(ProcessMediaByProcedure, runs_pooled, writes, live_app)   \
  X(ComposeMedia, runs_pooled, writes, live_app)              \
  X(DescribeFileAttributes, runs_pooled, writes, live_app)    \
  X(EditMedia, runs_pooled, writes, live_app)                 \
  X(SplitMedia, runs_pooled, writes, live_app)                \
  X(SimpleHlsClip, runs_pooled, writes, live_app)             \
  X(FastEditMedia, runs_pooled, writes, live_app)             \
  X(CreateProcedureTemplate, runs_pooled, writes, live_app)   \
  X(ResetProcedureTemplate, runs_pooled, writes, live_app)    \
  X(DeleteProcedureTemplate, runs_pooled, writes, live_app)   \
  X(DescribeProcedureTemplates, runs_pooled, reads, live_app) \
  X(DescribeTaskDetail, runs_pooled, reads, live_app)         \
  X(DescribeTasks, runs_pooled, reads, live_app)              \
  X(ManageTask, runs_pooled, writes, live_app)                \
  X(CancelTask, runs_pooled, writes, live_app)                \
  X(RetryTask, runs_pooled, writes, live_app)                 \
  VOD_TEMPLATE_ACTIONS(X)                                     \
  X(PullEvents, runs_pooled, writes, live_app)                \
  X(ConfirmEvents, runs_pooled, writes, live_app)             \
  X(ModifyEventConfig, runs_pooled, writes, live_app)         \
  X(DescribeEventConfig, runs_inline, reads, live_app)        \
  X(DescribeEventsState, runs_pooled, reads, live_app)        \
  X(ListEvents, runs_pooled, reads, live_app)                 \
  X(DescribeEvent, runs_pooled, reads, live_app)              \
  X(RedeliverEvents, runs_pooled, writes, live_app)           \
  X(ParkEvents, runs_pooled, writes, live_app)                \
  X(UnparkEvents, runs_pooled, writes, live_app)              \
  X(PurgeEvents, runs_pooled, writes, live_app)               \
  X(CreateTestEvent, runs_pooled, writes, live_app)           \
  X(DescribeQueue, runs_pooled, reads, live_app)              \
  X(DescribeEndpoints, runs_pooled, reads, live_app)          \
  X(ModifyDeliveryConfig, runs_pooled, writes, live_app)      \
  X(DescribeDeliveryConfig, runs_inline, reads, live_app)     \
  X(CreateSubAppId, runs_pooled, writes, no_app)              \
  X(DescribeSubAppIds, runs_pooled, reads, any_key)           \
  X(ModifySubAppIdInfo, runs_pooled, writes, any_app)         \
  X(ModifySubAppIdStatus, runs_pooled, writes, any_app)       \
  X(DescribeHealth, runs_pooled, reads, any_key)              \
  X(DescribeStorageRegions, runs_inline, reads, any_app)      \
  X(ListMedia, runs_pooled, reads, live_app)                  \
  X(ListTasks, runs_pooled, reads, live_app)                  \
  X(WatchChanges, runs_pooled, reads, any_app)                \
  X(CreateKey, runs_pooled, writes, no_app)                   \
  X(ListKeys, runs_pooled, reads, no_app)                     \
  X(ModifyKeyStatus, runs_pooled, writes, no_app)             \
  X(DeleteKey, runs_pooled, writes, no_app)                   \
  X(CreateConsoleToken, runs_pooled, reads, any_key)          \
  X(CreateConsoleSession, runs_pooled, reads, unsigned_too)   \
  X(EndConsoleSession, runs_pooled, reads, any_key)           \
  X(CreateBackup, runs_pooled, writes, no_app)                \
  X(DescribeBackup, runs_pooled, reads, no_app)               \
  X(DescribeTemplateRules, runs_inline, reads, any_key)       \
  X(DescribeUsage, runs_pooled, reads, any_app)

namespace vod::api {

// What each handler promises: `Result<wire::XResponse> answer(Context&, const wire::XRequest&)`. RequestId is left to
// the door. An error becomes the cloud's error answer.
#define VOD_DECLARE_HANDLER(name, where, effect, apps) \
  Result<wire::name##Response> answer(Context& context, const wire::name##Request& request);
VOD_ACTIONS(VOD_DECLARE_HANDLER)
#undef VOD_DECLARE_HANDLER

}  // namespace vod::api
