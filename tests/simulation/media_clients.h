#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/task.h"
#include "stage.h"

namespace vod::simulation {

/// Those who upload, delete and process media, the workers who perform tasks, and the sweep; with the rules that files
/// (I6) and tasks (I7) must keep.
///
/// A worker of the simulation claims, reports and ends through the catalogue as the pipeline does. Unlike the program's
/// own it may outlive a run of the server and come back with what it believes to own.
class MediaClients {
 public:
  explicit MediaClients(Stage& stage) : stage_(stage) {}

  void apply();
  /// Bytes for a promised path: whole, or the next part.
  void put();
  void complete();
  void commit();
  void ingest();
  void join();
  void remove();
  void sweep();

  void start_task();
  void claim();
  void report();
  void finish();
  void cancel();
  void abort();

  void crashed();
  /// Everything that was begun comes to its end, and is checked.
  void settle();
  /// Every row's blob is there, whole; committed media are there once.
  void check_files();
  /// After sweeps enough: every blob has a row.
  void check_orphans();

 private:
  struct Upload {
    AppId app;
    FileId file;
    std::string session;
    std::string path;
    // Of a multipart upload.
    std::string upload_id;
    std::vector<engine::ListedPart> parts;
    std::string joined;
    // What may lie at the path.
    std::set<std::string> contents;
    bool was_commit_tried = false;
    bool is_committed = false;
    bool was_delete_tried = false;
  };
  struct Accepted {
    AppId app;
    NotifyMode notify{};
    bool is_accepted = false;
    bool is_aborted = false;
  };
  struct Worker {
    Task task;
    bool is_over = false;
  };
  // Writes what a worker says; tells whether it was taken.
  std::optional<bool> update(Worker& worker, bool is_end);
  Upload* any_upload() { return uploads_.empty() ? nullptr : &uploads_[stage_.chance.below(uploads_.size())]; }
  Worker* any_worker() { return workers_.empty() ? nullptr : &workers_[stage_.chance.below(workers_.size())]; }
  std::unique_ptr<BlobWriter> bytes(const std::string& content, engine::ReceivedHashes& hashes);
  bool has_waiting_tasks();
  void check_tasks();
  void check_upload_events();

  Stage& stage_;
  std::vector<Upload> uploads_;
  std::map<std::string, Accepted> tasks_;
  std::vector<Worker> workers_;
  std::uint64_t last_content_ = 0;
};

}  // namespace vod::simulation
