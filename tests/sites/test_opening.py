"""A hub opens on purpose: nothing is open by accident, and no day that passes closes it without a word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.sites.hubs import BUILT, Done, TinyHub, make_hub, open_doors, tree

from peerhub.opening.advice import advice, advice_hash
from peerhub.words import load_words

DAY = 24 * 60 * 60
NOINDEX = '<meta name="robots" content="noindex">'
DEMO, OVERDUE = "This is a demo.", "are overdue."


@pytest.fixture
def hub(tmp_path: Path) -> TinyHub:
    """A tiny hub that people have made ready and opened."""
    made = make_hub(tmp_path)
    open_doors(made)
    return made


def asked(hub: TinyHub, **changes: str) -> tuple[int, dict[str, Any]]:
    """What `./hub open-check` answers."""
    done = hub.hub("open-check", "--format", "json", **changes)
    found: dict[str, Any] = json.loads(done.out)
    return done.code, found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one["state"] for one in found["requirements"] if one["state"] != "met"}


def built(hub: TinyHub, days: int = 0) -> tuple[Done, str]:
    """Build a number of days later, and give what was said and the help page."""
    done = hub.hub("build", SOURCE_DATE_EPOCH=str(BUILT + days * DAY))
    path = hub.site / "get-help-now" / "index.html"
    return done, path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_hub_that_is_ready(hub: TinyHub) -> None:
    """Nothing stands in the way: exit 0, and neither a notice nor a word to search engines."""
    code, found = asked(hub)
    assert (code, found["may_open"], found["shown_as"], states(found)) == (0, True, "open", {})
    text = hub.hub("open-check")
    assert text.code == 0
    assert "Nothing stands in the way." in text.out
    assert "[ ]" not in text.out
    done, page = built(hub)
    assert (done.code, done.err) == (0, "")
    assert DEMO not in page
    assert OVERDUE not in page
    assert NOINDEX not in page


ASKED = [
    "emergency-number", "line-by-text", "two-lines", "contact", "safety-owner", "way-on-evening-circle",
    "review-helplines-GB",
    "review-phrases-suicide", "review-phrases-abuse", "review-phrases-child", "review-phrases-medical",
    "review-synonyms-topics", "review-synonyms-audiences", "review-synonyms-formats", "review-synonyms-kinds",
    "review-synonyms-countries", "review-articles-learn/helping.md", "review-articles-learn/listening.md",
    *(f"review-advice-{name}" for name in advice(load_words("en"))),
]  # fmt: skip


def test_a_demo_is_told_all_that_is_missing(tmp_path: Path) -> None:
    """Nothing fails, and each thing to do has its place and what to do there."""
    hub = make_hub(tmp_path)
    code, found = asked(hub)
    assert (code, found["may_open"], found["stage"], found["shown_as"]) == (1, False, "demo", "demo")
    assert states(found) == dict.fromkeys(ASKED, "missing")
    assert all(one["path"] and one["hint"] for one in found["requirements"])
    done, page = built(hub)
    assert done.code == 0
    assert DEMO in page
    assert NOINDEX in page


LINES = "data/helplines.yaml"
EMERGENCY = "kind: official}, checked: {on: 2026-11-01, by: Safety editor}}\n    lines"
LACKS = [
    ("mkdocs.yml", "contact: safety@hub.example", "contact: ''", "extra.hub.contact is empty"),
    ("mkdocs.yml", "safety_owner: Safety lead", "safety_owner: ''", "extra.hub.safety_owner is empty"),
    (LINES, EMERGENCY, "kind: official}}\n    lines", "The emergency number has not been checked"),
    (LINES, 'text: {number: "85258"}', 'phone: {number: "85258"}', "there is none"),
    (LINES, "        hours: {always: true}\n", "        hours: {text: At noon}\n", "only By Text is there"),
    ("data/phrases.yaml", "phrases: {en: [he hits me]}", "phrases: {en: []}", "there are no phrases for 'abuse'"),
    ("docs/index.md", "Tiny Hub\n", "Only a demonstration\n", "docs/index.md says 'demonstration'"),
    ("data/reviews.yaml", "  suicide:\n", "  suicidal:\n", "nobody has reviewed phrases suicide"),
    ("docs/index.md", "Tiny Hub\n", "This copy is tiny\n", "docs/index.md says 'This copy'"),
    ("data/groups.yaml", '  website: "https://circle.example/"\n', "", "evening-circle names nobody to ask"),
    ("data/reviews.yaml", "  learn/helping.md:\n", "  index.md:\n", "nobody has reviewed articles learn/helping.md"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), LACKS, ids=[lack[3] for lack in LACKS])
def test_open_without_it_is_an_error(hub: TinyHub, file: str, old: str, new: str, said: str) -> None:
    """A build of a hub that calls itself open names what is missing with its place, and leaves the old site."""
    hub.replace(file, old, new)
    hub.write("site/index.html", b"old")
    done, _ = built(hub)
    assert done.code == 1
    found = [line for line in done.err.splitlines() if said in line and line.endswith("[opening-gate]")]
    assert len(found) == 1, done.err
    assert found[0].split(": error: ")[0].rpartition(":")[2].isdigit()
    assert tree(hub.site) == {"index.html": b"old"}
    if said == LACKS[0][3]:
        assert hub.hub("check").code == 1
        assert hub.hub("open-check").code == 1


STANDING = """---
title: Who stands behind it
description: A page of the hub's own whose sentences about the hub itself follow from how the hub stands.
kind: policy
author: none
reviewed_by: none
last_updated: 2026-11-01
next_review: 2027-11-01
conflicts: none
sources: []
---
<!-- generated: stage -->

