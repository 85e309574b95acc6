#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "catalogue/objects.h"
#include "model/limits.h"
#include "model/media.h"
#include "model/metadata.h"
#include "model/task.h"
#include "pipeline/output_probe.h"
#include "pipeline/store_file.h"
#include "pipeline/workshop.h"

namespace vod {

/// What a media that a task makes is to be, besides its bytes.
struct NewMediaWish {
  AppId app;
  std::string name;
  std::string description;
  std::int64_t class_id = 0;
  /// Wall milliseconds; 0 = never.
  std::int64_t expire_ms = 0;
  /// Extension of the main file: "mp4", "m3u8", "mp3".
  std::string type;
  std::string source_type = "VideoProcessing";
  std::string source_context;
};

/// Finished files in a work folder. The main one gets a name of its own; the others (the segments of a playlist) keep
/// their paths relative to it, so that what a playlist names is still there.
struct NewMediaFiles {
  std::filesystem::path main;
  std::vector<std::filesystem::path> others;
};

/// A media whose bytes are blobs, with the rows that will name them.
struct NewMedia {
  Media media;
  catalogue::ObjectRow main;
  std::vector<catalogue::ObjectRow> others;
  MediaMetadata metadata;
};

/// The media and the row of its main file, with a new id; blob, size and hashes of the row are left to the caller.
NewMedia new_media_of(Workshop& workshop, const NewMediaWish& wish, const MediaMetadata& found);

/// What a main file turned out to be.
struct ExaminedFile {
  MediaMetadata metadata;
  FileHashes hashes;
};

/// Probes and hashes, side by side, a file that a run of ours made (a playlist's segments lie in the folder with its
/// name without the extension). A probe that was started `ahead` is asked first. Errors are those of probe_output(),
/// io_failed.
Result<ExaminedFile> examine(Workshop& workshop, const std::filesystem::path& main, ProbeAhead* ahead = nullptr);

/// Moves files whose main one was examined into the store. disk_full, io_failed.
Result<NewMedia> store_new_media(Workshop& workshop, const NewMediaWish& wish, const NewMediaFiles& files,
                                 const ExaminedFile& found);

/// Before insert_new_media() and outside of any transaction: writes the rows of a long playlist's segments in changes
/// of a bounded size, fenced by the task's claim. They are not sealed yet, so that what a killed server leaves of them
/// is removed in time. `media` keeps the rows that are still to be inserted, `rows_kept` at most. cancelled when the
/// task is not ours.
Done write_segments_ahead(Workshop& workshop, const Task& task, NewMedia& media, const std::stop_token& stop,
                          std::size_t rows_kept = limits::segment_rows_at_once);

/// Makes the media a row, with its objects, sealed.
Done insert_new_media(Transaction& tx, const NewMedia& media);

}  // namespace vod
