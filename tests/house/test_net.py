"""The network as the command line uses it: a real server on this machine, and one clear line for every failure."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from peerhub.cli import net
from peerhub.cli.net import NetError, fetch


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    agents: list[str] = []  # noqa: RUF012 - filled by each request, read by the tests

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path == "/round":
            return self._answer(302, b"", Location="/round")
        if self.path == "/moved":
            return self._answer(301, b"", Location="/feed")
        if self.path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
            return None
        if self.path == "/slow":
            time.sleep(1)
        if self.path == "/garbled":
            return self._answer(200, b"not zipped", **{"Content-Encoding": "gzip"})
        return self._answer(200 if self.path in ("/feed", "/slow") else int(self.path[1:]), b"[1, 2, 3]")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_politely(site: str) -> None:
    """Redirects are followed, and the server is told who asks."""
    into = io.BytesIO()
    fetched = fetch(f"{site}/moved", into)
    assert (into.getvalue(), fetched.address, fetched.size) == (b"[1, 2, 3]", f"{site}/feed", 9)
    assert _Handler.agents[-1].startswith("peerhub/")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/404", "127.0.0.1 has no such page. Nothing was fetched."),
        ("/403", "127.0.0.1 does not allow it. Nothing was fetched."),
        ("/500", "127.0.0.1 answers with status 500. Nothing was fetched."),
        ("/429", "127.0.0.1 asks us to come back later. Nothing was fetched."),
        ("/round", "127.0.0.1 sends us from page to page without end. Nothing was fetched."),
        ("/broken", "127.0.0.1 broke off in the middle. Nothing was fetched."),
        ("/garbled", "127.0.0.1 sends something that cannot be unpacked. Nothing was fetched."),
    ],
)
def test_each_failure_is_one_line(path: str, told: str, site: str) -> None:
    """It names the server and what it did."""
    with pytest.raises(NetError) as error:
        fetch(site + path, io.BytesIO())
    assert str(error.value) == told


def test_there_is_a_limit_of_size_and_of_time(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever, and no server fills the disk."""
    with pytest.raises(NetError, match="sends more than 5 bytes"):
        fetch(f"{site}/feed", io.BytesIO(), limit=5)
    monkeypatch.setattr(net, "TIMEOUT", httpx.Timeout(0.2))
    with pytest.raises(NetError, match="takes too long to answer"):
        fetch(f"{site}/slow", io.BytesIO())


def test_nobody_there_is_told() -> None:
    """A port on which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(NetError, match=r"127\.0\.0\.1 cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", io.BytesIO())


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("file:///etc/hosts", "is no address of a web server"),
        ("https://", "is no address of a web server"),
        ("https://a:b@neighbour.example/", "holds a name or password"),
        ("https://[", "is no address"),
    ],
)
def test_only_the_web_is_asked(address: str, told: str) -> None:
    """No file of this machine, and no password on the way."""
    with pytest.raises(NetError, match=told):
        fetch(address, io.BytesIO())


def test_https_is_asked_first() -> None:
    """An old address is tried with https; as it stands only when the server cannot do that."""
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.scheme == "https" and request.url.host == "old.example":
            raise httpx.ConnectError("no")
        return httpx.Response(200, content=b"[]")

    fetch("http://new.example/x", io.BytesIO(), transport=httpx.MockTransport(answer))
    fetch("http://old.example/x", io.BytesIO(), transport=httpx.MockTransport(answer))
    assert asked == ["https://new.example/x", "https://old.example/x", "http://old.example/x"]


def test_a_secure_page_leads_to_no_other() -> None:
    """A redirect from https to http is refused."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.scheme == "https":
            return httpx.Response(302, headers={"Location": "http://neighbour.example/x"})
        return httpx.Response(200, content=b"[]")

    with pytest.raises(NetError, match="from a secure page to one that is not"):
        fetch("https://neighbour.example/", io.BytesIO(), transport=httpx.MockTransport(answer))
