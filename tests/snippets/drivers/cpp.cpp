#include "snippet.h"

#include <iostream>
#include <vector>

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    const std::int64_t now = std::stoll(fields[1]);
    bool fits = false;
    if (fields[0] == "sign") {
      fits = verify_sign(fields[2], fields[3], std::stoll(fields[4]), now);
    } else {
      std::map<std::string, std::string> headers;
      const char* names[] = {"webhook-id", "webhook-timestamp", "webhook-signature"};
      for (std::size_t i = 0; i < 3; ++i) {
        if (fields[3 + i] != "(absent)") headers[names[i]] = fields[3 + i];
      }
      fits = verify(fields[2], headers, fields[6], now);
    }
    std::cout << (fits ? "true" : "false") << "\n";
  }
}
