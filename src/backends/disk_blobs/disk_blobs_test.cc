#include "backends/disk_blobs/disk_blobs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <csignal>

#include "ports/blobs_contract.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "openvod-disk-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

struct DiskBlobsTest : testing::Test {
  Folder folder;
  SystemRandom random;
  int fault_errno = 0;
  DiskStep fault_step{};

  std::unique_ptr<DiskBlobs> store() {
    DiskBlobs::Options options;
    options.fault = [this](DiskStep step) { return step == fault_step ? fault_errno : 0; };
    return DiskBlobs::open(folder.path, random, std::move(options)).value();
  }
  std::size_t incoming() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder.path / "blobs" / "incoming"), fs::directory_iterator()));
  }
};

TEST_F(DiskBlobsTest, BlobsOutliveTheStore) {
  auto first = store();
  auto writer = first->create().value();
  ASSERT_TRUE(writer->write(bytes_of("kept")));
  const BlobId id = writer->commit().value();
  writer.reset();
  first.reset();
  EXPECT_EQ(store()->stat(id).value().size_bytes, 4U);
}

TEST_F(DiskBlobsTest, ABlobLiesBelowTheFirstTwoDigitsOfItsId) {
  auto blobs = store();
  const BlobId id = blobs->create().value()->commit().value();
  EXPECT_TRUE(fs::exists(folder.path / "blobs" / id.value.substr(0, 1) / id.value.substr(1, 1) / id.value));
}

TEST_F(DiskBlobsTest, WhatAKilledServerLeftIsRemovedAtTheStart) {
  auto first = store();
  const auto work = first->make_work_folder().value();
  fs::create_directories(folder.path / "blobs" / "incoming");
  ::close(::open((folder.path / "blobs" / "incoming" / std::string(32, 'a')).c_str(), O_CREAT | O_WRONLY, 0600));
  ASSERT_EQ(incoming(), 1U);
  store();
  EXPECT_EQ(incoming(), 0U);
  EXPECT_FALSE(fs::exists(work));
}

TEST_F(DiskBlobsTest, AFailureAtAnyStepLeavesNothingAndTheStoreGoesOn) {
  auto blobs = store();
  for (const DiskStep step :
       {DiskStep::create, DiskStep::write, DiskStep::sync, DiskStep::rename, DiskStep::sync_folder}) {
    fault_step = step;
    for (const auto& [number, code] :
         {std::pair(ENOSPC, ErrorCode::resource_insufficient), std::pair(EDQUOT, ErrorCode::resource_insufficient),
          std::pair(EIO, ErrorCode::io_failed)}) {
      fault_errno = number;
      const auto stored = [&]() -> Result<BlobId> {
        VOD_TRY(const auto writer, blobs->create());
        VOD_TRY(writer->write(bytes_of("never seen")));
        return writer->commit();
      }();
      ASSERT_FALSE(stored) << static_cast<int>(step);
      EXPECT_EQ(stored.error().code, code) << static_cast<int>(step);
      EXPECT_TRUE(blobs->list("", 10).value().empty()) << static_cast<int>(step);
      EXPECT_EQ(incoming(), 0U) << static_cast<int>(step);
    }
  }
  fault_errno = 0;
  EXPECT_TRUE(blobs->create().value()->commit());
}

TEST_F(DiskBlobsTest, AFullDiskWhileAppendingIsNamed) {
  auto blobs = store();
  auto part = blobs->create().value();
  ASSERT_TRUE(part->write(bytes_of("part")));
  const BlobId id = part->commit().value();
  fault_step = DiskStep::copy;
  fault_errno = ENOSPC;
  EXPECT_EQ(blobs->create().value()->append(id).error().code, ErrorCode::resource_insufficient);
}

TEST_F(DiskBlobsTest, ErrorsDoNotTellPathsOfTheServer) {
  auto blobs = store();
  fault_step = DiskStep::write;
  fault_errno = ENOSPC;
  const auto failed = blobs->create().value()->write(bytes_of("x"));
  EXPECT_EQ(failed.error().detail.find(folder.path.string()), std::string::npos);
}

TEST_F(DiskBlobsTest, AWriteThatTheSystemRefusesIsAnError) {
  auto blobs = store();
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1 << 16, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  auto writer = blobs->create().value();
  const Done written = writer->write(bytes_of(std::string(1 << 20, 'x')));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(written.error().code, ErrorCode::io_failed);
  writer.reset();
  EXPECT_EQ(incoming(), 0U);
}

TEST_F(DiskBlobsTest, BytesBeyondTheWritebackWindowsArriveWhole) {
  auto blobs = store();
  auto writer = blobs->create().value();
  std::string piece(3 << 20, '\0');
  for (int i = 0; i < 9; ++i) {
    std::fill(piece.begin(), piece.end(), static_cast<char>('a' + i));
    ASSERT_TRUE(writer->write(bytes_of(piece)));
  }
  const auto reader = blobs->open(writer->commit().value()).value();
  EXPECT_EQ(reader->size_bytes(), 27U << 20);
  for (int i = 0; i < 9; ++i) {
    std::byte byte{};
    ASSERT_EQ(reader->read((static_cast<std::uint64_t>(i) * 3 << 20) + 5, {&byte, 1}).value(), 1U);
    EXPECT_EQ(static_cast<char>(byte), 'a' + i);
  }
}

std::shared_ptr<Blobs> fresh_store() {
  struct Stand {
    Folder folder;
    SystemRandom random;
    std::unique_ptr<DiskBlobs> blobs = DiskBlobs::open(folder.path, random).value();
  };
  auto stand = std::make_shared<Stand>();
  return {stand, stand->blobs.get()};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Disk, BlobsContract, ::testing::Values(fresh_store));

}  // namespace vod
