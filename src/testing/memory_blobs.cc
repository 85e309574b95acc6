#include "testing/memory_blobs.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>

#include "base/check.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::testing {
namespace {

namespace fs = std::filesystem;

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "openvod-blobs-XXXXXX").string();
  VOD_CHECK(::mkdtemp(name.data()) != nullptr);
  return name;
}

}  // namespace

class MemoryBlobs::Writer final : public BlobWriter {
 public:
  Writer(MemoryBlobs& store, std::string id) : store_(store), id_{std::move(id)} {}

  Done write(std::span<const std::byte> bytes) override {
    VOD_TRY(store_.chance_of_failure());
    content_ += text_of(bytes);
    return done();
  }
  Done append(const BlobId& other) override {
    VOD_TRY(const auto content, store_.find(other));
    return write(bytes_of(*content));
  }
  std::uint64_t size_bytes() const override { return content_.size(); }
  Result<BlobId> commit() override {
    VOD_TRY(store_.chance_of_failure());
    const std::lock_guard lock(store_.mutex_);
    store_.contents_[id_.value] = std::make_shared<const std::string>(std::move(content_));
    return id_;
  }
  const BlobId& id() const override { return id_; }

 private:
  MemoryBlobs& store_;
  const BlobId id_;
  std::string content_;
};

class MemoryBlobs::Reader final : public BlobReader {
 public:
  explicit Reader(Content content) : content_(std::move(content)) {}
  std::uint64_t size_bytes() const override { return content_->size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> bytes) const override {
    if (offset >= content_->size()) return 0U;
    const auto piece = bytes_of(*content_).subspan(offset).first(std::min(bytes.size(), content_->size() - offset));
    std::copy(piece.begin(), piece.end(), bytes.begin());
    return piece.size();
  }
  int descriptor() const override { return -1; }

 private:
  const Content content_;
};

MemoryBlobs::MemoryBlobs(std::uint64_t seed) : folder_(make_folder()), chance_(seed) {}
MemoryBlobs::~MemoryBlobs() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void MemoryBlobs::fail(double share, ErrorCode code) {
  const std::lock_guard lock(mutex_);
  fail_share_ = share;
  fail_code_ = code;
}

void MemoryBlobs::set_used_share(double share) {
  const std::lock_guard lock(mutex_);
  used_share_ = share;
}

std::size_t MemoryBlobs::count() const {
  const std::lock_guard lock(mutex_);
  return contents_.size();
}

Done MemoryBlobs::chance_of_failure() {
  const std::lock_guard lock(mutex_);
  if (fail_share_ > 0 && static_cast<double>(chance_() >> 11) * 0x1p-53 < fail_share_) {
    return error(fail_code_, {}, "A fault was injected.");
  }
  return done();
}

std::string MemoryBlobs::next_id() {
  const std::lock_guard lock(mutex_);
  const std::uint64_t high = chance_();
  return fmt::format("{:016x}{:016x}", high, chance_());
}

Result<MemoryBlobs::Content> MemoryBlobs::find(const BlobId& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = contents_.find(id.value);
  if (found == contents_.end()) return error(ErrorCode::not_found, id.value, "No such blob.");
  return found->second;
}

Result<std::unique_ptr<BlobWriter>> MemoryBlobs::create() { return std::make_unique<Writer>(*this, next_id()); }

Result<std::unique_ptr<BlobReader>> MemoryBlobs::open(const BlobId& id) const {
  VOD_TRY(auto content, find(id));
  return std::make_unique<Reader>(std::move(content));
}

Result<BlobStat> MemoryBlobs::stat(const BlobId& id) const {
  VOD_TRY(const auto content, find(id));
  return BlobStat{content->size(), 0};
}

Done MemoryBlobs::remove(const BlobId& id) {
  const std::lock_guard lock(mutex_);
  contents_.erase(id.value);
  return done();
}

Result<std::vector<BlobId>> MemoryBlobs::list(const std::string& cursor, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  std::vector<BlobId> ids;
  for (auto at = contents_.upper_bound(cursor); at != contents_.end() && ids.size() < limit; ++at) {
    ids.push_back({at->first});
  }
  return ids;
}

Result<BlobId> MemoryBlobs::adopt(const fs::path& file) {
  VOD_TRY(chance_of_failure());
  const auto status = fs::symlink_status(file);
  if (!fs::exists(status)) return error(ErrorCode::not_found, file.filename().string(), "No such file.");
  if (!fs::is_regular_file(status)) {
    return error(ErrorCode::io_failed, file.filename().string(), "Only a regular file can become a blob.");
  }
  std::ifstream stream(file, std::ios::binary);
  auto content =
      std::make_shared<const std::string>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  fs::remove(file);
  BlobId id{next_id()};
  const std::lock_guard lock(mutex_);
  contents_[id.value] = std::move(content);
  return id;
}

Result<fs::path> MemoryBlobs::local_path(const BlobId& id) const {
  VOD_TRY(const auto content, find(id));
  fs::path path = folder_ / id.value;
  std::ofstream(path, std::ios::binary) << *content;
  return path;
}

Result<fs::path> MemoryBlobs::make_work_folder() {
  fs::path folder = folder_ / ("work-" + next_id());
  fs::create_directory(folder);
  return folder;
}

Result<double> MemoryBlobs::used_share() const {
  const std::lock_guard lock(mutex_);
  return used_share_;
}

}  // namespace vod::testing
