"""Receivers of callbacks: a good one that remembers what it got, and ones that misbehave."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Sink:
    """Answers 200 to every POST, on a free port; `receive(headers, body)` sees each, on its own thread."""

    def __init__(self, receive, delay_s=0.0):
        sink_receive = receive

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if delay_s:
                    time.sleep(delay_s)
                sink_receive(self.headers, body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    pass  # The sender died.

        class Http(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 512

        self.http = Http(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/hook"
        threading.Thread(target=self.http.serve_forever, args=(0.1,), daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


class BadSink:
    """A receiver that misbehaves in one of the ways below, until close()."""

    WAYS = ("silent", "dripping", "endless", "reset", "open")

    def __init__(self, way):
        assert way in self.WAYS, way
        self.way = way
        self.attempts = 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/hook"
        self.closing = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.attempts += 1
            threading.Thread(target=self._misbehave, args=(connection,), daemon=True).start()

    def _misbehave(self, connection):
        try:
            with connection:
                if self.way != "silent":
                    connection.recv(65536)
                getattr(self, "_" + self.way)(connection)
        except OSError:
            pass  # The sender has had enough.

    def _silent(self, connection):
        """Accepts and never answers."""
        self._wait_for_end(connection)

    def _dripping(self, connection):
        """One byte of a header every five seconds."""
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
            connection.send(bytes([byte]))
            if self.closing.wait(5):
                return

    def _endless(self, connection):
        """A body without an end."""
        connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.closing.is_set():
            connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    def _reset(self, connection):
        """200 and then a reset."""
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    def _open(self, connection):
        """200 without a length, and the connection stays."""
        connection.send(b"HTTP/1.1 200 OK\r\n\r\nthat is all")
        self._wait_for_end(connection)

    def _wait_for_end(self, connection):
        connection.settimeout(0.5)
        while not self.closing.is_set():
            try:
                if not connection.recv(65536):
                    return
            except TimeoutError:
                continue

    def close(self):
        self.closing.set()
        self.listener.close()


def report(bench, case, **values):
    """One line of JSON for a measurement of a soak."""
    print(json.dumps({"soak": bench, "case": case, **values}), flush=True)


def quantile(values, share):
    """The value below which so many are; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
