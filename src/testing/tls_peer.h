#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "testing/raw_peer.h"

struct evp_pkey_st;
struct x509_st;
struct ssl_ctx_st;

namespace vod::testing {

/// A certificate and its key, in PEM.
struct TlsIdentity {
  std::string certificate;
  std::string key;
};

/// A certificate authority of a test: its keys exist for that test alone.
class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  /// What a client trusts it by.
  std::string certificate() const;
  /// For a DNS name, valid between these moments, in seconds from now.
  TlsIdentity issue(const std::string& name, std::int64_t begin_s = -3'600, std::int64_t end_s = 3'600) const;

 private:
  evp_pkey_st* key_;
  x509_st* certificate_;
};

/// An HTTPS server of a test on a free loopback port: answers every connection's first request with 200.
class TlsPeer {
 public:
  /// `client_ca` in PEM: clients must show a certificate of it; empty: they need none.
  explicit TlsPeer(const TlsIdentity& identity, const std::string& client_ca = {});
  ~TlsPeer();
  TlsPeer(const TlsPeer&) = delete;
  TlsPeer& operator=(const TlsPeer&) = delete;

  /// `https://HOST:PORT/`.
  std::string url(const std::string& host) const;
  /// Requests that were answered.
  int answered() const { return answered_; }

 private:
  void serve(RawConnection& connection);

  ssl_ctx_st* context_;
  std::atomic<int> answered_ = 0;
  std::unique_ptr<RawPeer> peer_;
};

}  // namespace vod::testing
