#pragma once

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

#include "base/result.h"

namespace vod {

/// A TLS context that shows one certificate to everybody, whatever name they ask for: it holds all names. TLS 1.2 and
/// later. InvalidParameter naming the file when one can't be read or the two don't belong together.
Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const std::string& certificate_file,
                                                                    const std::string& key_file);

}  // namespace vod
