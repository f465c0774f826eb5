"""The preview's server, asked as browsers and strangers ask: every request is answered, and nothing is printed."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerhub.cli.preview_server import PreviewServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    """Serve a folder of two pages."""
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups/index.html").write_text("<head></head>groups", encoding="utf-8")
    (tmp_path / "404.html").write_text("<head></head>nothing here", encoding="utf-8")
    made = PreviewServer(("127.0.0.1", 0), tmp_path)
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def answer(server: PreviewServer, path: str, method: str = "GET", host: str = "") -> tuple[int, str, bytes]:
    """Give the status, the place led to and the body."""
    port = server.server_address[1]
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asking.request(method, path, headers={"Host": host or f"localhost:{port}"})
    got = asking.getresponse()
    return got.status, got.headers.get("Location") or "", got.read()


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/groups/", 200, ""),
        ("/groups", 301, "/groups/"),
        ("/groups?x=1", 301, "/groups/?x=1"),
        ("/groups/?x=1", 200, ""),
        ("/nowhere", 404, ""),
        ("/" + "a" * 5000, 404, ""),
        ("/%00", 404, ""),
        ("/../../etc/passwd", 404, ""),
    ],
)
def test_every_request_is_answered(server: PreviewServer, path: str, status: int, location: str) -> None:
    """A folder is led to once, its query kept; a name that no file can have is not found. HEAD agrees with GET."""
    assert answer(server, path)[:2] == (status, location)
    assert answer(server, path, "HEAD") == (status, location, b"")


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 421), ("[", 421)]
)
def test_only_names_of_this_machine_are_answered(server: PreviewServer, host: str, status: int) -> None:
    """A page elsewhere that points its own name at this machine reads nothing."""
    got, _, body = answer(server, "/groups/", host=host)
    assert (got, b"groups" in body) == (status, status == 200)


def test_a_browser_that_hangs_up_is_no_news(server: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    """Connections dropped in the middle of an answer print nothing, and the server answers on."""
    (server.folder / "large.html").write_bytes(b"x" * 4_000_000)
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.server_address[1])) as dropped:
            dropped.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close with a reset
            dropped.sendall(b"GET /large.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer(server, "/groups/")[0] == 200
    assert "".join(capfd.readouterr()) == ""


def test_the_first_build_is_spoken_of(server: PreviewServer, tmp_path: Path) -> None:
    """Until there is any page, the address says that one is coming, and shows it when it is there."""
    (tmp_path / "404.html").unlink()
    status, _, content = answer(server, "/")
    assert (status, b"The site is being built." in content, b"/__hub/reload.js" in content) == (503, True, True)


def test_a_page_is_told_what_stopped_the_build(server: PreviewServer, tmp_path: Path) -> None:
    """Each page loads a script that asks for the problems, the page of no page too, and they go when mended."""
    assert answer(server, "/__hub/problems")[2] == b""
    server.stopped("docs/a.md:7: error: has no title.")
    assert answer(server, "/__hub/problems")[2] == b"docs/a.md:7: error: has no title."
    assert b"/__hub/reload.js" in answer(server, "/groups/")[2]
    (tmp_path / "404.html").unlink()
    assert b"/__hub/reload.js" in answer(server, "/nowhere")[2]
    server.built(())
    assert answer(server, "/__hub/problems")[2] == b""
