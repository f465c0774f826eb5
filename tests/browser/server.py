"""A small static server on this machine alone, which treats addresses as GitHub Pages does."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit


class SiteServer:
    """Serve a folder at http://127.0.0.1:PORT/NAME/ while the `with` block runs."""

    def __init__(self, folder: Path, name: str = "hub-name") -> None:
        self.requests: list[str] = []
        """The paths that were asked for, in order."""
        handler = partial(_Handler, folder=folder, name=name, requests=self.requests)
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}/{name}/"

    def __enter__(self) -> SiteServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up: a page that is closed does."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as BaseServer hands them over


class _Handler(SimpleHTTPRequestHandler):
    """Give files below /NAME/, pages without their .html too, and the site's own 404 page."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".ics": "text/calendar",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: object, folder: Path, name: str, requests: list[str]) -> None:
        self._folder, self._name, self._requests = folder, name, requests
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # as BaseServer hands them over

    def translate_path(self, path: str) -> str:
        """Find the file for an address; what lies outside /NAME/ is no part of the site."""
        plain = urlsplit(path).path
        prefix = f"/{self._name}/"
        if not plain.startswith(prefix):
            return str(self._folder / "no such file")
        found = super().translate_path("/" + plain.removeprefix(prefix))
        if not Path(found).exists() and Path(found + ".html").is_file():
            return found + ".html"
        return found

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page."""
        own = self._folder / "404.html"
        if code != 404 or not own.is_file():
            super().send_error(code, message, explain)
            return
        body = own.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        """Note what was asked for, then answer."""
        self._requests.append(self.path)
        super().do_GET()

    def list_directory(self, path: object) -> None:
        """Refuse to list a folder: a host does not."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: tests read `requests` instead."""
