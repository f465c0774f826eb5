"""Feeds of every sample changed at random: a sound file comes out or one located line, and never a traceback."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.core.importers.feeds import run
from tests.core.importers.test_formats import cases
from tests.samples import sample

from peerhub.cli.writing import replace_files
from peerhub.directory.listing import Listing
from peerhub.directory.private.listing_texts import private_parts
from peerhub.directory.private.reader import Private
from peerhub.importers.feed_reader import FeedError

SAMPLES = {
    "meetingguide-eda.redacted.json": "meeting-guide",
    "meetingguide-edmonton.redacted.json": "meeting-guide",
    "meetingguide-times-synthetic.json": "meeting-guide",
    "bmlt-v1-meetings-first-20.redacted.json": "bmlt",
    "bmlt-semantic-one-meeting.redacted.json": "bmlt",
    "hsds30-minimal-support-group.json": "hsds",
    "hsds30-example-service_full.json": "hsds",
    "hsds30-example-organization_full.json": "hsds",
    "tsml-template.csv": "csv",
}
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e300, 10**30, "", " ", "\u202e", "=1+1", "99:99", "24:00", "2026-13-45", "9999-12-31", [], {},
    [None], {"a": {"b": []}}, "x" * 11_000, "2nd & last Thurs, not Aug", "PW: 314159", "US-OH", "Monday - Friday",
    "\x00", "7pm Pacific", "\n\n- id: x\n", "https://zoom.us/j/1?pwd=Secret1", "<b>", "&#0;", "\u00e9t\u00e9",
    "1MO,3TU", "Z", "19:00-05:00", ["X", "XB", 7], "zoom,Online-Only,,",
)  # fmt: skip
SIGNS = (b"", b'"', b"\xff", b"\n", b"{", b",,", b": ", b"\x00", b"\r", b"- ")


@cache
def _feeds() -> list[tuple[str, Any]]:
    """Give the records of every golden case and of every sample that is there, each with its format."""
    found = [(case.values[0]["format"], case.values[0]["feed"]) for case in cases()]
    for name, form in SAMPLES.items():
        try:
            text = sample(name).read_text("utf-8")
        except pytest.skip.Exception:
            continue
        found.append((form, text if form == "csv" else json.loads(text)))
    return found


def mutations(count: int, seed: int) -> Iterator[tuple[str, Any]]:
    """Give feeds of a few records each, with values changed, moved, nested or taken away, or letters of the text."""
    rng = random.Random(seed)  # noqa: S311 - a run that fails must fail again
    for _ in range(count):
        form, feed = rng.choice(_feeds())
        if isinstance(feed, list):
            feed = [copy.deepcopy(rng.choice(feed)) for _ in range(rng.randint(1, 2))]
        feed = copy.deepcopy(feed) if isinstance(feed, dict) else feed
        if not isinstance(feed, str) and rng.random() < 0.8:
            for _ in range(rng.randint(1, 3)):
                _change(rng, feed)
            yield form, feed
            continue
        yield form, _letters(rng, (feed if isinstance(feed, str) else json.dumps(feed)).encode())


def _change(rng: random.Random, part: Any) -> None:
    """Change one value somewhere inside."""
    while isinstance(part, dict | list) and part:
        key: Any = rng.choice(list(part)) if isinstance(part, dict) else rng.randrange(len(part))
        if isinstance(part[key], dict | list) and part[key] and rng.random() < 0.7:
            part = part[key]
        elif isinstance(part, dict) and rng.random() < 0.2:
            part[rng.choice((*part, "moved"))] = part.pop(key)
            return
        else:
            part[key] = rng.choice(
                (copy.deepcopy(rng.choice(ODD)), str(part[key]), [part[key]], {"value": part[key]})
            )
            return


def _letters(rng: random.Random, raw: bytes) -> bytes:
    found = bytearray(raw)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(found) or 1)
        found[at : at + rng.choice((0, 1, 1, 30))] = rng.choice(
            (b"", b'"', b"\xff", b"\n", b"{", b",,", b": ", b"\x00", b"\r", b"- ")
        )
    return bytes(found)


def hold(count: int, seed: int) -> int:
    """Import changed feeds; give how many came through, each with sound listings only."""
    sound = 0
    for form, feed in mutations(count, seed):
        try:
            found = run(form, feed, strict=True, country="GB", time_zone="Europe/London")
        except FeedError:
            continue
        for entry in found.entries:
            Listing.model_validate(entry)
            # Editors of a hub have been through the numbers in its texts.
            private = {why for _, found in private_parts(entry) for why in found} - {Private.PHONE}
            assert not private, (form, feed)
        sound += 1
    return sound


def test_changed_feeds_end_with_a_sound_file_or_one_line() -> None:
    """Every import ends; what it writes is read again and has nothing private in it."""
    assert hold(300, 7) > 200


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_a_hundred_thousand_changed_feeds(seed: int) -> None:
    """The same, 100,000 times in all."""
    assert hold(5_000, 1_000 + seed) > 3_000


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    """An import that stops in the middle of its file leaves the old one, and no other beside it."""
    target = tmp_path / "groups.yaml"
    target.write_bytes(b"before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise FeedError("Nothing was written.")

    with pytest.raises(FeedError):
        replace_files({target: pieces()})
    assert [path.name for path in tmp_path.iterdir()] == ["groups.yaml"]
    assert target.read_bytes() == b"before"
