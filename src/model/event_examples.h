#pragma once

#include <string_view>

/// What test events tell: one example per type of event, the member of EventContent as JSON. In it `$app` stands for
/// the SubAppId, `$url` for what media URLs begin with, `$now` for the time. Its FileIds are shorter than those of
/// media, so that a receiver that believes a test event finds nothing to change or delete.
namespace vod::event_examples {

inline constexpr std::string_view new_file_upload =
    R"({"FileId":"100000000000000001","MediaBasicInfo":{"Name":"openvod test event","Description":"","CreateTime":"$now",)"
    R"("UpdateTime":"$now","ExpireTime":"9999-12-31T23:59:59Z","ClassId":0,"ClassName":"Other","ClassPath":"Other",)"
    R"("CoverUrl":"","Type":"mp4","MediaUrl":"$url/00000000vodcq$app/00000000100000000000000001/test.mp4",)"
    R"("SourceInfo":{"SourceType":"Upload","SourceContext":"openvod test event"},"StorageRegion":"ap-chongqing",)"
    R"("TagSet":[],"Vid":"","Category":"Video","Status":"Normal","StorageClass":"STANDARD"},"MetaData":{"Size":4128302,)"
    R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1375100,"Height":720,"Width":1280,"Duration":24.02,"Rotate":0,)"
    R"("VideoStreamSet":[{"Bitrate":1246900,"Height":720,"Width":1280,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":24.0,"AudioDuration":24.02},)"
    R"("ProcedureTaskId":"","ReviewAudioVideoTaskId":""})";

inline constexpr std::string_view pull_complete =
    R"({"TaskId":"$app-Pull-00000000000000000000000000000001t0","Status":"FINISH","ErrCode":0,"Message":"SUCCESS",)"
    R"("FileId":"100000000000000002","MediaBasicInfo":{"Name":"openvod test event","Description":"","CreateTime":"$now",)"
    R"("UpdateTime":"$now","ExpireTime":"9999-12-31T23:59:59Z","ClassId":0,"ClassName":"Other","ClassPath":"Other",)"
    R"("CoverUrl":"","Type":"mp4","MediaUrl":"$url/00000000vodcq$app/00000000100000000000000002/test.mp4",)"
    R"("SourceInfo":{"SourceType":"Upload","SourceContext":""},"StorageRegion":"ap-chongqing","TagSet":[],"Vid":"",)"
    R"("Category":"Video","Status":"Normal","StorageClass":"STANDARD"},"MetaData":{"Size":4128302,)"
    R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1375100,"Height":720,"Width":1280,"Duration":24.02,"Rotate":0,)"
    R"("VideoStreamSet":[{"Bitrate":1246900,"Height":720,"Width":1280,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":24.0,"AudioDuration":24.02},)"
    R"("FileUrl":"$url/00000000vodcq$app/00000000100000000000000002/test.mp4","ProcedureTaskId":"",)"
    R"("ReviewAudioVideoTaskId":"","SessionContext":"openvod test event","SessionId":"","Progress":100})";

inline constexpr std::string_view file_deleted =
    R"({"FileIdSet":["100000000000000003"],"FileDeleteResultInfo":[{"FileId":"100000000000000003","DeleteParts":)"
    R"([{"Type":"TranscodeFiles","Definition":100020}]}]})";

inline constexpr std::string_view procedure_state_changed =
    R"({"TaskId":"$app-procedurev2-00000000000000000000000000000004t0","Status":"FINISH","ErrCode":0,"Message":"",)"
    R"("FileId":"100000000000000004","FileName":"openvod test event",)"
    R"("FileUrl":"$url/00000000vodcq$app/00000000100000000000000004/test.mp4","MetaData":{"Size":4128302,)"
    R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1375100,"Height":720,"Width":1280,"Duration":24.02,"Rotate":0,)"
    R"("VideoStreamSet":[{"Bitrate":1246900,"Height":720,"Width":1280,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":24.0,"AudioDuration":24.02},)"
    R"("MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","ErrCodeExt":"","ErrCode":0,)"
    R"("Message":"SUCCESS","Input":{"Definition":100020,"WatermarkSet":[],"MosaicSet":[],"HeadTailSet":[]},"Output":)"
    R"({"Url":"$url/00000000vodtranscq$app/00000000100000000000000004/v.f100020.mp4","Definition":100020,)"
    R"("Bitrate":1003000,"Height":540,"Width":960,"Size":3011400,"Duration":24.02,"Container":"mov,mp4,m4a,3gp,3g2,mj2",)"
    R"("VideoStreamSet":[{"Bitrate":939000,"Height":540,"Width":960,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":64000,"SamplingRate":44100,"Codec":"aac"}]},"Progress":100,"BeginProcessTime":"$now",)"
    R"("FinishTime":"$now"}},{"Type":"CoverBySnapshot","CoverBySnapshotTask":{"Status":"SUCCESS","ErrCodeExt":"",)"
    R"("ErrCode":0,"Message":"SUCCESS","Input":{"Definition":10,"PositionType":"Time","PositionValue":1,)"
    R"("WatermarkSet":[]},"Output":{"CoverUrl":"$url/00000000vodtranscq$app/00000000100000000000000004/cover_10_0.jpg"},)"
    R"("Progress":100,"BeginProcessTime":"$now","FinishTime":"$now"}}],"AiContentReviewResultSet":[],)"
    R"("AiAnalysisResultSet":[],"AiRecognitionResultSet":[],"TasksPriority":0,"TasksNotifyMode":"Finish",)"
    R"("SessionContext":"openvod test event","SessionId":"","Operator":"","OperationType":""})";

