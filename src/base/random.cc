#include "base/random.h"

#include <openssl/rand.h>

#include <array>
#include <vector>

#include "base/check.h"
#include "base/text.h"

namespace vod {

std::uint64_t Random::u64() {
  std::uint64_t value = 0;
  fill(std::as_writable_bytes(std::span(&value, 1)));
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  VOD_CHECK(bound > 0);
  return u64() % bound;
}

std::string Random::hex(std::size_t digits) {
  std::vector<std::byte> bytes((digits + 1) / 2);
  fill(bytes);
  std::string text = to_hex(bytes);
  text.resize(digits);
  return text;
}

std::string Random::alphanumeric(std::size_t length) {
  constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string text(length, '0');
  for (char& letter : text) letter = letters[below(letters.size())];
  return text;
}

std::string Random::uuid() {
  std::array<std::byte, 16> bytes{};
  fill(bytes);
  bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
  bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
  std::string text = to_hex(bytes);
  for (const std::size_t at : {20, 16, 12, 8}) text.insert(at, 1, '-');
  return text;
}

void SystemRandom::fill(std::span<std::byte> bytes) {
  VOD_CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) == 1);
}

}  // namespace vod
