"""The preview's server: static files as a host serves them, and a nudge to open pages when the site was built anew.

The nudge comes from a script of the same origin that is added while a page is served, so previewed pages keep their
policy, and files on disk are exactly what would be published.
"""

from __future__ import annotations

import threading
from collections.abc import Container
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_EVENTS = "/__hub/events"
_SCRIPT = "/__hub/reload.js"
_RELOAD = b"""new EventSource("/__hub/events").addEventListener("built", () => location.reload());\n"""
_TAG = b'<script src="/__hub/reload.js" defer></script></head>'
_HEARTBEAT_SECONDS = 15


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder, with a few files laid over it; open pages are told when to load themselves again."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        self.over: dict[str, bytes] = {}
        self.generation = 0
        self.changed = threading.Condition()
        super().__init__(address, partial(_Handler, directory=str(folder)))

    def show(self, file: str, content: bytes) -> None:
        """Lay one file over the folder's, by its address below it, until a build knows it too."""
        self.over = {**self.over, file: content}
        self._tell()

    def built(self, newer: Container[str]) -> None:
        """Show the folder as it now is, but for the files that were laid over it after its build began."""
        self.over = {file: content for file, content in self.over.items() if file in newer}
        self._tell()

    def _tell(self) -> None:
        with self.changed:
            self.generation += 1
            self.changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer
    extensions_map = {  # noqa: RUF012 - the name and kind of the attribute are the standard library's
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".ics": "text/calendar; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def do_GET(self) -> None:
        """Serve a file, the reload script or the stream of nudges."""
        if self.path == _EVENTS:
            self._events()
        elif self.path == _SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        else:
            self._file()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: a preview's terminal is for problems."""

    def _file(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.split("?")[0].endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", self.path + "/")
                self.end_headers()
                return
            path = path / "index.html"
        elif not path.exists() and path.with_name(f"{path.name}.html").exists():
            path = path.with_name(f"{path.name}.html")  # GitHub Pages serves flat pages without their ending too
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = self.server.folder / "404.html", HTTPStatus.NOT_FOUND
        try:
            content = self._over(path) or path.read_bytes()
        except OSError:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"Not found")
            return
        kind = self.guess_type(str(path))
        if kind == "text/html":
            content = content.replace(b"</head>", _TAG, 1)
            kind = "text/html; charset=utf-8"
        self._send(status, kind, content)

    def _over(self, path: Path) -> bytes | None:
        folder = self.server.folder
        return self.server.over.get(path.relative_to(folder).as_posix()) if folder in path.parents else None

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _events(self) -> None:
        """Hold a server-sent event stream open (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        seen = self.server.generation
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                with self.server.changed:
                    if self.server.generation == seen:
                        self.server.changed.wait(_HEARTBEAT_SECONDS)
                    news, seen = self.server.generation != seen, self.server.generation
                self.wfile.write(b"event: built\ndata: \n\n" if news else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was closed
