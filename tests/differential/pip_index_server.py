"""Package indexes over loopback whose pages and wheels are made when pip asks for them.

A resolution looks at a few hundred of the many thousand releases that its names can lead to, so nothing else is made.
"""

import http.server
import io
import socketserver
import threading
import urllib.parse
import zipfile

import pip_oracle
from pip._vendor.packaging.utils import parse_wheel_filename


def wheel(entry):
    """A wheel of metadata alone."""
    name, version, _, _ = parse_wheel_filename(entry["filename"])
    folder = "-".join(entry["filename"].split("-")[:2]) + ".dist-info"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        def add(path, text):
            archive.writestr(zipfile.ZipInfo(path, pip_oracle.FIXED_DATE), text)
        add(f"{folder}/METADATA", pip_oracle.metadata_text(name, version, entry))
        add(f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: pinwheel\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        add(f"{folder}/RECORD", "")
    return out.getvalue()


class IndexServer:
    """Serves `pages(index, project)`: the entries of a project page, none where the index has no such project."""

    def __init__(self, pages):
        self.pages = pages
        self.wheels_made = 0
        self.lock = threading.Lock()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # Head and body in one packet: otherwise each answer waits for an acknowledgement.
            disable_nagle_algorithm = True

            def do_GET(self):
                body, kind = owner.answer(self.path)
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 32

            def server_bind(self):
                socketserver.TCPServer.server_bind(self)  # Without the look-up of the machine's name.

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, index):
        return f"http://127.0.0.1:{self.server.server_address[1]}/{index}"

    def answer(self, path):
        parts = [urllib.parse.unquote(part) for part in path.strip("/").split("/")]
        if len(parts) not in (2, 3):
            return None, "text/plain"
        with self.lock:
            entries = self.pages(parts[0], parts[1])
            if not entries:
                return None, "text/plain"
            if len(parts) == 2:
                return page(entries).encode(), "text/html"
            for entry in entries:
                if entry["filename"] == parts[2]:
                    self.wheels_made += 1
                    return wheel(entry), "application/zip"
        return None, "text/plain"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def page(entries):
    links = []
    for entry in entries:
        yanked = ' data-yanked=""' if entry.get("yanked") else ""
        links.append(f'<a href="{urllib.parse.quote(entry["filename"])}"{yanked}>{entry["filename"]}</a>')
    return "<!DOCTYPE html><html><body>\n" + "\n".join(links) + "\n</body></html>\n"
