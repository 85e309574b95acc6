#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace vod {

/// Bytes that were read from a connection and not yet consumed, in one piece.
class ReadBuffer {
 public:
  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }

  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  /// Room for at least `count` more bytes behind the unconsumed ones; views become invalid. commit() what was filled.
  std::span<char> room(std::size_t count) {
    if (capacity_ - end_ < count) make_room(count);
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t count) { end_ += count; }
  /// Gives a large buffer back once it is empty.
  void shrink(std::size_t capacity_max) {
    if (!empty() || capacity_ <= capacity_max) return;
    bytes_.reset();
    capacity_ = begin_ = end_ = 0;
  }

 private:
  void make_room(std::size_t count) {
    if (capacity_ - size() >= count) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, size());
    } else {
      const std::size_t capacity = size() + count;
      std::unique_ptr<char[]> larger(new char[capacity]);
      if (!empty()) std::memcpy(larger.get(), bytes_.get() + begin_, size());
      bytes_ = std::move(larger);
      capacity_ = capacity;
    }
    end_ -= begin_;
    begin_ = 0;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace vod
