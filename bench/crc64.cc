// CRC-64 of a file, as a program of its own: what bench/objects.py holds an upload against.
#include <cstdio>
#include <vector>

#include "base/hash.h"

int main(int argc, char** argv) {
  std::FILE* const file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
  if (file == nullptr) {
    std::fputs("usage: bench_crc64 FILE\n", stderr);
    return 2;
  }
  std::vector<std::byte> buffer(1 << 20);
  std::uint64_t crc = 0;
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
    crc = vod::crc64(std::span(buffer).first(count), crc);
  }
  std::printf("%llu\n", static_cast<unsigned long long>(crc));
  return std::fclose(file) == 0 ? 0 : 1;
}
