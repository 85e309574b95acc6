#include "testing/tls_peer.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <csignal>

#include "base/check.h"

namespace vod::testing {
namespace {

std::string text_of(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

std::string pem_of(X509* certificate) {
  BIO* memory = BIO_new(BIO_s_mem());
  VOD_CHECK(PEM_write_bio_X509(memory, certificate) == 1);
  return text_of(memory);
}

std::string pem_of(EVP_PKEY* key) {
  BIO* memory = BIO_new(BIO_s_mem());
  VOD_CHECK(PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_of(memory);
}

X509* read_certificate(const std::string& pem) {
  BIO* memory = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  VOD_CHECK(certificate != nullptr);
  return certificate;
}

EVP_PKEY* read_key(const std::string& pem) {
  BIO* memory = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  EVP_PKEY* key = PEM_read_bio_PrivateKey(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  VOD_CHECK(key != nullptr);
  return key;
}

void add_extension(X509* certificate, int nid, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
  VOD_CHECK(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

// `issuer` null: signed by itself.
X509* make_certificate(const std::string& name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key, long begin_s,
                       long end_s, bool is_authority) {
  static std::atomic<long> last_serial = 0;
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++last_serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), begin_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate), end_s);
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(certificate, issuer != nullptr ? X509_get_subject_name(issuer) : subject);
  X509_set_pubkey(certificate, key);
  if (is_authority) {
    add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  } else {
    add_extension(certificate, NID_subject_alt_name, "DNS:" + name);
  }
  VOD_CHECK(X509_sign(certificate, issuer_key, EVP_sha256()) > 0);
  return certificate;
}

}  // namespace

TestAuthority::TestAuthority()
    : key_(EVP_EC_gen("P-256")),
      certificate_(make_certificate("openvod test authority", key_, nullptr, key_, -86'400L * 365, 86'400, true)) {}

TestAuthority::~TestAuthority() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
}

std::string TestAuthority::certificate() const { return pem_of(certificate_); }

TlsIdentity TestAuthority::issue(const std::string& name, std::int64_t begin_s, std::int64_t end_s) const {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = make_certificate(name, key, certificate_, key_, begin_s, end_s, false);
  TlsIdentity identity{pem_of(certificate), pem_of(key)};
  X509_free(certificate);
  EVP_PKEY_free(key);
  return identity;
}

TlsPeer::TlsPeer(const TlsIdentity& identity, const std::string& client_ca)
    : context_(SSL_CTX_new(TLS_server_method())) {
  // OpenSSL writes to clients that are gone already.
  std::signal(SIGPIPE, SIG_IGN);
  X509* certificate = read_certificate(identity.certificate);
  EVP_PKEY* key = read_key(identity.key);
  VOD_CHECK(SSL_CTX_use_certificate(context_, certificate) == 1 && SSL_CTX_use_PrivateKey(context_, key) == 1);
  X509_free(certificate);
  EVP_PKEY_free(key);
  // A missing client certificate then fails the handshake itself, as the client sees it.
  SSL_CTX_set_max_proto_version(context_, TLS1_2_VERSION);
  if (!client_ca.empty()) {
    X509* trusted = read_certificate(client_ca);
    VOD_CHECK(X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), trusted) == 1);
    X509_free(trusted);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  peer_ = std::make_unique<RawPeer>([this](RawConnection& connection) { serve(connection); });
}

TlsPeer::~TlsPeer() {
  peer_.reset();  // Before the context that its connections use.
  SSL_CTX_free(context_);
}

std::string TlsPeer::url(const std::string& host) const {
  return "https://" + host + ":" + std::to_string(peer_->port()) + "/";
}

void TlsPeer::serve(RawConnection& connection) {
  SSL* ssl = SSL_new(context_);
  SSL_set_fd(ssl, connection.socket());
  if (SSL_accept(ssl) == 1) {
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n") && SSL_read(ssl, &byte, 1) == 1) head += byte;
    constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    if (head.ends_with("\r\n\r\n") && SSL_write(ssl, answer.data(), static_cast<int>(answer.size())) > 0) ++answered_;
    SSL_shutdown(ssl);
  }
  SSL_free(ssl);
}

}  // namespace vod::testing
