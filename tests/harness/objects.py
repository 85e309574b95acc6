"""Object storage calls with the q-sign-algorithm=sha1 signature and the temporary credentials of ApplyUpload."""

import hashlib
import hmac
import http.client
import re
import time
from urllib.parse import quote


def sha1_mac(key, text):
    return hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()


def authorization(certificate, method, path, parameters, host, now_s):
    """Signs the path, the parameters and the Host header."""
    times = f"{now_s - 60};{now_s + 3600}"
    pairs = sorted((quote(k.lower(), safe=""), quote(str(v), safe="")) for k, v in parameters.items())
    http_string = "\n".join([method.lower(), path, "&".join(f"{k}={v}" for k, v in pairs), f"host={quote(host, safe='')}", ""])
    to_sign = "\n".join(["sha1", times, hashlib.sha1(http_string.encode()).hexdigest(), ""])
    signature = sha1_mac(sha1_mac(certificate["SecretKey"], times), to_sign)
    names = ";".join(k for k, _ in pairs)
    return (
        f"q-sign-algorithm=sha1&q-ak={certificate['SecretId']}&q-sign-time={times}&q-key-time={times}"
        f"&q-header-list=host&q-url-param-list={names}&q-signature={signature}"
    )


class ObjectError(Exception):
    """An answer that is no success."""

    def __init__(self, status, body):
        super().__init__(f"HTTP {status}: {body[:300]!r}")
        self.status, self.body = status, body
        found = re.search(rb"<Code>(.*?)</Code>", body)
        self.code = found.group(1).decode() if found else ""


class Objects:
    """Calls with the credentials of one grant."""

    def __init__(self, host, certificate, timeout_s=30):
        self.host, self.certificate = host, certificate
        self.connection = http.client.HTTPConnection(host, timeout=timeout_s)

    def headers(self, method, path, parameters):
        return {
            "Authorization": authorization(self.certificate, method, path, parameters, self.host, int(time.time())),
            "x-cos-security-token": self.certificate["Token"],
        }

    def request(self, method, path, parameters=None, body=b""):
        """Gives the HTTP answer and its body, or ObjectError."""
        parameters = parameters or {}
        query = "&".join(f"{k}={quote(str(v), safe='')}" for k, v in parameters.items())
        headers = {**self.headers(method, path, parameters), "Content-Length": str(len(body))}
        try:
            self.connection.request(method, path + ("?" + query if query else ""), body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        if answer.status >= 300:
            raise ObjectError(answer.status, text)
        return answer, text

    def put(self, path, body):
        return self.request("PUT", path, body=body)

    def initiate(self, path):
        _, text = self.request("POST", path, {"uploads": ""})
        return re.search(rb"<UploadId>(.*?)</UploadId>", text).group(1).decode()

    def put_part(self, path, upload_id, number, body):
        answer, _ = self.request("PUT", path, {"partNumber": number, "uploadId": upload_id}, body)
        return answer.getheader("ETag")

    def complete(self, path, upload_id, etags):
        parts = "".join(f"<Part><PartNumber>{n}</PartNumber><ETag>{etag}</ETag></Part>" for n, etag in etags)
        body = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        return self.request("POST", path, {"uploadId": upload_id}, body)

    def put_in_parts(self, path, body, part_bytes):
        upload_id = self.initiate(path)
        etags = []
        for number, offset in enumerate(range(0, len(body), part_bytes), 1):
            etags.append((number, self.put_part(path, upload_id, number, body[offset : offset + part_bytes])))
        return self.complete(path, upload_id, etags)

    def close(self):
        self.connection.close()
