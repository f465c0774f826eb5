"""A hub in a language made by machine: every word of the interface comes out changed, and what stays is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from tests.sites.hubs import ENGINE, TinyHub
from tests.sites.pseudo_hub import english_in, english_text, english_values, parse, place_of, pseudo_hub

from peerhub.hub import STANDARD_PAGES
from peerhub.settings import Settings
from peerhub.words import load_words
from peerhub.words.pseudo import PSEUDO
from peerhub.words.script_strings import schedule_words_file, script_strings

# Lines of a calendar that people see.
_SEEN = re.compile(r"^(?:SUMMARY|DESCRIPTION|NAME|X-WR-CALNAME|COMMENT)[^:\n]*:(.*)$", re.MULTILINE)
# What a script says to people stands in the words that it is given, never between quotes of its own.
_SAID = re.compile(
    r"""(?:textContent|innerText|title|ariaLabel|placeholder) = ["']([^"'\n]*[a-z]{2}[^"'\n]*)["']"""
    r"""|(?:announce|alert)\(["']([^"'\n]*)["']"""
)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
_SENTENCE = re.compile(r"""["'`]([A-Z][a-z]+(?: [a-z]+)+[^"'`\n]*)["'`]""")
# For whoever looks into the browser's console.
_FOR_MAKERS = re.compile(r"(?:console\.\w+|new \w*Error)\([^)]*\)")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """A hub in accented English, built once."""
    hub = pseudo_hub(tmp_path_factory.mktemp("pseudo"))
    done = hub.hub("build")
    assert done.code == 0, done.err
    return hub


def test_no_word_of_a_page_stays_english(site: TinyHub) -> None:
    """Texts, labels, descriptions of pictures, and what scripts find in a page: all come from the catalogue."""
    content = set(_lent())
    found = defaultdict(list)
    for file in sorted(site.site.rglob("*.html")):
        for text in english_in(file.read_text("utf-8")):
            if text not in content:
                found[text].append(file.relative_to(site.site).as_posix())
    assert [f"{place_of(text)}: {text!r} on {pages[0]}" for text, pages in found.items()] == []


def test_no_word_of_a_feed_or_calendar_stays_english(site: TinyHub) -> None:
    """What a calendar shows, and the titles and texts of feeds."""
    found = [
        f"{file.name}: {text}" for file in sorted(site.site.rglob("*.ics")) for said in _SEEN.findall(_unfolded(file))
        for text in english_text(said)
    ]  # fmt: skip
    content = set(_lent())
    for file in sorted(site.site.rglob("*.xml")):
        for said in re.findall(r"<(?:title|content|summary|subtitle|name)[^>]*>([^<]+)<", file.read_text("utf-8")):
            found += [
                f"{file.name}: {text}" for text in english_text(said) if not any(one in text for one in content)
            ]
    assert found == []


def test_no_word_that_scripts_are_given_stays_english() -> None:
    """What every page's scripts say, and the words of dates."""
    given = script_strings(Settings(namespace=UUID(int=1), language=PSEUDO), load_words(PSEUDO))
    assert [*english_values(given), *english_values(parse(schedule_words_file(PSEUDO)[1].decode(), "dates"))] == []


def test_no_script_has_words_of_its_own() -> None:
    """A sentence between quotes in a script would be English in every language."""
    found = []
    for file in sorted((ENGINE / "overrides" / "components").rglob("*.*js")):
        text = _FOR_MAKERS.sub("", _COMMENT.sub("", file.read_text("utf-8")))
        said = [match[0] for pattern in (_SENTENCE, _SAID) for match in pattern.finditer(text)]
        found += [f"{file.relative_to(ENGINE)}: {one}" for one in said]
    assert found == []


def test_the_e_mail_that_asks_a_group_is_in_the_language(site: TinyHub) -> None:
    """The draft is made of the catalogue's words and of what the listing says."""
    done = site.hub("due", "--weeks", "53", "--emails", str(site.root / "asking"))
    drafts = sorted((site.root / "asking").glob("*.eml"))
    assert drafts, done.err
    import email
    from email.policy import default

    for draft in drafts:
        message = email.message_from_bytes(draft.read_bytes(), policy=default)
        said = [str(message["Subject"]), *message.get_content().splitlines()]
        assert [text for line in said for text in english_text(line)] == []


def test_what_stays_english_is_found() -> None:
    """The eye of these tests is no blind one: text, label, placeholder and what a script is given."""
    page = (
        "<title>Ţî</title><body><p>Çåļļ us</p><a aria-label='Go on'>é</a><input placeholder='Type it'>"
        "<p data-none='Nothing here'></p><p lang=en>Help</p><p>https://a.example/x</p>"
    )
    assert sorted(english_in(page)) == ["Go on", "Nothing here", "Type it", "Çåļļ us"]


def _lent() -> Iterator[str]:
    """Give the titles and descriptions of the pages that the engine lends, which are content marked as English."""
    for page in STANDARD_PAGES:
        front = parse((ENGINE / "docs" / page).read_text("utf-8").split("---\n")[1], page)
        yield from (str(front[name]) for name in ("title", "description", "content_note") if front.get(name))


def _unfolded(file: Path) -> str:
    return file.read_text("utf-8").replace("\r\n", "\n").replace("\n ", "")
