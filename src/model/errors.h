// The room model: the domain as plain values, and the tables that drive the rest: errors, events, templates, settings,
// limits. It refuses to know how anything is stored, sent or spelled on the wire beyond the names in its tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod {

// code, wire code, default text. Wire codes are those of the cloud's API (common codes and per-action codes).
#define VOD_ERRORS(X)                                                                                               \
  X(signature_failure, "AuthFailure.SignatureFailure", "The signature does not match the request.")                 \
  X(secret_id_not_found, "AuthFailure.SecretIdNotFound", "No such SecretId.")                                       \
  X(signature_expire, "AuthFailure.SignatureExpire", "The request's timestamp is more than 300 seconds off.")       \
  X(invalid_authorization, "AuthFailure.InvalidAuthorization", "The Authorization header is missing or malformed.") \
  X(token_failure, "AuthFailure.TokenFailure", "The token is not valid.")                                           \
  X(unauthorized_operation, "AuthFailure.UnauthorizedOperation", "The key may not do this.")                        \
  X(invalid_action, "InvalidAction", "No such action.")                                                             \
  X(no_such_version, "NoSuchVersion", "No such API version.")                                                       \
  X(missing_parameter, "MissingParameter", "A required parameter is missing.")                                      \
  X(unknown_parameter, "UnknownParameter", "The action has no such parameter.")                                     \
  X(invalid_parameter, "InvalidParameter", "A parameter has the wrong form.")                                       \
  X(invalid_parameter_value, "InvalidParameterValue", "A parameter has a value that is not allowed.")               \
  X(invalid_request, "InvalidRequest", "The request is malformed.")                                                 \
  X(request_size_limit_exceeded, "RequestSizeLimitExceeded", "The request is too large.")                           \
  X(request_limit_exceeded, "RequestLimitExceeded", "Too many requests.")                                           \
  X(unsupported_operation, "UnsupportedOperation", "openvod does not do this.")                                     \
  X(unsupported_protocol, "UnsupportedProtocol", "Use GET or POST.")                                                \
  X(internal_error, "InternalError", "The server failed.")                                                          \
  X(resource_not_found, "ResourceNotFound", "No such thing.")                                                       \
  X(file_not_exist, "ResourceNotFound.FileNotExist", "No such media.")                                              \
  X(user_not_exist, "ResourceNotFound.UserNotExist", "No such application.")                                        \
  X(cover_url_not_found, "ResourceNotFound.CoverUrl", "The picture of CoverUrl could not be fetched.")              \
  X(template_not_exist, "ResourceNotFound.TemplateNotExist", "No such template.")                                   \
  X(resource_insufficient, "ResourceInsufficient", "The disk is full.")                                             \
  X(resource_unavailable, "ResourceUnavailable", "The server can't do this now.")                                   \
  X(limit_exceeded, "LimitExceeded", "A limit is reached.")                                                         \
  X(failed_operation, "FailedOperation", "The operation failed.")                                                   \
  X(invalid_vod_user, "FailedOperation.InvalidVodUser", "The application is switched off.")                         \
  X(media_type_failed, "FailedOperation.MediaType", "The media type is not supported.")                             \
  X(cover_type_failed, "FailedOperation.CoverType", "The cover type is not supported.")                             \
  X(task_duplicate, "FailedOperation.TaskDuplicate", "The task is there already.")                                  \
  X(value_sub_app_id, "InvalidParameterValue.SubAppId", "invalid subappid")                                         \
  X(value_file_id, "InvalidParameterValue.FileId", "The FileId is not valid.")                                      \
  X(value_file_ids, "InvalidParameterValue.FileIds", "FileIds is not valid.")                                       \
  X(value_file_ids_empty, "InvalidParameterValue.FileIdsEmpty", "FileIds is empty.")                                \
  X(value_file_ids_over_limit, "InvalidParameterValue.FileIdsOverLimit", "FileIds has too many entries.")           \
  X(value_session_id, "InvalidParameterValue.SessionId", "The SessionId was used already.")                         \
  X(value_session_id_too_long, "InvalidParameterValue.SessionIdTooLong",                                            \
    "The SessionId is longer than 50 characters.")                                                                  \
  X(value_session_context_too_long, "InvalidParameterValue.SessionContextTooLong",                                  \
    "The SessionContext is longer than 1000 characters.")                                                           \
  X(value_vod_session_key, "InvalidParameterValue.VodSessionKey", "The VodSessionKey is not valid.")                \
  X(value_media_type, "InvalidParameterValue.MediaType", "The MediaType is not supported.")                         \
  X(value_cover_type, "InvalidParameterValue.CoverType", "The CoverType is not supported.")                         \
  X(value_media_url, "InvalidParameterValue.MediaUrl", "The MediaUrl is not valid.")                                \
  X(value_cover_url, "InvalidParameterValue.CoverUrl", "The CoverUrl is not valid.")                                \
  X(value_procedure, "InvalidParameterValue.Procedure", "No such procedure.")                                       \
  X(value_expire_time, "InvalidParameterValue.ExpireTime", "The ExpireTime is not valid.")                          \
  X(value_storage_region, "InvalidParameterValue.StorageRegion", "No such storage region.")                         \
  X(value_task_id, "InvalidParameterValue.TaskId", "No such task.")                                                 \
  X(value_operation_type, "InvalidParameterValue.InvalidOperationType", "No such operation.")                       \
  X(value_definition, "InvalidParameterValue.Definition", "No such template.")                                      \
  X(value_definitions, "InvalidParameterValue.Definitions", "Definitions is not valid.")                            \
  X(value_limit, "InvalidParameterValue.Limit", "The Limit is out of range.")                                       \
  X(value_offset, "InvalidParameterValue.Offset", "The Offset is out of range.")                                    \
  X(value_name, "InvalidParameterValue.Name", "The name is not valid.")                                             \
  X(value_description, "InvalidParameterValue.Description", "The description is not valid.")                        \
  X(value_status, "InvalidParameterValue.Status", "The status is not valid.")                                       \
  X(value_class_id, "InvalidParameterValue.ClassId", "No such class.")                                              \
  X(value_text, "InvalidParameterValue.Text", "The text is not valid.")                                             \
  X(value_tags, "InvalidParameterValue.Tags", "The tags are not valid.")                                            \
  X(value_sort, "InvalidParameterValue.Sort", "The sort is not valid.")                                             \
  X(value_filters, "InvalidParameterValue.Filters", "No such filter.")                                              \
  X(value_add_key_frame_descs, "InvalidParameterValue.AddKeyFrameDescs", "The key frames are not valid.")           \
  X(value_tag_too_long, "InvalidParameterValue.TagTooLong", "A tag is longer than 32 characters.")                  \
  X(value_tags_clear_conflict, "InvalidParameterValue.AddTagsAndClearTagsConflict",                                 \
    "AddTags and ClearTags exclude each other.")                                                                    \
  X(value_tags_delete_conflict, "InvalidParameterValue.AddTagsAndDeleteTagsConflict",                               \
    "AddTags and DeleteTags name the same tag.")                                                                    \
  X(limit_tags, "LimitExceeded.TagCountReachMax", "A media has at most 16 tags.")                                   \
  X(value_key_frame_too_long, "InvalidParameterValue.KeyFrameDescContentTooLong",                                   \
    "A key frame's text is longer than 128 characters.")                                                            \
  X(value_key_frames_clear_conflict, "InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict",         \
    "AddKeyFrameDescs and ClearKeyFrameDescs exclude each other.")                                                  \
  X(value_key_frames_delete_conflict, "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict",       \
    "AddKeyFrameDescs and DeleteKeyFrameDescs name the same time.")                                                 \
  X(limit_key_frames, "LimitExceeded.KeyFrameDescCountReachMax", "A media has at most 100 key frames.")             \
  X(value_image, "InvalidParameterValue.ImageDecodeError", "The picture is not base64 of a gif, jpeg or png.")      \
  X(value_categories, "InvalidParameterValue.Categories", "No such category.")                                      \
  X(value_source_types, "InvalidParameterValue.SourceTypes", "No such source type.")                                \
  X(value_names, "InvalidParameterValue.Names", "The names are not valid.")                                         \
  X(value_name_prefixes, "InvalidParameterValue.NamePrefixes", "The name prefixes are not valid.")                  \
  X(value_class_ids, "InvalidParameterValue.ClassIds", "The classes are not valid.")                                \
  X(value_start_time, "InvalidParameterValue.StartTime", "The start time is not valid.")                            \
  X(value_end_time, "InvalidParameterValue.EndTime", "The end time is not valid.")                                  \
  X(value_type, "InvalidParameterValue.Type", "No such type.")                                                      \
  X(value_container_type, "InvalidParameterValue.ContainerType", "No such container type.")                         \
  X(value_tehd_type, "InvalidParameterValue.TEHDType", "No such type.")                                             \
  X(value_clear_tags, "InvalidParameterValue.ClearTags", "ClearTags is not valid.")                                 \
  X(class_level_limit_exceeded, "FailedOperation.ClassLevelLimitExceeded", "Classes go four levels deep at most.")  \
  X(class_name_duplicate, "FailedOperation.ClassNameDuplicate", "The parent has a class of that name already.")     \
  X(class_no_found, "FailedOperation.ClassNoFound", "No such class.")                                               \
  X(parent_id_no_found, "FailedOperation.ParentIdNoFound", "No such parent class.")                                 \
  X(subclass_limit_exceeded, "FailedOperation.SubclassLimitExceeded", "A class has at most 500 children.")          \
  X(existed_procedure_name, "InvalidParameter.ExistedProcedureName", "There is a procedure of that name already.")  \
  X(procedure_name_not_exist, "InvalidParameter.ProcedureNameNotExist", "No such procedure.")                       \
  X(value_audio_bitrate, "InvalidParameterValue.AudioBitrate", "The AudioBitrate is not valid.")                    \
  X(value_audio_channel, "InvalidParameterValue.AudioChannel", "The AudioChannel is not valid.")                    \
  X(value_audio_codec, "InvalidParameterValue.AudioCodec", "The AudioCodec is not valid.")                          \
  X(value_audio_sample_rate, "InvalidParameterValue.AudioSampleRate", "The AudioSampleRate is not valid.")          \
  X(value_bitrate, "InvalidParameterValue.Bitrate", "The Bitrate is not valid.")                                    \
  X(value_class_name, "InvalidParameterValue.ClassName", "The ClassName is not valid.")                             \
  X(value_clip_duration, "InvalidParameterValue.ClipDuration", "The length is not valid.")                          \
  X(value_codec, "InvalidParameterValue.Codec", "The Codec is not valid.")                                          \
  X(value_column_count, "InvalidParameterValue.ColumnCount", "The ColumnCount is not valid.")                       \
  X(value_comment, "InvalidParameterValue.Comment", "The Comment is not valid.")                                    \
  X(value_container, "InvalidParameterValue.Container", "The Container is not valid.")                              \
  X(value_coordinate_origin, "InvalidParameterValue.CoordinateOrigin", "The CoordinateOrigin is not valid.")        \
  X(value_disable_higher_video_bitrate, "InvalidParameterValue.DisableHigherVideoBitrate",                          \
    "The DisableHigherVideoBitrate is not valid.")                                                                  \
  X(value_disable_higher_video_resolution, "InvalidParameterValue.DisableHigherVideoResolution",                    \
    "The DisableHigherVideoResolution is not valid.")                                                               \
  X(value_drm_type, "InvalidParameterValue.DrmType", "The DrmType is not valid.")                                   \
  X(value_end_time_offset, "InvalidParameterValue.EndTimeOffset", "The EndTimeOffset is not valid.")                \
  X(value_file_ids_too_many, "InvalidParameterValue.FileIdsTooMany", "FileIds has too many entries.")               \
  X(value_fill_type, "InvalidParameterValue.FillType", "The FillType is not valid.")                                \
  X(value_format, "InvalidParameterValue.Format", "The Format is not valid.")                                       \
  X(value_fps, "InvalidParameterValue.Fps", "The Fps is not valid.")                                                \
  X(value_height, "InvalidParameterValue.Height", "The Height is not valid.")                                       \
  X(value_image_content, "InvalidParameterValue.ImageContent", "The ImageContent is not valid.")                    \
  X(value_image_template, "InvalidParameterValue.ImageTemplate", "The ImageTemplate is not valid.")                 \
  X(value_is_persistence, "InvalidParameterValue.IsPersistence", "The IsPersistence is not valid.")                 \
  X(value_media_manifest_content, "InvalidParameterValue.MediaManifestContent",                                     \
    "The MediaManifestContent is not valid.")                                                                       \
  X(value_not_restorable, "InvalidParameterValue.NotRestorable", "The media is not archived.")                      \
  X(value_operation, "InvalidParameterValue.Operation", "The Operation is not valid.")                              \
  X(value_output_media_type, "InvalidParameterValue.OutputMediaType", "The OutputMediaType is not valid.")          \
  X(value_parent_id, "InvalidParameterValue.ParentId", "The ParentId is not valid.")                                \
  X(value_procedure_name, "InvalidParameterValue.ProcedureName", "The ProcedureName is not valid.")                 \
  X(value_quality, "InvalidParameterValue.Quality", "The Quality is not valid.")                                    \
  X(value_remove_audio, "InvalidParameterValue.RemoveAudio", "The RemoveAudio is not valid.")                       \
  X(value_remove_video, "InvalidParameterValue.RemoveVideo", "The RemoveVideo is not valid.")                       \
  X(value_repeat_type, "InvalidParameterValue.RepeatType", "The RepeatType is not valid.")                          \
  X(value_resolution, "InvalidParameterValue.Resolution", "The Resolution is not valid.")                           \
  X(value_resolution_adaptive, "InvalidParameterValue.ResolutionAdaptive", "The ResolutionAdaptive is not valid.")  \
  X(value_restore_day, "InvalidParameterValue.RestoreDay", "The RestoreDay is not valid.")                          \
  X(value_restore_tier, "InvalidParameterValue.RestoreTier", "The RestoreTier is not valid.")                       \
  X(value_row_count, "InvalidParameterValue.RowCount", "The RowCount is not valid.")                                \
  X(value_sample_interval, "InvalidParameterValue.SampleInterval", "The SampleInterval is not valid.")              \
  X(value_sample_rate, "InvalidParameterValue.SampleRate", "The SampleRate is not valid.")                          \
  X(value_sample_type, "InvalidParameterValue.SampleType", "The SampleType is not valid.")                          \
  X(value_sound_system, "InvalidParameterValue.SoundSystem", "The SoundSystem is not valid.")                       \
  X(value_start_time_offset, "InvalidParameterValue.StartTimeOffset", "The StartTimeOffset is not valid.")          \
  X(value_storage_class, "InvalidParameterValue.StorageClass", "The StorageClass is not valid.")                    \
  X(value_svg_template, "InvalidParameterValue.SvgTemplate", "The SvgTemplate is not valid.")                       \
  X(value_svg_template_height, "InvalidParameterValue.SvgTemplateHeight", "The SvgTemplateHeight is not valid.")    \
  X(value_svg_template_width, "InvalidParameterValue.SvgTemplateWidth", "The SvgTemplateWidth is not valid.")       \
  X(value_text_alpha, "InvalidParameterValue.TextAlpha", "The TextAlpha is not valid.")                             \
  X(value_text_template, "InvalidParameterValue.TextTemplate", "The TextTemplate is not valid.")                    \
  X(value_unsupported_restore_tier, "InvalidParameterValue.UnsupportedRestoreTier",                                 \
    "The UnsupportedRestoreTier is not valid.")                                                                     \
  X(value_unsupported_transition, "InvalidParameterValue.UnsupportedTransition", "No such transition.")             \
  X(value_url, "InvalidParameterValue.Url", "The Url is not valid.")                                                \
  X(value_vcrf, "InvalidParameterValue.Vcrf", "The Vcrf is not valid.")                                             \
  X(value_video_bitrate, "InvalidParameterValue.VideoBitrate", "The VideoBitrate is not valid.")                    \
  X(value_video_codec, "InvalidParameterValue.VideoCodec", "The VideoCodec is not valid.")                          \
  X(value_width, "InvalidParameterValue.Width", "The Width is not valid.")                                          \
  X(value_xpos, "InvalidParameterValue.XPos", "The XPos is not valid.")                                             \
  X(value_ypos, "InvalidParameterValue.YPos", "The YPos is not valid.")                                             \
  X(too_much_template, "LimitExceeded.TooMuchTemplate", "There are as many templates as there may be.")             \
  X(master_playlist, "ResourceUnavailable.MasterPlaylist",                                                          \
    "The playlist is a master playlist; name one of its media playlists.")                                          \
  X(class_not_empty, "UnsupportedOperation.ClassNotEmpty", "The class has children or media.")                      \
  /* Errors of tasks: ErrCodeExt values, and ours as sub-codes of their families. */                                \
  X(input_invalid, "InvalidInput", "The task's input is not valid.")                                                \
  X(input_time_offset, "InvalidInput.InvalidTimeOffset", "The time offset lies outside the media.")                 \
  X(input_definition_not_exist, "InvalidInput.DefinitionNotExist", "No such template.")                             \
  X(input_configuration_unsupported, "InvalidInput.ConfigurationUnsupported", "The template can't be made here.")   \
  X(input_result_too_large, "InvalidInput.ResultFileSizeTooLarge", "The output grew past its limit.")               \
  X(source_error, "SourceFileError", "The source file can't be used.")                                              \
  X(source_no_video, "SourceFileError.NoVideoMedia", "The source has no video track.")                              \
  X(source_no_audio, "SourceFileError.NoVideoMedia.NoAudio", "The source has no audio track.")                      \
  X(source_no_resolution, "SourceFileError.NoVideoResolution", "The source's video has no size.")                   \
  X(source_malformed, "SourceFileError.ContentMalformed", "The source is broken.")                                  \
  X(source_empty, "SourceFileError.ContentMalformed.Empty", "The source is empty.")                                 \
  X(source_not_media, "SourceFileError.ContentMalformed.NotMedia", "The source is not media.")                      \
  X(source_unsupported, "SourceFileError.ContentUnsupported", "The source's format or codec is not allowed.")       \
  X(source_playlist, "SourceFileError.ContentUnsupported.Playlist", "Playlists are not allowed as a source.")       \
  X(source_too_large, "SourceFileError.ContentUnsupported.TooLarge", "The source passes a limit.")                  \
  X(source_probe_timeout, "SourceFileError.ContentMalformed.ProbeTimeout", "The source could not be read in time.") \
  X(source_archived, "SourceFileError.Archived", "The media is archived and not restored.")                         \
  X(source_deleted, "SourceFileError.Deleted", "The source was deleted.")                                           \
  X(source_download, "SourceFileError.DownloadNotAccessible", "The URL could not be fetched.")                      \
  X(task_failed, "InternalError.Process", "The media process failed.")                                              \
  X(task_timeout, "InternalError.Timeout", "The task ran longer than its limit.")                                   \
  X(task_stalled, "InternalError.Stalled", "The media process made no progress.")                                   \
  X(task_cancelled, "InternalError.Cancelled", "The task was cancelled.")                                           \
  X(sandbox_missing, "InternalError.SandboxUnavailable", "No sandbox is available; media is not processed.")        \
  X(disk_full, "InternalError.DiskFull", "The disk is full.")                                                       \
  /* Codes of object storage's XML answers. */                                                                      \
  X(object_access_denied, "AccessDenied", "The key may not do this here.")                                          \
  X(object_bad_digest, "BadDigest", "The body does not match its hash.")                                            \
  X(object_incomplete_body, "IncompleteBody", "The body does not have the length that was announced.")              \
  X(object_entity_too_large, "EntityTooLarge", "The body is larger than object storage takes.")                     \
  X(object_invalid_argument, "InvalidArgument", "A parameter is not valid.")                                        \
  X(object_invalid_part, "InvalidPart", "A listed part was not uploaded, or its ETag is another.")                  \
  X(object_invalid_part_order, "InvalidPartOrder", "The parts are not in ascending order.")                         \
  X(object_malformed_xml, "MalformedXML", "The body is not the XML that the call takes.")                           \
  X(object_no_such_key, "NoSuchKey", "There is no object at this path.")                                            \
  X(object_no_such_upload, "NoSuchUpload", "There is no such multipart upload.")                                    \
  X(object_invalid_state, "InvalidObjectState", "The object is archived and not restored.")                         \
  X(object_key_unknown, "InvalidAccessKeyId", "There is no such key.")                                              \
  X(object_signature, "SignatureDoesNotMatch", "The signature does not match the request.")                         \
  X(object_token_expired, "ExpiredToken", "The temporary key has expired.")                                         \
  X(object_time_skewed, "RequestTimeTooSkewed", "The signature is not valid at this time.")                         \
  X(object_method, "MethodNotAllowed", "Object storage has no such call.")                                          \
  X(object_length_required, "MissingContentLength", "The request has no Content-Length.")                           \
  X(object_range, "InvalidRange", "The range lies outside the object.")                                             \
  /* Ours, never on the wire as they are. */                                                                        \
  X(io_failed, "InternalError", "Reading or writing failed.")                                                       \
  X(database_failed, "InternalError", "The database failed.")                                                       \
  X(database_newer, "InternalError", "The database was written by a newer openvod.")                                \
  X(address_refused, "InvalidParameterValue.MediaUrl", "The address may not be reached.")                           \
  X(network_failed, "SourceFileError.DownloadNotAccessible", "The connection failed.")                              \
  X(not_found, "ResourceNotFound", "No such thing.")                                                                \
  X(cancelled, "InternalError.Cancelled", "Stopped on request.")

enum class ErrorCode : std::uint16_t {
  none,
#define VOD_ERROR_NAME(name, wire, text) name,
  VOD_ERRORS(VOD_ERROR_NAME)
#undef VOD_ERROR_NAME
};

/// One row of the table of errors.
struct ErrorRow {
  ErrorCode code;
  std::string_view name;
  std::string_view wire_code;
  std::string_view text;
};

const ErrorRow& error_row(ErrorCode code);

/// An error with a message of its own; an empty detail takes the table's text.
inline Error error(ErrorCode code, std::string subject = {}, std::string detail = {}) {
  return {code, std::move(subject), std::move(detail)};
}

/// What the caller reads: the detail, or the table's text, with the subject where the detail is the table's.
std::string message_of(const Error& error);

/// The number that the deprecated ErrCode of tasks has for a wire code's family: 0 for "", 40000 InvalidInput*,
/// 60000 SourceFileError*, 70000 for all else.
int legacy_code_of(std::string_view wire_code);

}  // namespace vod
