"""Asking other servers whether pages are still there: several at once, but each server one question after another.

A server's robots.txt is read first and kept to (RFC 9309), with its Crawl-delay where it names one. Only the head of
a page is asked for; servers that do not answer that are asked for the page, whose text is not read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from peerhub.cli.net import PAGE_DEADLINE, asked_for, reason

_ROBOT = "peerhub"
_LONGEST_PAUSE = 30.0
_MAX_ROBOTS_BYTES = 512 * 1024
_PERMANENT = frozenset({301, 308})
# Answers of servers that know only GET, or that turn machines away before they look at the page.
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 410, 501, 503})

# What a question came to, and whether a person should do something about it.
VERDICTS: dict[str, str] = {
    "gone": "The page is no longer there.",
    "unreachable": "The server cannot be reached, or fails.",
    "moved": "The page has moved for good. Write the new address.",
    "refused": "The server does not tell a program. Please look yourself.",
    "not-asked": "The server's robots.txt asks programs not to look. Please look yourself.",
    "ok": "The page is there.",
}
BAD = ("gone", "unreachable")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address came to: a verdict, the new address of a moved page, and the reason in words."""

    url: str
    verdict: str
    to: str = ""
    why: str = ""


async def ask_all(
    urls: Iterable[str],
    client: httpx.AsyncClient,
    *,
    at_once: int,
    pause: float,
    told: Callable[[Answer], None],
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Ask each address; `told` gets the answers as they come. What stops it stops at once.

    `at_once` servers are asked side by side, and each gets `pause` seconds between two questions.
    """
    servers: dict[tuple[str, str], list[str]] = {}
    for url in urls:
        try:
            parts = urlsplit(url)
            servers.setdefault((parts.scheme, parts.netloc), []).append(url)
        except ValueError:
            told(Answer(url, "unreachable", why="is no address"))
    free = asyncio.Semaphore(at_once)

    async def ask_server(server: tuple[str, str]) -> None:
        async with free:
            async for answer in _ask_server(server, servers[server], client, pause, sleep):
                told(answer)

    async with asyncio.TaskGroup() as group:
        # The largest first, so that no server is left over alone at the end.
        for server in sorted(servers, key=lambda one: -len(servers[one])):
            group.create_task(ask_server(server))


async def _ask_server(
    server: tuple[str, str],
    urls: list[str],
    client: httpx.AsyncClient,
    pause: float,
    sleep: Callable[[float], Awaitable[object]],
) -> AsyncIterator[Answer]:
    robots = await _robots("{}://{}/robots.txt".format(*server), client)
    wait = max(pause, min(float(robots.crawl_delay(_ROBOT) or 0), _LONGEST_PAUSE))
    for url in urls:
        if not robots.can_fetch(_ROBOT, url):
            yield Answer(url, "not-asked", why="robots.txt asks programs not to look")
            continue
        await sleep(wait)
        yield await ask(url, client)


async def ask(url: str, client: httpx.AsyncClient) -> Answer:
    """Ask one address whether it is still there."""
    try:
        async with asyncio.timeout(PAGE_DEADLINE):
            response = await client.head(url, extensions=asked_for(url))
            if response.status_code in _ASK_AGAIN:
                async with client.stream("GET", url, extensions=asked_for(url)) as response:
                    pass
    except (httpx.HTTPError, TimeoutError) as error:
        return Answer(url, "unreachable", why=reason(error))
    except (httpx.InvalidURL, UnicodeError):
        return Answer(url, "unreachable", why="is no address")
    return _judged(url, response)


def _judged(url: str, response: httpx.Response) -> Answer:
    status, to = response.status_code, str(response.url)
    why = f"answers with status {status}"
    if status in (404, 410):
        return Answer(url, "gone", why=why)
    if status >= 500:
        return Answer(url, "unreachable", why=why)
    if response.is_error:
        return Answer(url, "refused", why=why)
    if response.history and all(step.status_code in _PERMANENT for step in response.history) and to != url:
        return Answer(url, "moved", to, "has moved for good")
    return Answer(url, "ok")


async def _robots(address: str, client: httpx.AsyncClient) -> RobotFileParser:
    """Read a server's rules; without any everything may be asked, and nothing of a server that fails."""
    robots = RobotFileParser()
    lines: list[str] = []
    try:
        async with (
            asyncio.timeout(PAGE_DEADLINE),
            client.stream("GET", address, extensions=asked_for(address)) as response,
        ):
            if response.status_code >= 500:
                lines = ["User-agent: *", "Disallow: /"]
            elif response.is_success:
                text = b""
                async for piece in response.aiter_bytes():
                    text += piece
                    if len(text) > _MAX_ROBOTS_BYTES:
                        break
                lines = text[:_MAX_ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, UnicodeError):
        lines = []  # the first question will say why the server cannot be reached
    robots.parse(lines)
    return robots
