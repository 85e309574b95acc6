#!/usr/bin/env python3
"""Bytes out and in: a 1 GiB download against nginx with sendfile, and a 1 GiB multipart upload against its parts.

download_vs_nginx: both serve the same file to a client that throws the bytes away inside the kernel (MSG_TRUNC), so
that the client's copying does not hide the server's cost.

upload_vs_parts: from initiate to the answer of complete, 8 MiB parts on four connections, each part hashed, synced and
in the catalogue when it is answered. Against: dd with fdatasync, MD5 and CRC-64 of the same file, one after another.
upload_small_parts_vs_parts: the same with 1 MiB parts on three connections, as the official Node SDK sends them.
"""

import concurrent.futures
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse

import measuring
from door import free_port

MIB = 1 << 20
SIZE = 1 << 30
RUNS = 3


class Storage:
    """Object storage calls with the temporary key of one ApplyUpload."""

    def __init__(self, server):
        answer = json.loads(measuring.call(server, "ApplyUpload", '{"MediaType": "mp4"}'))["Response"]
        self.host = server.host
        self.path = answer["MediaStoragePath"]
        self.key = answer["TempCertificate"]

    def authorization(self, method, params):
        now = int(time.time())
        span = f"{now - 1};{now + 3600}"
        encoded = {name.lower(): urllib.parse.quote(value, safe="") for name, value in params.items()}
        names = sorted(encoded)
        text = (f"{method.lower()}\n{self.path}\n" + "&".join(f"{name}={encoded[name]}" for name in names)
                + "\nhost=" + urllib.parse.quote(self.host, safe="") + "\n")
        sign_key = hmac.digest(self.key["SecretKey"].encode(), span.encode(), "sha1").hex()
        to_sign = f"sha1\n{span}\n{hashlib.sha1(text.encode()).hexdigest()}\n"
        signature = hmac.digest(sign_key.encode(), to_sign.encode(), "sha1").hex()
        return (f"q-sign-algorithm=sha1&q-ak={self.key['SecretId']}&q-sign-time={span}&q-key-time={span}"
                f"&q-header-list=host&q-url-param-list={';'.join(names)}&q-signature={signature}")

    def call(self, connection, method, params, body=b""):
        headers = {"Host": self.host, "Authorization": self.authorization(method, params),
                   "x-cos-security-token": self.key["Token"], "Content-Length": str(len(body))}
        target = self.path + ("?" + urllib.parse.urlencode(params) if params else "")
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise SystemExit(f"{method} {target}: {answer.status} {text}")
        return answer, text


def upload_seconds(server, data, part_bytes, connections):
    storage = Storage(server)
    open_connections = [http.client.HTTPConnection(server.host) for _ in range(connections)]
    began = time.monotonic()
    _, text = storage.call(open_connections[0], "POST", {"uploads": ""})
    upload_id = re.search("<UploadId>(.*?)</UploadId>", text).group(1)

    def send(index):
        etags = {}
        for number in range(index + 1, len(data) // part_bytes + 1, connections):
            part = data[(number - 1) * part_bytes:number * part_bytes]
            answer, _ = storage.call(open_connections[index], "PUT",
                                     {"partNumber": str(number), "uploadId": upload_id}, part)
            etags[number] = answer.getheader("ETag")
        return etags

    with concurrent.futures.ThreadPoolExecutor(connections) as pool:
        etags = {number: etag for part in pool.map(send, range(connections)) for number, etag in part.items()}
    body = "".join(f"<Part><PartNumber>{number}</PartNumber><ETag>{etags[number]}</ETag></Part>"
                   for number in sorted(etags))
    storage.call(open_connections[0], "POST", {"uploadId": upload_id},
                 f"<CompleteMultipartUpload>{body}</CompleteMultipartUpload>".encode())
    return time.monotonic() - began


def parts_seconds(file):
    """dd to the disk, MD5 and CRC-64, one after another."""
    copy = file.with_suffix(".copy")
    began = time.monotonic()
    for argv in (["dd", f"if={file}", f"of={copy}", "bs=1M", "conv=fdatasync", "status=none"],
                 ["openssl", "md5", str(file)], [measuring.program("bench_crc64"), str(file)]):
        subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - began
    copy.unlink()
    return seconds


class Nginx:
    """One worker that sends files of a folder."""

    def __init__(self, folder, root):
        self.port = free_port()
        config = pathlib.Path(folder, "nginx.conf")
        config.write_text(f"""
user root; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{self.port}; root {root}; }}
}}
""")
        self.process = measuring.started_nginx(config, folder, self.port)

    def close(self):
        self.process.terminate()
        self.process.wait()


def download_mb_per_second(host, path):
    name, port = host.split(":")
    with socket.create_connection((name, int(port))) as connection:
        began = time.monotonic()
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(4096)
        head, rest = head.split(b"\r\n\r\n", 1)
        if b" 200 " not in head.split(b"\r\n")[0] or f"content-length: {SIZE}".encode() not in head.lower():
            raise SystemExit(f"{path}: {head.decode()}")
        left = SIZE - len(rest)
        buffer = bytearray(MIB)
        while left > 0:
            # Discarded where it lies: the number of bytes comes back, no byte does.
            count = connection.recv_into(buffer, min(left, MIB), socket.MSG_TRUNC)
            if count == 0:
                raise SystemExit(f"{path}: {left} bytes are missing")
            left -= count
        return SIZE / 1e6 / (time.monotonic() - began)


def blob_of(server):
    """The one file that is large enough."""
    for path in pathlib.Path(server.folder, "data", "blobs").rglob("*"):
        if path.is_file() and path.stat().st_size == SIZE:
            return path
    raise SystemExit("The object was not stored as one file.")


def bench_download(data):
    with measuring.Server(ephemeral=False) as server, tempfile.TemporaryDirectory() as folder:
        storage = Storage(server)
        connection = http.client.HTTPConnection(server.host)
        storage.call(connection, "PUT", {}, data)
        root = pathlib.Path(server.folder, "root")
        root.mkdir()
        os.link(blob_of(server), root / "file.mp4")
        nginx = Nginx(folder, root)
        try:
            ours, theirs = [], []
            download_mb_per_second(server.host, storage.path)  # Into the page cache.
            for _ in range(RUNS + 2):
                ours.append(download_mb_per_second(server.host, storage.path))
                theirs.append(download_mb_per_second(f"127.0.0.1:{nginx.port}", "/file.mp4"))
        finally:
            nginx.close()
    measuring.report("objects", "download_vs_nginx", "MB/s", ours, "nginx, sendfile, one worker", theirs)


def bench_upload(data, file):
    ours, small, theirs = [], [], []
    for _ in range(RUNS):
        for part_bytes, connections, seconds in ((8 * MIB, 4, ours), (MIB, 3, small)):
            with measuring.Server(ephemeral=False) as server:
                seconds.append(upload_seconds(server, data, part_bytes, connections))
        theirs.append(parts_seconds(file))
    rate = lambda seconds: [SIZE / 1e6 / value for value in seconds]
    against = "dd with fdatasync, then MD5, then CRC-64"
    measuring.report("objects", "upload_vs_parts", "MB/s", rate(ours), against, rate(theirs))
    measuring.report("objects", "upload_small_parts_vs_parts", "MB/s", rate(small), against, rate(theirs))


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="openvod-bench-"))
    try:
        file = folder / "clip"
        with open(file, "wb") as out:
            block = os.urandom(64 * MIB)
            for _ in range(SIZE // len(block)):
                out.write(block)
        data = memoryview(file.read_bytes())
        bench_download(data)
        bench_upload(data, file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
