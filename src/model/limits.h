#pragma once

#include <cstddef>
#include <cstdint>

/// Every queue, body, loop, retry and cache has its limit here: name, unit, reason.
namespace vod::limits {

// The door.
inline constexpr std::size_t form_body_bytes_max = 1 << 20;   // The cloud's limit for v1 signatures.
inline constexpr std::size_t json_body_bytes_max = 10 << 20;  // The cloud's limit for v3 signatures.
inline constexpr std::size_t get_query_bytes_max = 32 << 10;  // The cloud's limit for GET.
inline constexpr std::size_t header_bytes_max = 48 << 10;     // A GET of 32 KB fits beside its headers.
inline constexpr std::size_t json_depth_max = 32;             // ComposeMedia, the deepest request, needs 9.
inline constexpr std::size_t connections_max = 4'096;         // Below the usual limit of open files.
inline constexpr std::int64_t signature_window_s = 300;       // The cloud's clock window.
inline constexpr std::size_t signing_keys_cached_max = 256;   // Signing keys kept ready per thread: callers by day.
inline constexpr std::size_t credential_bytes_max = 256;      // An id, a date and a service name; the cache keeps it.
inline constexpr std::size_t signed_headers_max = 32;         // Official SDKs sign two to five.
inline constexpr std::size_t form_parameters_max = 10'000;   // A 1 MB form of short pairs has fewer that mean anything.
inline constexpr std::size_t form_name_bytes_max = 256;      // The longest served dotted name has about 100.
inline constexpr std::int64_t first_byte_ms_max = 10'000;    // A client that connects and says nothing.
inline constexpr std::int64_t idle_ms_max = 75'000;          // Keep-alive; SDKs keep connections for 60 s.
inline constexpr std::int64_t body_idle_ms_max = 30'000;     // A body that stops coming.
inline constexpr std::int64_t head_ms_max = 10'000;          // A head that drips in, as a whole.
inline constexpr std::int64_t api_body_ms_max = 120'000;     // 10 MB over a poor line, as a whole.
inline constexpr std::int64_t write_idle_ms_max = 60'000;    // A client that stops taking its answer.
inline constexpr std::int64_t linger_ms_max = 3'000;         // Reading on after an early error, so that it arrives.
inline constexpr std::size_t linger_bytes_max = 64 << 20;    // The same, in bytes.
inline constexpr std::size_t headers_max = 128;              // SDKs and proxies send about 20.
inline constexpr std::size_t read_bytes = 16 << 10;          // One read from a socket; a call fits.
inline constexpr std::size_t upload_read_bytes = 256 << 10;  // One read of an upload; two are in memory at a time.
inline constexpr std::size_t inline_body_bytes_max = 32 << 10;  // Hashed and parsed on the I/O thread below.
inline constexpr std::size_t signatures_seen_max = 1 << 16;     // For counting replays; 1 MiB.
inline constexpr std::size_t rate_buckets_max = 10'000;         // Keys times actions with a rate limit at a time.
inline constexpr std::size_t apps_cached_max = 10'000;          // App rows in memory, some 300 bytes each.

// State.
inline constexpr std::size_t change_rows_max = 1'000;           // One change may not hold the writer for long.
inline constexpr std::int64_t read_ms_max = 5'000;              // A long reader keeps the WAL from being reset.
inline constexpr std::uint64_t wal_bytes_max = 256ULL << 20;    // Past this the writer pauses for a checkpoint.
inline constexpr std::size_t group_changes_max = 512;           // Members of one group commit.
inline constexpr std::size_t changes_waiting_max = 65'536;      // Submitted and not begun; more are refused.
inline constexpr std::size_t read_connections_max = 16;         // Threads that read at once; more wait.
inline constexpr std::size_t statements_cached_max = 512;       // Prepared statements of one connection.
inline constexpr std::uint64_t checkpoint_bytes = 16ULL << 20;  // WAL that a checkpoint in passing is worth.
inline constexpr std::int64_t checkpoint_idle_ms = 1'000;       // The checkpoint thread looks around this often.
inline constexpr std::int64_t ballast_retry_ms = 10'000;        // A freed ballast is made again this long after.
inline constexpr std::size_t ballast_bytes = 8 << 20;           // Freed on a full disk for last words.
inline constexpr double disk_uploads_share_max = 0.90;          // New uploads are refused above.
inline constexpr double disk_tasks_share_max = 0.97;            // New tasks are refused above.
static_assert(disk_uploads_share_max < disk_tasks_share_max);

// Watching, keys, the console, backups.
inline constexpr std::size_t changes_kept_max = 16'384;             // Of each kind; 100 bytes each.
inline constexpr std::size_t watch_changes_max = 1'000;             // In one answer of WatchChanges.
inline constexpr std::int64_t watch_wait_s_max = 20;                // Proxies and browsers give up at 30 s or later.
inline constexpr std::int64_t progress_note_ms = 500;               // A watcher sees a task's progress twice a second.
inline constexpr std::size_t list_rows_max = 100;                   // In one answer of ListMedia and ListTasks.
inline constexpr std::size_t keys_max = 1'000;                      // All in memory; more are a mistake.
inline constexpr std::size_t key_name_characters_max = 64;          // A name, not a text.
inline constexpr std::int64_t console_session_ms = 12 * 3'600'000;  // A working day; then sign in again.
inline constexpr std::size_t console_sessions_max = 1'000;          // Of all keys; the oldest one ends.
inline constexpr std::int64_t console_token_ms = 600'000;           // From the terminal to the browser.
inline constexpr std::size_t console_tokens_max = 64;               // Not used yet; the oldest one ends.
inline constexpr std::size_t bad_tokens_max = 10;                   // Of one address in one minute.
inline constexpr std::size_t bad_token_peers_max = 10'000;          // Addresses that are counted.
inline constexpr int copy_pages_at_once = 256;                      // 1 MiB between two groups of changes.
inline constexpr std::int64_t backup_look_ms = 200;                 // The command line asks how far it is.
inline constexpr std::int64_t restored_numbers_skipped = 10'000'000'000;  // More events than any server had since.

// Background work.
inline constexpr std::int64_t join_look_ms = 5'000;        // A bell rings before; this is for what a bell missed.
inline constexpr std::int64_t join_retry_ms = 1'000;       // A full disk does not get room at once.
inline constexpr std::int64_t retention_look_ms = 60'000;  // Records live for days.
inline constexpr std::int64_t stop_grace_ms = 5'000;       // What calls in flight get when the server stops.

// Reliable callback.
inline constexpr std::size_t pull_events_max = 16;                    // The cloud's PullEvents and ConfirmEvents.
inline constexpr std::int64_t lease_ms = 30'000;                      // The cloud's time to confirm.
inline constexpr std::int64_t pull_wait_ms = 5'000;                   // The cloud's long poll.
inline constexpr std::size_t pull_events_asked_max = 256;             // Asked for by ExtInfo; 1.2 KB each, 300 KB.
inline constexpr std::int64_t pull_wait_asked_s_max = 20;             // The same; proxies give up at 30 s or later.
inline constexpr std::int64_t lease_asked_s_max = 43'200;             // The same; a night's work.
inline constexpr std::int64_t lease_unnoted_ms_max = 60'000;          // Longer leases are stored from their beginning.
inline constexpr std::int64_t park_again_ms = 30'000;                 // After a full disk refused a parking.
inline constexpr std::int64_t events_counted_at_once = 50'000;        // Index entries of one change: some 5 ms.
inline constexpr std::uint64_t events_uncounted_max = 20'000;         // Index entries that a count looks at: 1 ms.
inline constexpr std::int64_t event_retention_ms = 4LL * 86'400'000;  // The cloud keeps events for four days.
inline constexpr std::int64_t history_ms = 86'400'000;                // Done events, for inspection.
inline constexpr std::uint64_t history_bytes_max = 256ULL << 20;      // Done events, for inspection.
inline constexpr std::size_t leases_per_app_max = 200'000;            // About 150 bytes of memory each.
inline constexpr std::size_t stored_deliveries_max = 256;             // Rows of one change that notes handings-out.
inline constexpr std::int64_t restored_leases_max = 1'000'000;        // Long leases that a start takes up again.

// Ages of events.
inline constexpr std::int64_t event_look_ms = 10'000;          // Between two looks whether there is a round to make.
inline constexpr std::int64_t event_round_ms = 3'600'000;      // Events live for days; an hour late is on time.
inline constexpr std::int64_t event_window_rest_ms = 100;      // Between two windows of a round: 10,000 rows a second.
inline constexpr std::uint64_t event_round_rows_min = 1'000;   // New events that are worth a round, at least.
inline constexpr std::uint64_t event_round_growth_parts = 10;  // A tenth more events is worth a round.
inline constexpr std::size_t events_removed_at_once = 200;     // With their attempts, handings-out and pushes.
inline constexpr std::int64_t event_warning_ms = 86'400'000;   // Loss is announced a day ahead.
inline constexpr std::int64_t event_warning_rest_ms = 3'600'000;  // And said again every hour.
inline constexpr std::int64_t clock_jump_ms = 3'600'000;          // A larger step between two runs makes nothing older.
inline constexpr std::int64_t clock_note_ms = 600'000;            // So exactly is the end of a run known to the next.
inline constexpr std::size_t clock_gaps_max = 64;                 // Times off that are remembered one by one.
static_assert(events_removed_at_once * 5 <= change_rows_max);

// What an operator does with events.
inline constexpr std::int64_t event_list_max = 100;                 // Events in one answer.
inline constexpr std::size_t event_ids_max = 100;                   // Events that one call names.
inline constexpr std::size_t events_looked_at_max = 20'000;         // Rows that one call walks over: some 50 ms.
inline constexpr std::size_t events_moved_at_once = 200;            // With their handings-out, pushes and parking.
inline constexpr std::int64_t redeliveries_per_second_max = 5'000;  // A receiver's fresh events have to get through.
inline constexpr std::size_t park_reason_characters_max = 200;      // A line on a screen.
inline constexpr std::size_t callback_retries_max = 64;             // Steps of an app's retry list.
inline constexpr std::int64_t callback_retry_s_max = 7LL * 86'400;  // A longer wait outlives the event.
inline constexpr std::size_t signing_secrets_max = 8;               // A header with each of them stays under 1 KiB.
inline constexpr std::int64_t secret_rotation_ms_max = 7LL * 86'400'000;  // Old secrets sign for a week at most.
inline constexpr std::int64_t secret_rotation_ms = 86'400'000;            // What they get unless it is said.
static_assert(events_moved_at_once * 5 <= change_rows_max);
static_assert(clock_note_ms < clock_jump_ms);

// Normal callback.
inline constexpr std::size_t callback_answer_bytes_max = 4'096;  // Kept for the log; the rest is not read.
inline constexpr std::size_t callback_results_max = 256;         // Results that one dispatcher step takes.
inline constexpr std::size_t callbacks_in_flight_max = 512;      // All endpoints together.
inline constexpr std::size_t callbacks_unproven_max =
    256;  // Of these, to endpoints whose last attempt did not succeed.
inline constexpr std::size_t callbacks_per_endpoint_max = 64;   // A slow receiver may not take all.
inline constexpr std::size_t callbacks_first_per_endpoint = 8;  // To one not known yet; each success adds one.
inline constexpr std::size_t callbacks_retrying_max =
    128;  // Late retries, of the above: they never hold up first tries.
inline constexpr std::size_t callbacks_per_failing_endpoint_max = 4;  // A dead receiver may not take all either.
inline constexpr std::size_t callbacks_loaded_per_app_max = 64;     // Events that wait in memory for a free connection.
inline constexpr std::size_t callback_endpoints_known_max = 4'096;  // Endpoints whose state is remembered.
inline constexpr std::int64_t callback_config_ms_max = 10'000;      // A removed URL parks its events within this time,
inline constexpr std::int64_t callback_config_busy_ms_max = 1'000;  // and ends its attempts within this.
inline constexpr std::int64_t callback_save_again_ms = 1'000;  // After a full disk refused what became of attempts.
static_assert(callbacks_retrying_max < callbacks_in_flight_max);
static_assert(callbacks_unproven_max < callbacks_in_flight_max);
inline constexpr double breaker_failures_share = 0.7;          // Of the attempts in the window: opens the breaker,
inline constexpr std::uint64_t breaker_attempts_min = 10;      // once there were so many.
inline constexpr std::int64_t breaker_window_ms = 5 * 60'000;  // What the breaker looks back at.
inline constexpr std::int64_t breaker_open_ms = 30'000;        // Then one probe.
inline constexpr double callback_rate_min = 0.2;               // Attempts per second left after any number of halvings.
inline constexpr std::size_t attempts_kept_max = 20'000;       // The log of attempts; up to 4 KiB of answer each.

// Outbound requests.
inline constexpr std::size_t resolver_threads = 8;  // A look-up blocks its thread; dead names must not take all.
inline constexpr std::size_t resolves_waiting_max = 1'024;     // Names that wait for a resolver thread.
inline constexpr std::int64_t resolve_cache_ms = 1'000;        // A busy endpoint doesn't cost a look-up per request.
inline constexpr std::size_t resolve_cache_names_max = 1'024;  // Names in that cache.
inline constexpr std::size_t outbound_header_bytes_max = 64 << 10;  // An answer's headers, interim answers included.
inline constexpr std::int64_t outbound_connections_max = 512;       // Kept alive for reuse, all endpoints together.
inline constexpr long outbound_ca_cache_s = 60;                     // A changed CA file of an app counts after this.
inline constexpr std::size_t outbound_error_bytes_max = 4'096;      // Kept of the body of an answer that is no 2xx.

// Media.
inline constexpr std::size_t process_stdout_bytes_max = 8 << 20;    // ffprobe's report of a hostile file.
inline constexpr std::size_t process_stderr_bytes_kept = 16 << 10;  // The end says what failed.
inline constexpr std::size_t programs_noted_max = 2'048;  // Running ones: twice what tasks.running_max allows.
inline constexpr std::int64_t probe_ms_max = 60'000;      // The probe is a step that always ends.
inline constexpr std::uint64_t probe_memory_bytes_max =
    3ULL << 30;  // Address space: ffprobe reserves far more than it uses.
inline constexpr std::uint64_t source_bytes_max = 256ULL << 30;  // Ten hours at 50 Mbit/s fit.
inline constexpr std::int64_t source_duration_s_max = 36'000;    // Longer ones would hold a worker for days.
inline constexpr std::size_t source_streams_max = 64;            // Films have some 40; hostile files 100,000.
inline constexpr std::int64_t source_side_pixels_max = 8'192;    // The largest size that templates name.
inline constexpr std::size_t task_outputs_max = 64;              // Outputs of one ProcessMedia.
inline constexpr std::int64_t grouped_source_s_max = 1'800;      // Longer sources get one run per output.
inline constexpr std::int64_t join_wait_ms_max = 600'000;        // A task's wait for its source's parts to be joined.
inline constexpr std::int64_t join_look_again_ms = 200;          // Between two looks in that wait.
inline constexpr std::size_t source_probes_kept = 256;           // Probe results in memory: a few kB each.
inline constexpr std::size_t outputs_probed_at_once = 4;         // ffprobe runs beside each other.
inline constexpr std::size_t segment_rows_at_once = 400;         // Rows of segments that one change writes.
inline constexpr std::size_t pictures_max = 10'000;              // Of one output: each is a file with a row.
inline constexpr std::size_t small_pictures_max = 36'000;        // Of one sprite: the longest source by the second.
inline constexpr std::size_t snapshot_offsets_max = 500;         // Of one sub-task; each is a seek and a file.
inline constexpr int sheet_side_pixels_max = 15'000;             // The cloud's limit for sheets of image sprites.
inline constexpr std::uint64_t animated_bytes_max = 256 << 20;   // A gif or webp that no page shows any more.
inline constexpr std::int64_t full_disk_retry_ms = 1'000;        // Between two tries to write a result.
inline constexpr std::int64_t cancel_look_ms = 500;              // A running task notes its cancelling so soon.
inline constexpr std::int64_t task_look_ms = 5'000;              // For tasks whose bell was missed.
inline constexpr int pull_attempts_max = 3;                      // Of one URL, when the network fails.
inline constexpr std::int64_t pull_retry_ms = 2'000;             // Before the second attempt; doubled each time.
inline constexpr std::int64_t pull_idle_ms_max = 30'000;         // A sender that stands still.
inline constexpr std::int64_t pull_ms_max = 6LL * 3'600'000;     // One attempt: 50 GiB at 2.5 MB/s.
inline constexpr int pull_redirects_max = 5;                     // Security rules, section 3.
inline constexpr int pull_resumes_max = 100;                     // Of one file, as long as each brings bytes.
inline constexpr std::int64_t pull_retry_ms_max = 30'000;        // The doubled pause stops here.
inline constexpr std::size_t pull_files_at_once = 4;             // Segments of one HLS pull beside each other.
inline constexpr std::uint64_t pull_key_bytes_max = 4'096;       // An HLS key has 16 bytes.
inline constexpr std::uint64_t cover_bytes_max = 10 << 20;       // A cover's picture, as for ModifyMediaInfo's.
inline constexpr std::int64_t pull_file_ms_max = 3'600'000;      // One segment; the whole has pull_ms_max.

// HLS playlists.
inline constexpr std::size_t playlist_bytes_max = 4 << 20;       // Ten hours in segments of 2 s, with long names.
inline constexpr std::size_t playlist_lines_max = 100'000;       // Five for each segment.
inline constexpr std::size_t playlist_line_bytes_max = 8 << 10;  // Signed URLs have some 2 KiB.
inline constexpr std::size_t playlist_uri_bytes_max = 4 << 10;   // The same.
inline constexpr std::size_t playlist_segments_max = 20'000;     // Ten hours in segments of 2 s.
inline constexpr std::size_t playlist_keys_max = 1'000;          // Keys that rotate every half minute; maps too.
inline constexpr std::size_t playlist_variants_max = 200;        // Variants, and renditions, of a master playlist.
inline constexpr std::size_t ingests_at_once = 64;               // Waiting ingests that one step looks at.
inline constexpr std::uint64_t grouped_memory_bytes_max = 2ULL << 30;    // Estimated frames of one run's outputs.
inline constexpr std::uint64_t upload_part_bytes_max = 5ULL << 30;       // Object storage's part limit.
inline constexpr int upload_parts_max = 10'000;                          // Object storage's count of parts.
inline constexpr std::uint64_t object_bytes_max = 48ULL << 40;           // Object storage's object limit (48.82 TiB).
inline constexpr std::int64_t upload_session_ms = 24LL * 3'600'000;      // A VodSessionKey can be resumed for a day.
inline constexpr std::int64_t upload_credentials_ms = 12LL * 3'600'000;  // Temporary credentials, for slow uploads.
inline constexpr std::int64_t task_record_ms = 3LL * 86'400'000;         // The cloud answers for tasks for three days.
inline constexpr std::int64_t session_id_ms = 3LL * 86'400'000;          // The cloud's window for SessionId.
inline constexpr std::int64_t session_id_procedure_ms = 7LL * 86'400'000;  // Of ProcessMediaByProcedure.
inline constexpr std::size_t procedures_max = 50;                          // An app's own; the cloud's limit.
inline constexpr std::size_t session_id_characters_max = 50;
inline constexpr std::size_t session_context_characters_max = 1'000;
inline constexpr std::size_t source_context_characters_max = 250;
static_assert(upload_credentials_ms <= upload_session_ms);

// Adaptive streams.
inline constexpr std::size_t play_token_bytes_max = 2'048;    // A player signature with all its fields has 800.
inline constexpr std::int64_t play_token_s = 6 * 3'600;       // A token's life where none is asked for: a long film.
inline constexpr std::int64_t play_token_s_max = 7 * 86'400;  // Longer than any sitting; a leak ends in a week.
inline constexpr std::size_t delivered_playlist_bytes_max = 4 << 20;  // Playlists that are completed as they are sent.
inline constexpr std::size_t manifest_bytes_max = 4 << 20;     // An MPD with a line for every segment of ten hours.
inline constexpr std::size_t manifest_segments_max = 100'000;  // Addresses that one manifest may give.

// Classes of media and their storage.
inline constexpr std::size_t class_levels_max = 4;       // The cloud's levels 0 to 3.
inline constexpr std::int64_t class_children_max = 500;  // The cloud's limit below one class.
inline constexpr std::int64_t classes_max = 10'000;      // Of one app: DescribeAllClass answers with all at once.
inline constexpr std::size_t class_name_characters_max = 64;
inline constexpr std::size_t storage_moves_at_once = 64;    // Each is a media, a move and an event.
inline constexpr std::int64_t storage_look_ms = 60'000;     // Moves that are due sooner, and new ones, wake the step.
inline constexpr std::int64_t restore_days_max = 3'650;     // Ten years are forever for a temporary copy.
inline constexpr std::size_t subtitles_max = 16;            // Of one media, the cloud's limit.
inline constexpr std::size_t subtitle_bytes_max = 2 << 20;  // A film's subtitles are 200 KB.
inline constexpr std::size_t subtitle_cues_max = 50'000;    // A film has 2,000.

// ComposeMedia.
inline constexpr std::size_t compose_tracks_max = 10;                  // Of each type; the API's rule.
inline constexpr std::size_t compose_items_max = 500;                  // In all tracks; the API's rule.
inline constexpr std::size_t compose_urls_max = 50;                    // Different URLs that one task fetches.
inline constexpr std::size_t compose_fetches_at_once = 4;              // Of those, beside each other.
inline constexpr std::int64_t compose_s_max = 6 * 3'600;               // Of the result, and of any one item.
inline constexpr int compose_side_pixels_max = 3'840;                  // Of a canvas; the API's rule.
inline constexpr int compose_item_pixels_max = 8'192;                  // An item's side; twice 4K, for zooming in.
inline constexpr int compose_percent_max = 1'000;                      // The same, of a small canvas.
inline constexpr std::size_t compose_operations_max = 10;              // On one picture; two say all that can be said.
inline constexpr double compose_gain_max = 10.0;                       // The API's rule.
inline constexpr double compose_stretch_max = 100.0;                   // Slower or faster; atempo's reach.
inline constexpr int compose_fps_max = 60;                             // The API's rule.
inline constexpr int compose_audio_kbps_min = 26;                      // As in audio templates.
inline constexpr int compose_audio_kbps_max = 256;                     // The same.
inline constexpr std::size_t compose_pictures_max = 32;                // Decoders of pictures in one FFmpeg run.
inline constexpr std::size_t compose_sounds_max = 48;                  // Decoders of sound in one FFmpeg run.
inline constexpr std::uint64_t compose_memory_bytes_max = 2ULL << 30;  // Estimated frames of one run; more: in pieces.
inline constexpr std::uint64_t compose_memory_bytes_top = 8ULL << 30;  // What can't be cut any more is refused above.
static_assert(compose_memory_bytes_max < compose_memory_bytes_top);
inline constexpr std::size_t edit_files_max = 32;        // One run decodes them all: some 60 MB of frames each.
inline constexpr std::size_t split_segments_max = 100;   // The cloud's limit of SplitMedia.
inline constexpr std::size_t fast_edit_files_max = 100;  // The cloud's limit of FastEditMedia.
inline constexpr std::size_t fast_clip_segments_max = 20'000;  // A day of segments of some 5 s: rows of a clip.

// Objects and blobs.
inline constexpr std::uint64_t blob_writeback_bytes =
    8 << 20;                                              // Handed to the disk early, so that the last sync is short.
inline constexpr std::size_t object_key_bytes_max = 850;  // Object storage's limit.
inline constexpr std::size_t object_xml_bytes_max = 2 << 20;  // Complete with 10,000 parts of some 110 bytes each.
inline constexpr std::size_t object_list_max = 1'000;         // Uploads or parts in one answer, as in object storage.
inline constexpr std::size_t parts_removed_at_once = 500;     // Rows of parts that one change drops.
inline constexpr std::size_t sweep_blobs_at_once = 256;       // Blobs that one step of the sweep looks at.
inline constexpr std::size_t sweep_candidates_max = 100'000;  // Suspected orphans remembered; some 10 MB.
inline constexpr std::int64_t sweep_grace_ms = 3'600'000;     // From a blob's commit to the row that names it.
inline constexpr std::int64_t sweep_round_ms = 600'000;       // Rest between two looks at all blobs.
inline constexpr std::int64_t abandoned_object_ms = 2 * upload_session_ms;  // Nobody can commit it for a day by then.
inline constexpr std::int64_t sweep_trash_ms = 1'000;  // A deleted file's space comes back this soon.
inline constexpr std::int64_t sweep_step_ms = 100;     // Between two steps of a round: the server comes first.

// Our own client: command line, receiver, tests.
inline constexpr std::int64_t client_connect_ms_max = 5'000;       // A server that is there accepts at once.
inline constexpr std::int64_t client_call_ms_max = 60'000;         // Above the longest call that waits (20 s).
inline constexpr std::int64_t client_idle_ms_max = 60'000;         // A transfer that stands still.
inline constexpr std::size_t client_answer_bytes_max = 16 << 20;   // DescribeMediaInfos of 20 rich media is 2 MB.
inline constexpr std::uint64_t client_single_put_bytes = 5 << 20;  // The cloud's rule: multipart from here on.
inline constexpr std::uint64_t client_part_bytes = 8 << 20;        // Repeated at most when a part fails.
inline constexpr int client_part_attempts_max = 4;                 // A part is sent so often before the upload fails.

// Loops that consume the reliable queue and outlive its server: the receiver, `events listen`.
inline constexpr std::int64_t consumer_backoff_first_ms = 1'000;    // Doubles each time.
inline constexpr std::int64_t consumer_backoff_ms_max = 30'000;     // A server that is back is found within this.
inline constexpr std::int64_t consumer_lease_used_ms_max = 14'000;  // An attempt of 15 s still ends inside the lease.
inline constexpr std::size_t consumer_remembered_max = 65'536;      // Events that the receiver knows again; a few MB.
inline constexpr std::int64_t forward_ms_max = 15'000;              // As long as a callback's whole attempt.

}  // namespace vod::limits
