"""The network: the one place that asks other servers, politely, with limits, and with one clear line when it fails.

Nothing here runs in a build. An address is asked with https where the server can; a secure page is never followed
to one that is not, and no page to an address inside a network (RFC 6890), which only this machine can reach. All of
an answer has to come before a deadline: a server that sends a byte now and then holds nobody up.
"""

from __future__ import annotations

import asyncio
import ipaddress
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
# Seconds for a whole answer: a large feed over a slow line, and a page's head.
FEED_DEADLINE, PAGE_DEADLINE = 600.0, 60.0
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


class LeadsInside(httpx.RequestError):
    """Occurs when a page leads to an address inside a network: loopback, private or link-local."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the address after redirects, and the number of bytes."""

    address: str
    size: int


def client(transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """Make a client that introduces itself, waits only so long and follows few redirects, none of them inwards."""
    return httpx.AsyncClient(
        headers={"User-Agent": USER_AGENT},
        timeout=TIMEOUT,
        follow_redirects=True,
        max_redirects=_MAX_REDIRECTS,
        transport=transport,
        event_hooks={"request": [_refuse_inwards]},
    )


def asked_for(address: str) -> dict[str, str]:
    """Give the `extensions` of a request that say which host a person asked for; redirects carry them on."""
    return {"asked_for": httpx.URL(address).host}


async def _refuse_inwards(request: httpx.Request) -> None:
    """Raise LeadsInside for a host that nobody asked for and that is not on the public internet."""
    host = request.url.host
    if host == request.extensions.get("asked_for"):
        return
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None)
    except OSError:
        return  # the request itself will say that the host cannot be reached
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise LeadsInside("leads to an address inside a network", request=request)


def fetch(
    address: str, into: BinaryIO, limit: int = MAX_BYTES, transport: httpx.AsyncBaseTransport | None = None
) -> Fetched:
    """Write what stands at an address into a file. Raises NetError with the reason in one line.

    An `http:` address is asked with https first, and as it stands only when the server cannot do that.
    """
    check_address(address)
    return asyncio.run(_fetch(address, into, limit, transport))


async def _fetch(address: str, into: BinaryIO, limit: int, transport: httpx.AsyncBaseTransport | None) -> Fetched:
    async with client(transport) as asking:
        secure = urlunsplit(urlsplit(address)._replace(scheme="https"))
        if secure != address and urlsplit(address).port is None:
            try:
                return await _streamed(asking, secure, into, limit)
            except NetError:
                into.seek(0)
                into.truncate()
        return await _streamed(asking, address, into, limit)


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


async def _streamed(asking: httpx.AsyncClient, address: str, into: BinaryIO, limit: int) -> Fetched:
    host = urlsplit(address).hostname
    size = 0
    try:
        async with (
            asyncio.timeout(FEED_DEADLINE),
            asking.stream("GET", address, extensions=asked_for(address)) as answer,
        ):
            if answer.is_error:
                said = _STATUSES.get(answer.status_code, f"answers with status {answer.status_code}")
                raise NetError(f"{host} {said}. Nothing was fetched.")
            if address.startswith("https:") and answer.url.scheme != "https":
                raise NetError(f"{host} leads from a secure page to one that is not. Nothing was fetched.")
            async for piece in answer.aiter_bytes():
                size += len(piece)
                if size > limit:
                    raise NetError(f"{host} sends more than {limit:,} bytes. Nothing was fetched.")
                into.write(piece)
            return Fetched(str(answer.url), size)
    except (httpx.HTTPError, TimeoutError) as error:
        raise NetError(f"{host} {reason(error)}. Nothing was fetched.") from None
    except (httpx.InvalidURL, UnicodeError):
        raise NetError(f"{shown(address)} is no address.") from None


def reason(error: httpx.HTTPError | TimeoutError) -> str:
    """Say in a few words why a server could not be asked, to go on behind its name."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "has no certificate that can be trusted"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, LeadsInside):
        return "leads to an address inside a network, which is not followed"
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return "cannot be reached"
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return "takes too long to answer"
    if isinstance(error, httpx.TooManyRedirects):
        return "sends us from page to page without end"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return "broke off in the middle"
    if isinstance(error, httpx.DecodingError):
        return "sends something that cannot be unpacked"
    return "cannot be asked"
