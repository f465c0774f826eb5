"""The files that hosts and programs read and no reader does: headers, robots.txt, security.txt.

https://www.rfc-editor.org/rfc/rfc9116 says what security.txt is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, urlsplit

from peerhub.hub import Hub

SECURITY_TXT = ".well-known/security.txt"
# RFC 9116 (2.5.5) advises less than a year. A hub that is built every day is never near it.
_GOOD_FOR = timedelta(days=180)

# What a page may do: base.html says the same in its head, for hosts that set no headers.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
# A policy in a page cannot say who may frame it: only a header can.
_HEADERS = f"""/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=(self), browsing-topics=()
"""


def host_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give what hosts read: no Jekyll on GitHub Pages, headers for hosts that can set them, and whom to tell."""
    yield ".nojekyll", b""
    yield "_headers", _HEADERS.encode()
    yield "robots.txt", _robots(hub)
    if hub.settings.contact and _has_own_host(hub):
        yield SECURITY_TXT, _security_txt(hub)


def _has_own_host(hub: Hub) -> bool:
    """Whether the hub begins at its host's root: below a path, the file would speak for somebody else's host."""
    parts = urlsplit(hub.site_url)
    return parts.scheme == "https" and parts.path in ("", "/")


def _security_txt(hub: Hub) -> bytes:
    lines = [
        f"Contact: mailto:{quote(hub.settings.contact, safe='@+')}",
        f"Expires: {hub.today + _GOOD_FOR}T00:00:00Z",
        f"Preferred-Languages: {hub.settings.language}",
        f"Canonical: {hub.site_url}{SECURITY_TXT}",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _robots(hub: Hub) -> bytes:
    # A crawler must be let in to see that a page says noindex: disallowing it would hide just that.
    lines = ["User-agent: *", "Allow: /"]
    if hub.site_url and not hub.noindex:
        lines.append(f"Sitemap: {hub.site_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()
