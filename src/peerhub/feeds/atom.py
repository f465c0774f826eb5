"""Atom, the form of a feed that readers subscribe to (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from peerhub.feeds.open_record import stable_id
from peerhub.feeds.plain import one_line
from peerhub.hub import Hub


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `href` is an address of the site."""

    id: str
    title: str
    updated: date
    href: str
    summary: str


def atom_feed(hub: Hub, path: str, title: str, entries: Sequence[Entry]) -> bytes:
    """Write a feed, the newest entry first. Links are relative to the feed where a hub does not know its address."""
    newest = max((entry.updated for entry in entries), default=hub.today)
    head = [
        f"<id>urn:uuid:{stable_id(hub, path)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_stamp(newest)}</updated>",
        f"<author><name>{_text(hub.settings.publisher or hub.site_name)}</name></author>",
    ]
    base = hub.site_url or "../"  # from the folder of feeds
    if hub.site_url:
        head.append(f'<link rel="self" type="application/atom+xml" href="{escape(base + path)}"/>')
    head.append(f'<link rel="alternate" type="text/html" href="{escape(base)}"/>')
    ordered = sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.href, entry.id))
    body = [_entry(base, entry) for entry in ordered]
    language = escape(hub.settings.language)
    start = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
    )
    return "\n".join([start, *head, *body, "</feed>\n"]).encode()


def _entry(base: str, entry: Entry) -> str:
    parts = [
        f"<id>urn:uuid:{entry.id}</id>",
        f"<title>{_text(entry.title)}</title>",
        f"<updated>{_stamp(entry.updated)}</updated>",
    ]
    parts.append(f'<link rel="alternate" type="text/html" href="{escape(base + entry.href)}"/>')
    parts.append(f'<content type="text">{_text(entry.summary)}</content>')
    return f"<entry>{''.join(parts)}</entry>"


def _stamp(day: date) -> str:
    return f"{day}T00:00:00Z"


def _text(value: str) -> str:
    return escape(one_line(value), quote=False)
