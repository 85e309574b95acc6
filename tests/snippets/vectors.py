"""Signatures that must be taken and refused, made by the rules of the Standard Webhooks specification with the tools of
this machine and not with openvod's code. Each is a claim, a line for the drivers, and what must come out."""

import base64
import hashlib
import hmac
import subprocess
import tempfile
from pathlib import Path

ABSENT = "(absent)"
ID = "evt_42"
NOW = 1_800_000_000
BODY = '{"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5285890784273533167","MediaBasicInfo":{"Name":"片段 é"}}}'

# The public vectors of the Standard Webhooks libraries, one for each kind of signature.
PUBLIC = {
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "time": "1614265330",
    "body": '{"test": 2432232314}',
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "v1": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    "seed": "VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=",
    "v1a": "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==",
}


def v1(secret, event_id, time, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, f"{event_id}.{time}.{body}".encode(), hashlib.sha256).digest()).decode()


class KeyPair:
    """An ed25519 key made of 32 bytes, by the openssl program."""

    def __init__(self, seed):
        self.private = bytes.fromhex("302e020100300506032b657004220420") + seed
        with tempfile.TemporaryDirectory() as folder:
            key = Path(folder, "key.der")
            key.write_bytes(self.private)
            command = ["openssl", "pkey", "-inform", "DER", "-in", key, "-pubout", "-outform", "DER"]
            self.public = "whpk_" + base64.b64encode(subprocess.run(command, check=True, capture_output=True).stdout[12:]).decode()

    def v1a(self, event_id, time, body):
        with tempfile.TemporaryDirectory() as folder:
            key, content = Path(folder, "key.der"), Path(folder, "content")
            key.write_bytes(self.private)
            content.write_bytes(f"{event_id}.{time}.{body}".encode())
            command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-keyform", "DER", "-in", content]
            return "v1a," + base64.b64encode(subprocess.run(command, check=True, capture_output=True).stdout).decode()


def verify_line(secret, event_id, time, signatures, body, now=NOW):
    return "\t".join(["verify", str(now), secret, event_id, str(time), signatures, body])


def sign_line(key, sign, t, now=NOW):
    return "\t".join(["sign", str(now), key, sign, str(t)])


def of_v1():
    """(claim, line, whether it is genuine)"""
    secret = "whsec_" + base64.b64encode(b"a shared secret of 24 by").decode()
    other = "whsec_" + base64.b64encode(b"the secret before that..").decode()
    good = v1(secret, ID, NOW, BODY)
    yield "the public vector", verify_line(PUBLIC["secret"], PUBLIC["id"], PUBLIC["time"], PUBLIC["v1"], PUBLIC["body"], PUBLIC["time"]), True
    yield "a good one", verify_line(secret, ID, NOW, good, BODY), True
    yield "an empty body", verify_line(secret, ID, NOW, v1(secret, ID, NOW, ""), ""), True
    yield "299 s old", verify_line(secret, ID, NOW - 299, v1(secret, ID, NOW - 299, BODY), BODY), True
    yield "299 s ahead", verify_line(secret, ID, NOW + 299, v1(secret, ID, NOW + 299, BODY), BODY), True
    yield "expired", verify_line(secret, ID, NOW - 301, v1(secret, ID, NOW - 301, BODY), BODY), False
    yield "from the future", verify_line(secret, ID, NOW + 301, v1(secret, ID, NOW + 301, BODY), BODY), False
    yield "rotated, the new secret", verify_line(secret, ID, NOW, f"{v1(other, ID, NOW, BODY)} {good}", BODY), True
    yield "rotated, the old secret", verify_line(other, ID, NOW, f"{v1(other, ID, NOW, BODY)} {good}", BODY), True
    yield "among others", verify_line(secret, ID, NOW, f"v9,AAAA v1,%%% junk , {good}", BODY), True
    yield "another secret", verify_line(other, ID, NOW, good, BODY), False
    yield "another body", verify_line(secret, ID, NOW, good, BODY + " "), False
    yield "another id", verify_line(secret, "evt_43", NOW, good, BODY), False
    yield "another time", verify_line(secret, ID, NOW + 1, good, BODY), False
    yield "a time that is none", verify_line(secret, ID, "soon", v1(secret, ID, "soon", BODY), BODY), False
    yield "an endless time", verify_line(secret, ID, "9" * 40, v1(secret, ID, "9" * 40, BODY), BODY), False
    yield "a part of it", verify_line(secret, ID, NOW, good[:20], BODY), False
    yield "an empty one", verify_line(secret, ID, NOW, "v1,", BODY), False
    yield "no signature", verify_line(secret, ID, NOW, ABSENT, BODY), False
    yield "no id", verify_line(secret, ABSENT, NOW, v1(secret, "", NOW, BODY), BODY), False
    yield "no time", verify_line(secret, ID, ABSENT, v1(secret, ID, "", BODY), BODY), False
    yield "another version", verify_line(secret, ID, NOW, "v1a" + good[2:], BODY), False


def of_v1a():
    pair, other = KeyPair(b"seed of a key pair for the tests"), KeyPair(b"seed of another pair for a test.")
    public = KeyPair(base64.b64decode(PUBLIC["seed"]))
    good = pair.v1a(ID, NOW, BODY)
    old = pair.v1a(ID, NOW - 301, BODY)
    secret = "whsec_" + base64.b64encode(b"a shared secret of 24 by").decode()
    yield "the public vector", verify_line(public.public, PUBLIC["id"], PUBLIC["time"], PUBLIC["v1a"], PUBLIC["body"], PUBLIC["time"]), True
    yield "a good one", verify_line(pair.public, ID, NOW, good, BODY), True
    yield "expired", verify_line(pair.public, ID, NOW - 301, old, BODY), False
    yield "rotated, the new key", verify_line(pair.public, ID, NOW, f"{other.v1a(ID, NOW, BODY)} {good}", BODY), True
    yield "rotated from a shared secret", verify_line(pair.public, ID, NOW, f"{v1(secret, ID, NOW, BODY)} {good}", BODY), True
    yield "another key", verify_line(other.public, ID, NOW, good, BODY), False
    yield "another body", verify_line(pair.public, ID, NOW, good, BODY + " "), False
    yield "another id", verify_line(pair.public, "evt_43", NOW, good, BODY), False
    yield "a part of it", verify_line(pair.public, ID, NOW, good[:20], BODY), False
    yield "an empty one", verify_line(pair.public, ID, NOW, "v1a,", BODY), False
    yield "another version", verify_line(pair.public, ID, NOW, "v1" + good[3:], BODY), False


def of_sign():
    def sign(key, t):
        return hashlib.md5(f"{key}{t}".encode()).hexdigest()

    yield "a good one", sign_line("key", sign("key", NOW + 600), NOW + 600), True
    yield "in its last second", sign_line("key", sign("key", NOW), NOW), True
    yield "expired", sign_line("key", sign("key", NOW - 1), NOW - 1), False
    yield "another key", sign_line("key", sign("kez", NOW + 600), NOW + 600), False
    yield "another time", sign_line("key", sign("key", NOW + 600), NOW + 601), False
    yield "an empty one", sign_line("key", "", NOW + 600), False
    yield "a part of it", sign_line("key", sign("key", NOW + 600)[:8], NOW + 600), False
