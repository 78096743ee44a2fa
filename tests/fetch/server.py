"""A file server on this machine that can misbehave; a program of its own, because tests may open no socket.

    python server.py FOLDER BEHAVIOUR

Prints its port. Every request is noted in FOLDER/requests.txt. The file is FOLDER/content.
"""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER, BEHAVIOUR = Path(sys.argv[1]), sys.argv[2]
CONTENT = (FOLDER / "content").read_bytes()
TAG = '"one"'
seen = 0


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        global seen
        seen += 1
        wanted = self.headers.get("Range", "")
        with (FOLDER / "requests.txt").open("a") as notes:
            notes.write(f"{self.path} {wanted} {self.headers.get('If-Range', '')}\n")
        if BEHAVIOUR == "redirect" and self.path != "/moved.gguf":
            return self._head(302, Location="/moved.gguf")
        if BEHAVIOUR == "redirect-out":
            return self._head(302, Location="http://192.0.2.1/x.gguf")
        if BEHAVIOUR == "redirect-for-ever":
            return self._head(302, Location=f"/x{seen}.gguf")
        if BEHAVIOUR.isdigit():
            return self._head(int(BEHAVIOUR))
        if BEHAVIOUR == "busy-once" and seen == 1:
            return self._head(503)
        if BEHAVIOUR == "changed" and wanted:
            return self._send(200, b"GGUF" + b"other" * 100, tag='"two"')
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and BEHAVIOUR != "no-ranges" else 0
        data = CONTENT[start:]
        if BEHAVIOUR == "breaks" and seen < 4:
            return self._send(206 if start else 200, data, start=start, most=len(CONTENT) // 4)
        if BEHAVIOUR == "breaks-always":
            return self._send(206 if start else 200, data, start=start, most=10)
        if BEHAVIOUR == "waits":
            return self._send(200, CONTENT, waits=len(CONTENT) // 3 * 2)
        if BEHAVIOUR == "huge":
            return self._send(200, data, claimed=10**15)
        return self._send(206 if start else 200, data, start=start, tag="" if BEHAVIOUR == "untagged" else TAG)

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(
        self,
        status: int,
        data: bytes,
        *,
        start: int = 0,
        most: int | None = None,
        tag: str = TAG,
        claimed: int = 0,
        waits: int = 0,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(claimed or len(data)))
        if tag:
            self.send_header("ETag", tag)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{start + len(data) - 1}/{len(CONTENT)}")
        self.end_headers()
        if waits:
            self.wfile.write(data[:waits])
            until = time.monotonic() + 30
            while not (FOLDER / "go on").exists() and time.monotonic() < until:
                time.sleep(0.01)
        self.wfile.write(data[waits:most])
        if most is not None:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
sys.stdout.write(f"{server.server_address[1]}\n")
sys.stdout.flush()
server.serve_forever()