<!-- generated: articles-reviewed -->

<!-- generated: listings-checked -->

## Who is responsible

<!-- generated: publisher -->
"""


def standing(hub: TinyHub, days: int) -> str:
    """What a page of generated parts tells readers of the hub, so many days later."""
    hub.write("docs/about/index.md", STANDING)
    done, _ = built(hub, days)
    assert done.code == 0, done.err
    return (hub.site / "about/index.html").read_text(encoding="utf-8")


def test_what_a_demo_tells_of_itself(tmp_path: Path) -> None:
    """A demo says that it is one, that nobody answers for it, and what nobody has checked."""
    page = standing(make_hub(tmp_path), 0)
    assert "This copy is a demo" in page
    assert "No organisation has taken on this copy yet." in page
    assert "No clinician has reviewed these articles." in page


def test_what_an_open_hub_tells_of_itself(hub: TinyHub) -> None:
    """The same page in a hub that has opened speaks of no demo, names who answers, and later what is overdue."""
    page = standing(hub, 0)
    assert not re.search(r"\bdemo\b|this copy|as shipped", page, re.IGNORECASE)
    assert "What has been checked" in page
    assert "has not put its name here" in page
    assert "Safety lead answers for the safety of readers." in page
    hub.replace("mkdocs.yml", "contact:", "publisher: Example *Charity*\n    contact:")
    page = standing(hub, 68)
    assert "Example *Charity* runs this hub and answers for it." in page
    assert "Some checks are overdue" in page
    assert "What has been checked" not in page


def test_a_draft_waits_without_closing_the_hub(hub: TinyHub) -> None:
    """A page that nobody has read yet may lie there as a draft."""
    text = (hub.root / "docs/learn/helping.md").read_text(encoding="utf-8")
    hub.write("docs/learn/later.md", text.replace("kind: guide", "kind: guide\ndraft: true"))
    assert built(hub)[0].code == 0


@pytest.mark.parametrize(
    ("days", "shown", "noindex"), [(67, "", False), (68, OVERDUE, False), (157, OVERDUE, False), (158, DEMO, True)]
)
def test_days_that_pass_are_told_and_never_fail(hub: TinyHub, days: int, shown: str, noindex: bool) -> None:
    """A check lasts 90 days; then each page says that it is overdue, and 90 days later the hub is a demo again.

    The checks of this hub are 23 days old at first.
    """
    done, page = built(hub, days)
    assert done.code == 0
    assert (OVERDUE in page, DEMO in page, NOINDEX in page) == (shown == OVERDUE, shown == DEMO, noindex)
    warned = [line for line in done.err.splitlines() if "[opening-gate]" in line]
    assert bool(warned) == bool(shown)
    assert all(": warning: " in line for line in warned)
    if days in (67, 68):
        assert asked(hub, SOURCE_DATE_EPOCH=str(BUILT + days * DAY))[0] == (1 if shown else 0)


@pytest.mark.parametrize(
    ("file", "old", "new", "lapsed"),
    [
        ("docs/learn/helping.md", "When you can", "If you can", "review-articles-learn/helping.md"),
        ("data/phrases.yaml", "want to die", "want/wants to die", "review-phrases-suicide"),
        ("data/vocabulary.yaml", "words: [worry]", "words: [worries]", "review-synonyms-topics"),
        ("data/helplines.yaml", "116 123", "116 124", "review-helplines-GB"),
    ],
)
def test_a_change_of_the_text_is_told_and_never_stops_a_correction(
    hub: TinyHub, file: str, old: str, new: str, lapsed: str
) -> None:
    """A wrong number can be mended at night: the site is built, and says that something is to be looked at again."""
    hub.replace(file, old, new)
    if "116" in old:
        done, page = built(hub)
        assert done.code == 0, done.err
        assert "[review-lapsed]" in done.err
        assert OVERDUE in page
        assert NOINDEX not in page
    code, found = asked(hub)
    assert (code, states(found)) == (1, {lapsed: "lapsed"})


def test_signing_off(hub: TinyHub) -> None:
    """The command lists what there is to sign, writes one sign-off, and leaves every other byte of the file."""
    before = (hub.root / "data/reviews.yaml").read_text(encoding="utf-8")
    hub.write("data/reviews.yaml", f"# kept\n{before}")
    hub.replace("data/phrases.yaml", "want to die", "want/wants to die")
    assert "phrases\tsuicide\tlapsed\tExample reviewer on 2026-11-20\tPhrases for: Thoughts of suicide" in (
        hub.hub("review", "phrases").out.splitlines()
    )
    assert len(hub.hub("review").out.splitlines()) == 12 + len(advice(load_words("en")))
    done = hub.hub("review", "phrases", "suicide", "--role", "Clinical reviewer", "--by", "A. Example")
    assert (done.code, done.err) == (0, "")
    assert done.out == "phrases suicide: signed off on 2026-11-24, A. Example, Clinical reviewer\n"
    after = (hub.root / "data/reviews.yaml").read_text(encoding="utf-8")
    gone = [line for line in f"# kept\n{before}".splitlines() if line not in after.splitlines()]
    assert len(gone) == 1  # the hash; the other lines stand elsewhere too
    assert asked(hub)[0] == 0


def test_advice_that_changed_since_it_was_signed_is_named(hub: TinyHub) -> None:
    """The opening check and the sheet name the section whose sentence is another now, and no other section."""
    sentences = advice(load_words("en"))["worried.listen"]
    now, before = advice_hash(sentences), advice_hash((*sentences[:-1], "Say nothing."))
    hub.replace("data/reviews.yaml", now, before)
    code, found = asked(hub)
    assert (code, states(found)) == (1, {"review-advice-worried.listen": "lapsed"})
    sheet = hub.hub("report", "--safety").out.splitlines()
    assert f"  Advice worried.listen, changed since it was signed: correct yes / no   {now}" in sheet
    assert [line for line in sheet if line.startswith("    ")][-len(sentences) :] == [
        f"    {one}" for one in sentences
    ]
    assert hub.hub("review", "advice", "worried.listen", "--role", "Clinical reviewer").code == 0
    assert asked(hub)[0] == 0
    assert "Advice worried" not in hub.hub("report", "--safety").out


def test_the_first_sign_off_begins_the_file(tmp_path: Path) -> None:
    """It needs no file, several texts can be signed at once, and the check is content."""
    hub = make_hub(tmp_path)
    done = hub.hub("review", "articles", "learn/helping.md", "learn/listening.md", "--role", "Peer reviewer")
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert hub.hub("check").err == "0 errors, 0 to look at.\n"
    assert {one for one in states(asked(hub)[1]) if "articles" in one} == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "articels"), "Did you mean 'articles'?"),
        (("review", "articles", "learn/helpin.md", "--role", "Reader"), "Did you mean 'learn/helping.md'?"),
        (("review", "articles", "learn/helping.md"), "Say in what --role"),
        (("review", "articles", "learn/helping.md", "--role", "Reader", "--on", "2026-11-25"), "is yet to come"),
        (("review", "articles", "learn/helping.md", "--role", "x" * 201), "at most 200 characters"),
        (("review", "articles", "learn/helping.md", "index.md", "--role", "Reader"), "Nothing was written."),
    ],
)
def test_what_cannot_be_signed_is_said(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """A slip is answered in a line, and nothing is written."""
    hub = make_hub(tmp_path)
    done = hub.hub(*words)
    assert done.code in (1, 2)
    assert said in done.err
    assert not (hub.root / "data/reviews.yaml").exists()


def test_a_file_that_cannot_be_edited_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written when the edit would lose something."""
    hub = make_hub(tmp_path, {"data/reviews.yaml": "{phrases: {}}\n"})
    done = hub.hub("review", "articles", "learn/helping.md", "--role", "Reader")
    assert done.code == 1
    assert "data/reviews.yaml: " in done.err
    assert (hub.root / "data/reviews.yaml").read_text(encoding="utf-8") == "{phrases: {}}\n"


