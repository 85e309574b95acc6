#!/usr/bin/env python3
"""A signed call on one server thread against nginx answering a static reply of the same size on one worker.

Both get the very same request from wrk with 64 connections, in turns. The signature stays valid for 300 seconds and may
come again, as in the cloud, so wrk sends one that was made before the run.
"""

import pathlib
import re
import socket
import subprocess
import tempfile

import measuring

RUNS = 5
SECONDS = 4
CONNECTIONS = 64
ACTION = "DescribeEventConfig"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """One worker that answers everything with a text."""

    def __init__(self, folder, text):
        self.port = free_port()
        config = pathlib.Path(folder, "nginx.conf")
        config.write_text(f"""
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; default_type application/json;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{self.port}; location / {{ return 200 '{text}'; }} }}
}}
""")
        self.process = measuring.started_nginx(config, folder, self.port)

    def close(self):
        self.process.terminate()
        self.process.wait()


def calls_per_second(address, headers, body, folder):
    script = pathlib.Path(folder, "call.lua")
    lines = [f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items()]
    script.write_text("\n".join(['wrk.method = "POST"', f"wrk.body = [[{body}]]", *lines]) + "\n")
    output = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), f"http://{address}/"],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"wrk reports failures:\n{output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))


def main():
    body = "{}"
    with tempfile.TemporaryDirectory() as folder, measuring.Server("--io-threads", "1") as server:
        text = measuring.call(server, ACTION, body)
        nginx = Nginx(folder, text)
        try:
            ours, theirs = [], []
            for _ in range(RUNS):
                headers = measuring.signed_headers(server.host, ACTION, body)
                ours.append(calls_per_second(server.host, headers, body, folder))
                theirs.append(calls_per_second(f"127.0.0.1:{nginx.port}", headers, body, folder))
        finally:
            nginx.close()
        measuring.call(server, ACTION, body)  # Still answers, and not with errors.
    measuring.report("door", "signed_call_vs_nginx", "calls/s", ours, "nginx, static reply, one worker", theirs)


if __name__ == "__main__":
    main()
