"""A server as hosts are: files below /name/, packed with gzip, over connections that stay open."""

from __future__ import annotations

import contextlib
import functools
import gzip
import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class PackedServer:
    """Serves a folder; `requests` lists the paths that were asked for, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        handler = functools.partial(_Packed, folder=folder, requests=self.requests)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/name/"

    def __enter__(self) -> PackedServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asked(self) -> list[str]:
        """List the files that were asked for, each once, by their addresses below the folder."""
        return list(dict.fromkeys(urlsplit(path).path.removeprefix("/name/") for path in self.requests))


def packed(folder: Path, path: str) -> int:
    """The size of a file as a host sends it; one that is not there has none."""
    return len(_pack(folder / path)) if (folder / path).is_file() else 0


@functools.lru_cache(maxsize=4096)
def _pack(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class _Packed(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, folder: Path, requests: list[str]) -> None:
        self._folder, self._requests = folder, requests
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer with the file, packed."""
        self._requests.append(self.path)
        path = self._folder / urlsplit(self.path).path.removeprefix("/name/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        body = _pack(path) if found else b""
        self.send_response(200 if found else 404)
        kind = "text/javascript" if path.suffix == ".mjs" else mimetypes.guess_type(path.name)[0]
        self.send_header("Content-Type", kind or "application/octet-stream")
        if found:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """Answer until the browser goes, which is no error."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
