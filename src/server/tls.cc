#include "server/tls.h"

#include <fmt/format.h>

#include "model/errors.h"

namespace vod {

namespace ssl = boost::asio::ssl;

Result<std::unique_ptr<ssl::context>> make_tls_context(const std::string& certificate_file,
                                                       const std::string& key_file) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                       ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  boost::system::error_code problem;
  context->use_certificate_chain_file(certificate_file, problem);
  if (problem) {
    return error(ErrorCode::invalid_parameter, "tls.cert",
                 fmt::format("The certificate {} can't be used: {}.", certificate_file, problem.message()));
  }
  context->use_private_key_file(key_file, ssl::context::pem, problem);
  if (problem) {
    return error(ErrorCode::invalid_parameter, "tls.key",
                 fmt::format("The key {} can't be used with {}: {}.", key_file, certificate_file, problem.message()));
  }
  return context;
}

}  // namespace vod
