"""The network: the one place that asks other servers, politely, with limits, and with one clear line when it fails.

Nothing here runs in a build. An address is asked with https where the server can; a secure page is never followed
to one that is not.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from importlib.metadata import version
from typing import BinaryIO
from urllib.parse import urlsplit, urlunsplit

import httpx

from peerhub.problems import PeerHubError, shown

# Says who asks and where to read what this is, as RFC 9110 section 10.1.5 has it.
USER_AGENT = f"peerhub/{version('peerhub')} (peer support hub; a person asked for this page)"
MAX_BYTES = 256 * 1024 * 1024
TIMEOUT = httpx.Timeout(30, connect=10)
_MAX_REDIRECTS = 5
_STATUSES = {
    401: "wants a password",
    403: "does not allow it",
    404: "has no such page",
    410: "says that the page is gone for good",
    429: "asks us to come back later",
}


class NetError(PeerHubError):
    """Occurs when an address cannot be fetched; its message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the address after redirects, and the number of bytes."""

    address: str
    size: int


def client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Make a client that introduces itself, waits only so long and follows few redirects."""
    return httpx.Client(
        headers={"User-Agent": USER_AGENT},
        timeout=TIMEOUT,
        follow_redirects=True,
        max_redirects=_MAX_REDIRECTS,
        transport=transport,
    )


def fetch(
    address: str, into: BinaryIO, limit: int = MAX_BYTES, transport: httpx.BaseTransport | None = None
) -> Fetched:
    """Write what stands at an address into a file. Raises NetError with the reason in one line.

    An `http:` address is asked with https first, and as it stands only when the server cannot do that.
    """
    check_address(address)
    with client(transport) as asking:
        secure = urlunsplit(urlsplit(address)._replace(scheme="https"))
        if secure != address and urlsplit(address).port is None:
            try:
                return _streamed(asking, secure, into, limit)
            except NetError:
                into.seek(0)
                into.truncate()
        return _streamed(asking, address, into, limit)


def check_address(address: str) -> None:
    """Refuse what is no address of a web server, or carries a password. Raises NetError."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise NetError(f"{shown(address)} is no address.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise NetError(f"{shown(address)} is no address of a web server: begin it with https://.")
    if parts.username is not None or parts.password is not None:
        raise NetError("The address holds a name or password before the @. Take it out.")


def _streamed(asking: httpx.Client, address: str, into: BinaryIO, limit: int) -> Fetched:
    host = urlsplit(address).hostname
    size = 0
    try:
        with asking.stream("GET", address) as answer:
            if answer.is_error:
                said = _STATUSES.get(answer.status_code, f"answers with status {answer.status_code}")
                raise NetError(f"{host} {said}. Nothing was fetched.")
            if address.startswith("https:") and answer.url.scheme != "https":
                raise NetError(f"{host} leads from a secure page to one that is not. Nothing was fetched.")
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > limit:
                    raise NetError(f"{host} sends more than {limit:,} bytes. Nothing was fetched.")
                into.write(piece)
            return Fetched(str(answer.url), size)
    except httpx.HTTPError as error:
        raise NetError(f"{host} {reason(error)}. Nothing was fetched.") from None
    except (httpx.InvalidURL, UnicodeError):
        raise NetError(f"{shown(address)} is no address.") from None


def reason(error: httpx.HTTPError) -> str:
    """Say in a few words why a server could not be asked, to go on behind its name."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "has no certificate that can be trusted"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return "cannot be reached"
    if isinstance(error, httpx.TimeoutException):
        return "takes too long to answer"
    if isinstance(error, httpx.TooManyRedirects):
        return "sends us from page to page without end"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return "broke off in the middle"
    if isinstance(error, httpx.DecodingError):
        return "sends something that cannot be unpacked"
    return "cannot be asked"
