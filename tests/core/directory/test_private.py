"""One reader of what must not be public, held against notes as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.directory.private.links import link_holds_secret, without_secrets
from peerhub.directory.private.listing_texts import private_parts
from peerhub.directory.private.quick_look import may_be_private
from peerhub.directory.private.reader import Private, _private, open_text, private_in
from peerhub.directory.private.tokens import tokens_of
from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

_FILE = Path(__file__).parent / "cases" / "private.yaml"
KINDS = {"code": Private.CODE, "person": Private.PERSON, "phone": Private.PHONE, "gift": Private.GIFT}


def notes() -> dict[str, list[str]]:
    problems = Problems()
    source = read_yaml(_FILE, _FILE.name, problems)
    assert source is not None, [str(problem) for problem in problems]
    found: dict[str, list[str]] = source.data
    return found


NOTES = notes()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_private_is_found(kind: str) -> None:
    """Every note of the file is found out, whatever the language and the spelling."""
    assert [note for note in NOTES[kind] if not private_in(note)] == []


def test_what_is_not_private_passes() -> None:
    """Rooms, buses, years, prices and talk of passwords give nothing away."""
    assert [note for note in NOTES["nothing"] if private_in(note)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_takes_its_paragraph_and_no_other(kind: str) -> None:
    """Nothing of the paragraph stays, even behind "St."; and what stands apart does."""
    for note in NOTES[kind]:
        if "\n" not in note:
            text = f"All are welcome.\n\nWe meet at St. Anne's. {note}\n\nTea is free."
            left, why = open_text(text)
            assert why, note
            assert left == "All are welcome.\n\nTea is free.", note


def test_a_label_takes_the_next_paragraph_too() -> None:
    """A secret on the line below its label goes with it."""
    for text in ("Passcode:\n\nPeerHope", "Zoom pw\n\n4711", "Our door code is:\n\n1984#"):
        assert open_text(f"Welcome.\n\n{text}") == ("Welcome.", frozenset({Private.CODE}))


@given(
    st.lists(st.sampled_from([note for part in NOTES.values() for note in part]), min_size=1, max_size=3),
    st.sampled_from([" ", "\n", "\n\n", ". "]),
)
def test_nothing_private_is_left(parts: list[str], between: str) -> None:
    """However notes are put together, what comes out holds nothing private, and is part of what went in."""
    text = between.join(parts)
    left, _ = open_text(text)
    assert not private_in(left)
    assert all(paragraph in text for paragraph in left.split("\n\n"))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text stops the reader, and what its quick look passes over holds nothing."""
    private_in(text)
    if not may_be_private(text):
        assert not _private(text, tokens_of(text), frozenset())


@given(st.lists(st.sampled_from(sorted({word for part in NOTES.values() for note in part for word in note.split()}))))
def test_the_quick_look_passes_over_nothing(words: list[str]) -> None:
    """Whatever words of notes stand together, a text that the quick look lets pass holds nothing private."""
    text = " ".join(words)
    if not may_be_private(text):
        assert not _private(text, tokens_of(text), frozenset())


@pytest.mark.parametrize(
    "unit",
    [
        "a-",
        "1 ",
        "pass ",
        "zoom ",
        "1-",
        "a.",
        "?!",
        "(",
        "code: ",
        "\n\npw",
        "Call Al ",
        "0 7 ",
        "@a",
        " @ a . ",
        "three ",
    ],
)
def test_long_texts_end(unit: str) -> None:
    """A text of one sign repeated is read like any other, in time that grows with its length alone."""
    private_in(unit * (60_000 // len(unit)))


@pytest.mark.parametrize(
    ("link", "open_"),
    [
        ("https://zoom.us/j/123?pwd=abc", "https://zoom.us/j/123"),
        ("https://zoom.us/j/123?pwd=abc#success", "https://zoom.us/j/123"),
        ("https://x.example/?a=1&token=2&page=3", "https://x.example/?a=1&page=3"),
        ("https://x.example/?a=1&amp;pwd=1", "https://x.example/?a=1"),
        ("https://x.example/%3Fpwd%3Dabc", "https://x.example/"),
        ("https://tom:secret@x.example/room", "https://x.example/room"),
        ("https://x.example/#access_token=abc", "https://x.example/"),
        ("https://x.example/?id=12&page=3#times", None),
        ("https://x.example/passage?passage=4", None),
    ],
)
def test_links(link: str, open_: str | None) -> None:
    """A key is taken out of a link, however it is written; a link without one stays as it is."""
    assert without_secrets(link) == (open_ or link, open_ is not None)
    assert link_holds_secret(link) == (open_ is not None)


def test_every_field_with_words_is_looked_through() -> None:
    """Names and venues too; numbers that the organisation gives to be called are its own."""
    entry = {
        "name": "Serenity - PW 4711",
        "place": {"venue": "Hall, keypad 2580", "street": "12 High Street", "postcode": "94024-1234"},
        "online": {"url": "https://zoom.us/j/81234567890?pwd=x"},
        "meetings": [{"days": ["monday"], "starts": "19:00", "note": "Zoom 812 3456 7890"}],
        "join": {"phone": "+44 113 496 0000", "note": "Call 0113 496 0000."},
    }
    found = dict(private_parts(entry))
    assert list(found) == [("name",), ("place", "venue"), ("online", "url"), ("meetings", 0, "note")]
    assert all(Private.CODE in kinds for kinds in found.values())