inline constexpr std::string_view edit_media_complete =
    R"({"TaskId":"$app-EditMedia-00000000000000000000000000000005t0","Status":"FINISH","ErrCode":0,"ErrCodeExt":"",)"
    R"("Message":"SUCCESS","Progress":100,"Input":{"InputType":"File","FileInfoSet":[{"FileId":"100000000000000005",)"
    R"("StartTimeOffset":0,"EndTimeOffset":8.5},{"FileId":"100000000000000006","StartTimeOffset":3,"EndTimeOffset":0}],)"
    R"("StreamInfoSet":[]},"Output":{"FileType":"mp4",)"
    R"("FileUrl":"$url/00000000vodcq$app/00000000100000000000000007/test.mp4","FileId":"100000000000000007",)"
    R"("MediaName":"openvod test event","ClassId":0,"ExpireTime":"9999-12-31T23:59:59Z"},"MetaData":{"Size":4128302,)"
    R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1375100,"Height":720,"Width":1280,"Duration":24.02,"Rotate":0,)"
    R"("VideoStreamSet":[{"Bitrate":1246900,"Height":720,"Width":1280,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":24.0,"AudioDuration":24.02},)"
    R"("ProcedureTaskId":"","ReviewAudioVideoTaskId":"","SessionId":"","SessionContext":"openvod test event"})";

inline constexpr std::string_view compose_media_complete =
    R"({"TaskId":"$app-ComposeMedia-00000000000000000000000000000008t0","Status":"FINISH","ErrCode":0,)"
    R"("Message":"SUCCESS","Progress":100,"Input":{"Tracks":[{"Type":"Video","TrackItems":[{"Type":"Video","VideoItem":)"
    R"({"SourceMedia":"100000000000000008","SourceMediaStartTime":1,"Duration":6}},{"Type":"Video","VideoItem":)"
    R"({"SourceMedia":"100000000000000009","Duration":6}}]},{"Type":"Audio","TrackItems":[{"Type":"Audio","AudioItem":)"
    R"({"SourceMedia":"100000000000000010","Duration":12}}]}],"Canvas":{"Color":"Black","Width":1280,"Height":720},)"
    R"("Output":{"FileName":"openvod test event","Container":"mp4","RemoveVideo":0,"RemoveAudio":0}},"Output":)"
    R"({"FileType":"mp4","FileId":"100000000000000011",)"
    R"("FileUrl":"$url/00000000vodcq$app/00000000100000000000000011/test.mp4","MediaName":"openvod test event",)"
    R"("ClassId":0,"ExpireTime":"9999-12-31T23:59:59Z"},"MetaData":{"Size":2108302,)"
    R"("Container":"mov,mp4,m4a,3gp,3g2,mj2","Bitrate":1403100,"Height":720,"Width":1280,"Duration":12.02,"Rotate":0,)"
    R"("VideoStreamSet":[{"Bitrate":1274900,"Height":720,"Width":1280,"Codec":"h264","Fps":25}],"AudioStreamSet":)"
    R"([{"Bitrate":128200,"SamplingRate":48000,"Codec":"aac"}],"VideoDuration":12.0,"AudioDuration":12.02},)"
    R"("SessionId":"","SessionContext":"openvod test event"})";

inline constexpr std::string_view split_media_complete =
    R"({"TaskId":"$app-SplitMedia-00000000000000000000000000000012t0","Status":"FINISH","ErrCodeExt":"","ErrCode":0,)"
    R"("Message":"SUCCESS","FileInfoSet":[{"Input":{"FileId":"100000000000000012","StartTimeOffset":0,)"
    R"("EndTimeOffset":6},"Output":{"FileId":"100000000000000013","MediaBasicInfo":{"Name":"openvod test event",)"
    R"("Description":"","CreateTime":"$now","UpdateTime":"$now","ExpireTime":"9999-12-31T23:59:59Z","ClassId":0,)"
    R"("ClassName":"Other","ClassPath":"Other","CoverUrl":"","Type":"mp4",)"
    R"("MediaUrl":"$url/00000000vodcq$app/00000000100000000000000013/test.mp4","StorageRegion":"ap-chongqing",)"
    R"("TagSet":[],"Vid":"","Category":"Video","Status":"Normal","StorageClass":"STANDARD"}},"ProcedureTaskId":"",)"
    R"("ReviewAudioVideoTaskId":""}],"SessionContext":"openvod test event","SessionId":"","Progress":100})";

inline constexpr std::string_view restore_media_complete =
    R"({"FileId":"100000000000000014","OriginalStorageClass":"ARCHIVE","TargetStorageClass":"STANDARD",)"
    R"("RestoreTier":"Standard","RestoreDay":1,"Status":0,"Message":"SUCCESS"})";

inline constexpr std::string_view persistence_complete =
    R"({"FileId":"100000000000000015","PersistenceSource":"SimpleHlsClip"})";

inline constexpr std::string_view describe_file_attributes_complete =
    R"({"TaskId":"$app-DescribeFileAttributes-00000000000000000000000000000016t0","Status":"FINISH","ErrCode":0,)"
    R"("ErrCodeExt":"","Message":"SUCCESS","Progress":100,"FileId":"100000000000000016","Output":)"
    R"({"Md5":"5d41402abc4b2a76b9719d911017c592","Sha1":"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"},"SessionId":"",)"
    R"("SessionContext":"openvod test event"})";

}  // namespace vod::event_examples
