#include "server/tls.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;
namespace ssl = boost::asio::ssl;

// A certificate for two names, made anew.
struct Certificate {
  std::filesystem::path folder;
  Certificate() {
    std::string name = (std::filesystem::temp_directory_path() / "openvod-test-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=openvod "
        "-addext subjectAltName=DNS:vod.tencentcloudapi.com,DNS:*.cos.openvod.myqcloud.com -keyout " +
        key() + " -out " + file() + " 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0);
  }
  ~Certificate() { std::filesystem::remove_all(folder); }
  std::string file() const { return folder / "cert.pem"; }
  std::string key() const { return folder / "key.pem"; }
};

struct TlsTest : ::testing::Test {
  Certificate certificate;
  TestServer server{{.tls = TlsOptions{.listen = {.host = "127.0.0.1", .port = 0},
                                       .certificate_file = certificate.file(),
                                       .key_file = certificate.key()}}};
  boost::asio::io_context loop;
  ssl::context context{ssl::context::tls_client};

  // Asks as a client that trusts the certificate and expects the name; the answer up to the server's close.
  std::string ask(const std::string& name, const std::string& request) {
    context.load_verify_file(certificate.file());
    ssl::stream<boost::asio::ip::tcp::socket> stream(loop, context);
    stream.set_verify_mode(ssl::verify_peer);
    stream.set_verify_callback(ssl::host_name_verification(name));
    SSL_set_tlsext_host_name(stream.native_handle(), name.c_str());
    const auto port = static_cast<std::uint16_t>(server.server.tls_address().port);
    stream.lowest_layer().connect({boost::asio::ip::address_v4::loopback(), port});
    stream.handshake(ssl::stream_base::client);
    boost::asio::write(stream, boost::asio::buffer(request));
    std::string answer;
    boost::system::error_code problem;
    while (!problem) {
      char bytes[4'096];
      answer.append(bytes, stream.read_some(boost::asio::buffer(bytes), problem));
    }
    return answer;
  }
};

TEST_F(TlsTest, SignedCallIsAnsweredUnderTheCertificatesName) {
  const TestCall call{.host = "vod.tencentcloudapi.com", .more_headers = "Connection: close\r\n"};
  const std::string answer = ask("vod.tencentcloudapi.com", call.text(test_id, test_secret));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_NE(answer.find("\"Mode\":\"PUSH\""), std::string::npos) << answer;
}

TEST_F(TlsTest, OneCertificateServesTheNamesOfObjectStorageToo) {
  const std::string host = "vod-1500000001.cos.openvod.myqcloud.com";
  const std::string answer = ask(host, "GET /nothing HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 40")) << answer;
  EXPECT_NE(answer.find("<Code>"), std::string::npos) << answer;
}

TEST_F(TlsTest, LargeAnswersComeWhole) {
  const std::string answer =
      ask("vod.tencentcloudapi.com", "GET /-/coverage HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_GT(answer.size(), 20'000U);
  EXPECT_TRUE(answer.ends_with("}\n"));
}

TEST_F(TlsTest, PlainTextToTheTlsPortIsClosed) {
  TestClient client(server.server.tls_address().port);
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(client.is_closed());
}

TEST(TlsContext, FilesThatCannotBeUsedAreNamed) {
  const Certificate certificate;
  const auto no_certificate = make_tls_context("/nowhere/cert.pem", certificate.key());
  ASSERT_FALSE(no_certificate);
  EXPECT_NE(no_certificate.error().detail.find("/nowhere/cert.pem"), std::string::npos);
  const Certificate other;
  const auto wrong_key = make_tls_context(certificate.file(), other.key());
  ASSERT_FALSE(wrong_key);
  EXPECT_NE(wrong_key.error().detail.find(other.key()), std::string::npos);
}

}  // namespace
}  // namespace vod
