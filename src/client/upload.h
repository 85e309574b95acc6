#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <string>

#include "client/api_client.h"

namespace vod::client {

struct UploadRequest {
  /// The local file.
  std::string path;
  /// Further fields of ApplyUpload: Procedure, SourceContext, ExpireTime, ... MediaType and MediaName are taken from
  /// the file's name where they are absent.
  boost::json::object fields;
};

struct UploadAnswer {
  std::string file_id;
  std::string media_url;
  std::uint64_t size_bytes = 0;
};

/// Told as bytes go out; a part that is sent again counts back.
using UploadProgress = std::function<void(std::uint64_t sent_bytes, std::uint64_t size_bytes)>;

/// Uploads a file as the official SDKs do: ApplyUpload, object storage with the temporary key, CommitUpload. Object
/// storage is addressed by path on the API's own endpoint. A part that fails on the way is sent again; one that is
/// stored otherwise than it was read (MD5, CRC-64) is an error. After a failure nothing is left behind but parts that
/// the server sweeps.
CallResult<UploadAnswer> upload_file(ApiClient& api, const UploadRequest& request, const UploadProgress& progress = {});

}  // namespace vod::client
