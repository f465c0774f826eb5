"""The preview's server: static files as a host serves them, and a nudge to open pages when the site was built anew.

The nudge comes from a script of the same origin that is added while a page is served, so previewed pages keep their
policy, and files on disk are exactly what would be published. Requests with a host's name that is not this machine's
are refused: a page elsewhere could else read the preview through a name that it points here (DNS rebinding).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Container
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_EVENTS = "/__hub/events"
_SCRIPT = "/__hub/reload.js"
_PROBLEMS = "/__hub/problems"
# What stands in the way is shown over the page, and goes when it is mended.
_RELOAD = b"""new EventSource("/__hub/events").addEventListener("built", () => location.reload());
const said = await (await fetch("/__hub/problems", { cache: "no-store" })).text();
if (said) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const box = Object.assign(document.createElement("section"), { role: "alert", tabIndex: 0 });
  const add = (into, name, text, style) => {
    const made = Object.assign(document.createElement(name), { textContent: text });
    Object.assign(made.style, style);
    into.append(made);
    return made;
  };
  add(box, "p", "The last build stopped, so this page is not up to date.", { margin: 0, fontWeight: 700 });
  const lines = said.split("\\n").map((line) => /^(.+?): (error|warning): (.*)$/.exec(line) ?? [line, "", "", line]);
  for (const [, where, kind, what] of lines.sort((a, b) => (a[2] === "warning") - (b[2] === "warning"))) {
    const entry = add(box, "p", "", { margin: ".75rem 0 0", overflowWrap: "anywhere" });
    if (where) add(entry, "strong", `${where}${kind === "warning" ? " (to look at)" : ""}`, { display: "block" });
    entry.append(what);
  }
  Object.assign(box.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: 99, boxSizing: "border-box", padding: "1rem", maxHeight: "60vh",
    overflow: "auto", font: "1rem/1.4 system-ui, sans-serif", background: dark ? "#3a1512" : "#fff4f2",
    color: dark ? "#ffdad5" : "#5c1108", borderTop: `4px solid ${dark ? "#f2b8b5" : "#b3261e"}`,
  });
  document.body.append(box);
}
"""
_NO_PAGE = (
    b"<!doctype html><html lang=en><head><title>Preview</title><meta name=viewport content=width=device-width>"
    b"<meta name=color-scheme content='light dark'></head><body></body></html>"
)
_FIRST = b"<body><p>The site is being built. This page opens by itself when it is there.</p>"
_TAG = b'<script type="module" src="/__hub/reload.js"></script></head>'
_HEARTBEAT_SECONDS = 15
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder, with a few files laid over it; open pages are told when to load themselves again."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        self.over: dict[str, bytes] = {}
        self.generation = 0
        self.problems = ""
        self.changed = threading.Condition()
        # Who asks for the preview to be seen from elsewhere names the address to listen at, or all of them.
        self.hosts = None if address[0] in ("0.0.0.0", "::") else _LOCAL | {address[0]}  # noqa: S104 - compared only
        super().__init__(address, partial(_Handler, directory=str(folder)))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up, as they do all day; anything else is told as ever."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def show(self, file: str, content: bytes) -> None:
        """Lay one file over the folder's, by its address below it, until a build knows it too."""
        self.over = {**self.over, file: content}
        self._tell()

    def built(self, newer: Container[str]) -> None:
        """Show the folder as it now is, but for the files that were laid over it after its build began."""
        self.problems = ""
        self.over = {file: content for file, content in self.over.items() if file in newer}
        self._tell()

    def stopped(self, problems: str) -> None:
        """Show on every open page what stands in the way of a build, until one is done."""
        self.problems = problems
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
        if not self._is_for_us():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"This preview answers on this machine alone.\n")
        elif self.path == _EVENTS:
            if self.command == "GET":
                self._events()
            else:
                self._send(HTTPStatus.OK, "text/event-stream", b"")
        elif self.path == _PROBLEMS:
            self._send(HTTPStatus.OK, "text/plain; charset=utf-8", self.server.problems.encode("utf-8", "replace"))
        elif self.path == _SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        else:
            self._file()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _is_for_us(self) -> bool:
        """Whether the request names this machine (RFC 9110, section 7.2)."""
        if self.server.hosts is None:
            return True
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in self.server.hosts
        except ValueError:
            return False

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: a preview's terminal is for problems."""

    def _file(self) -> None:
        asked, mark, query = self.path.partition("?")
        path = Path(self.translate_path(asked))
        status = HTTPStatus.OK
        try:
            if path.is_dir() and not asked.endswith("/"):
                self._send(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", Location=f"{asked}/{mark}{query}")
                return
            if path.is_dir():
                path = path / "index.html"
            elif not path.exists() and path.with_name(f"{path.name}.html").exists():
                path = path.with_name(f"{path.name}.html")  # GitHub Pages serves flat pages without their ending too
            if not path.is_file():
                path, status = self.server.folder / "404.html", HTTPStatus.NOT_FOUND
            content = self._over(path) or path.read_bytes()
        except (OSError, ValueError):  # no such file, or a name that no file can have
            if not self.server.generation and not (self.server.folder / "404.html").is_file():
                page = _NO_PAGE.replace(b"<body>", _FIRST).replace(b"</head>", _TAG)
                self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", page)
            elif self.server.problems:  # the first build stopped, and there is no page to show them on
                self._send(HTTPStatus.NOT_FOUND, "text/html", _NO_PAGE.replace(b"</head>", _TAG))
            else:
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

    def _send(self, status: HTTPStatus, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
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