def test_slips_in_the_file_of_sign_offs(tmp_path: Path) -> None:
    """An unknown kind or name is an error with its line."""
    hash_ = "sha256:" + "0" * 64
    entry = f"{{role: X, on: 2026-01-01, hash: '{hash_}'}}"
    text = f"phrase: {{}}\nphrases:\n  suicid: {entry}\nhelplines:\n  GB: {entry}\n"
    done = make_hub(tmp_path, {"data/reviews.yaml": text}).hub("check")
    assert done.code == 1
    assert done.out.splitlines() == [
        "data/reviews.yaml:1: error: phrase is no kind of text to sign off. Did you mean 'phrases'? [review-value]",
        "data/reviews.yaml:3: error: phrases.suicid signs off 'suicid', which is not in the hub's data. "
        "Did you mean 'suicide'? [review-page]",
        "data/reviews.yaml:5: warning: helplines.GB no longer holds for 'GB': its text has changed since. "
        "Have it read again, then run: ./hub review helplines GB --role ROLE [review-lapsed]",
    ]


def test_a_hub_in_another_language_waits_for_a_named_reader(hub: TinyHub) -> None:
    """Its words were checked by nobody: a role is not enough, somebody who grew up with the language gives a name."""
    hub.replace("mkdocs.yml", "stage: open", "stage: open\n    language: es")
    code, found = asked(hub)
    assert (code, states(found)) == (1, {"review-words-es": "missing"})
    assert hub.hub("review", "words", "es", "--role", "Native reviewer").code == 0
    code, found = asked(hub)
    assert (code, states(found)) == (1, {"review-words-es": "missing"})
    assert hub.hub("review", "words", "es", "--role", "Native reviewer", "--by", "A. Example").code == 0
    assert asked(hub)[0] == 0
