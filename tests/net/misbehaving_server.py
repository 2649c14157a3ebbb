#!/usr/bin/env python3
"""A web server on loopback whose every page goes wrong in its own way. Prints its two ports, then serves until its
standard input ends. What it was asked is told by /log."""

import gzip
import http.server
import sys
import threading
import time

PAGE = b'<a href="files/fine-1.0-py3-none-any.whl">fine-1.0-py3-none-any.whl</a>'
log = []
counts = {}
ports = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        headers.setdefault("Content_Type", "text/html")
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        log.append(f"{self.server.server_port} {self.path} {self.headers.get('Authorization', '-')}")
        parts = self.path.strip("/").split("/")
        # A wheel misbehaves as the folder does in which it lies.
        name = parts[-2] if parts[-1].endswith(".whl") and len(parts) > 1 else parts[-1]
        counts[name] = counts.get(name, 0) + 1
        if name == "log":
            self.answer(200, "\n".join(log[:-1]).encode())
            return
        handler = getattr(self, "page_" + name.replace("-", "_"), None)
        try:
            handler() if handler else self.answer(404)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def page_fine(self):
        self.answer(200, PAGE, ETag='"1"', Cache_Control="max-age=600")

    def page_silent(self):
        time.sleep(20)

    def page_drip(self):  # Never silent for long, and never done.
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def page_truncated(self):
        self.answer(200, PAGE, Content_Length="5000")
        self.close_connection = True

    def page_forbidden(self):
        self.answer(403, b"no")

    def page_unauthorized(self):
        self.answer(401, b"no", WWW_Authenticate='Basic realm="index"')

    def page_broken(self):
        self.answer(500, b"no")

    def page_busy_once(self):
        if counts["busy-once"] == 1:
            self.answer(429, b"later", Retry_After="1")
        else:
            self.answer(200, PAGE)

    def page_busy(self):
        self.answer(429, b"later", Retry_After="3600")

    def page_loop(self):
        self.answer(302, Location="/loop/")

    def page_elsewhere(self):
        other = ports[1] if self.server.server_port == ports[0] else ports[0]
        self.answer(302, Location=f"http://user:stolen@127.0.0.1:{other}/fine/")

    def page_to_file(self):
        self.answer(302, Location="file:///etc/hostname")

    def page_huge(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for _ in range(100_000):
            self.wfile.write(b" " * 65536)

    def page_bomb(self):
        packed = gzip.compress(b" " * (64 << 20))
        self.answer(200, packed, Content_Encoding="gzip")

    def page_bad_gzip(self):
        self.answer(200, b"this is not packed at all", Content_Encoding="gzip")

    def page_garbage(self):
        self.answer(200, bytes(range(256)) * 50, Content_Type="application/vnd.pypi.simple.v1+json")

    def page_picture(self):
        self.answer(200, b"\x89PNG", Content_Type="image/png")

    def page_misplaced(self):
        self.answer(200, b'<a href="/wrong-range/misplaced-1.0-py3-none-any.whl">misplaced-1.0-py3-none-any.whl</a>')

    def page_wrong_range(self):  # The beginning, whatever part was asked for.
        self.answer(206, b"x" * 100, Content_Range="bytes 0-99/100000")

    def page_no_http(self):
        self.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")
        self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def main():
    for _ in range(2):
        server = Server(("127.0.0.1", 0), Handler)
        ports.append(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    # One write: with PYTHONUNBUFFERED, print() of several values writes each of them by itself.
    print(f"{ports[0]} {ports[1]}\n", end="", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
