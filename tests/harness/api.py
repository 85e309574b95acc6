"""A client of the API: TC3-HMAC-SHA256 over JSON, written from the specification and not from the server's code."""

import hashlib
import hmac
import http.client
import json
import time
from pathlib import Path
from urllib.parse import urlsplit

VERSION = "2018-07-17"
EXTENSION = "2026-11-01"
SCHEMA = Path(__file__).resolve().parents[2] / "src/wire/schema/openvod-2026-11-01.json"
EXTENSION_ACTIONS = set(json.loads(SCHEMA.read_text())["actions"])


class ApiError(Exception):
    """The error answer of a call."""

    def __init__(self, action, code, message, request_id):
        super().__init__(f"{action}: {code}: {message}")
        self.code, self.message, self.request_id = code, message, request_id


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def sign(secret_id, secret_key, host, body, now_s, service="vod"):
    """The value of the Authorization header of a POST of JSON."""
    date = time.strftime("%Y-%m-%d", time.gmtime(now_s))
    canonical = "\n".join(
        ["POST", "/", "", "content-type:application/json", f"host:{host}", "", "content-type;host", hashlib.sha256(body).hexdigest()]
    )
    scope = f"{date}/{service}/tc3_request"
    to_sign = "\n".join(["TC3-HMAC-SHA256", str(now_s), scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = mac(mac(mac(b"TC3" + secret_key.encode(), date), service), "tc3_request")
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"


class Api:
    """One connection, kept alive. Not for several threads at once."""

    def __init__(self, url, secret_id, secret_key, timeout_s=30):
        self.url, self.secret_id, self.secret_key = url, secret_id, secret_key
        self.host = urlsplit(url).netloc
        self.clock_offset_s = 0  # Of a server whose clock was set.
        self.connection = http.client.HTTPConnection(self.host, timeout=timeout_s)

    def post(self, action, body, version=None, headers=None):
        """Sends bytes as they are; gives the HTTP answer and its body."""
        now_s = int(time.time()) + self.clock_offset_s
        all_headers = {
            "Content-Type": "application/json",
            "X-TC-Action": action,
            "X-TC-Version": version or (EXTENSION if action in EXTENSION_ACTIONS else VERSION),
            "X-TC-Timestamp": str(now_s),
            "Authorization": sign(self.secret_id, self.secret_key, self.host, body, now_s),
            **(headers or {}),
        }
        try:
            self.connection.request("POST", "/", body, all_headers)
            answer = self.connection.getresponse()
            return answer, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise

    def response(self, action, parameters, version=None):
        """The Response object, be it an answer or an error."""
        answer, body = self.post(action, json.dumps(parameters).encode(), version)
        if answer.status != 200 or answer.getheader("Content-Type") != "application/json":
            raise AssertionError(f"{action}: HTTP {answer.status}, {answer.getheader('Content-Type')}: {body[:500]!r}")
        response = json.loads(body)["Response"]
        if len(response["RequestId"]) != 36:
            raise AssertionError(f"{action}: RequestId is {response['RequestId']!r}")
        return response

    def call(self, action, **parameters):
        """The answer, or ApiError."""
        response = self.response(action, parameters)
        if "Error" in response:
            error = response["Error"]
            raise ApiError(action, error["Code"], error["Message"], response["RequestId"])
        return response

    def close(self):
        self.connection.close()
