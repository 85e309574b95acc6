#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "client/api_client.h"

namespace vod::client {

/// Object storage's calls for one key, signed with a temporary key, addressed by path on one endpoint. Not thread-safe.
class ObjectStorage {
 public:
  /// `path` is MediaStoragePath, with its slash. The client outlives the storage.
  ObjectStorage(ApiClient& api, Endpoint endpoint, Keys keys, std::string path);

  struct Stored {
    /// Without quotes: hex MD5 for what was sent whole.
    std::string etag;
    /// Decimal CRC-64; empty where the storage has none.
    std::string crc64;
  };
  CallResult<Stored> put(BodySource source, std::uint64_t size_bytes, SentBytes sent);

  /// Gives the upload id.
  CallResult<std::string> initiate();
  /// Parts count from 1.
  CallResult<Stored> put_part(const std::string& upload_id, int number, BodySource source, std::uint64_t size_bytes,
                              SentBytes sent);
  CallResult<Stored> complete(const std::string& upload_id, const std::vector<std::string>& etags);
  CallResult<void> abort(const std::string& upload_id);

 private:
  using Query = std::map<std::string, std::string>;
  CallResult<HttpAnswer> send(HttpRequest request, const Query& query);

  ApiClient& api_;
  Endpoint endpoint_;
  Keys keys_;
  std::string path_;
};

}  // namespace vod::client
