"""The whole check: from files on disk to every problem, whatever the files hold."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.articles.written import TODAY, reference, write, write_text

from peerhub.articles.article import read_article
from peerhub.articles.article_check import check_all, check_articles, links_between
from peerhub.articles.context import Context
from peerhub.articles.known import KnownWords
from peerhub.articles.markdown_shown import Block, differences
from peerhub.articles.prose import LONGEST_PARAGRAPH, long_paragraph
from peerhub.articles.sentences import _dictionary, syllables_of
from peerhub.articles.wording import Heed, Wording, WordingKind, WordingRule
from peerhub.problems import Problems, Severity
from peerhub.store.cache import CacheTable


def put(root: Path, path: str, body: str, **front: Any) -> None:
    """Write an article into a hub's docs folder."""
    file = root / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write_text(body, front), encoding="utf-8")


def check(root: Path, **context: Any) -> list[str]:
    """Check a hub's articles and give everything said of them, by file and line."""
    checked = check_articles(root, root / "docs", Context(TODAY, **context))
    return [str(problem) for problem in checked.problems.sorted()]


def test_a_draft_stops_nothing(tmp_path: Path) -> None:
    """What an unfinished page lacks is told as warnings: nobody is shown it yet."""
    put(tmp_path, "index.md", "Words.")
    put(tmp_path, "why/one.md", "TODO: say [this](index.md).", draft=True)
    found = [line for line in check(tmp_path) if "why/one.md" in line]
    assert any("[template-words]" in line for line in found)
    assert all(": warning: " in line for line in found)


def test_all_problems_of_all_files(tmp_path: Path) -> None:
    """Every file is checked, and everything wrong is told with its file and line."""
    put(tmp_path, "index.md", "[One](why/one.md) and [the section](why/index.md).")
    put(tmp_path, "why/index.md", "[@doe-2021]", sources=["doe-2021"])
    put(tmp_path, "why/one.md", "Words [@do-2021].\n\n[Here](two.md)", topics=["x"])
    (tmp_path / "docs" / "bad.md").write_bytes(b"---\n\xff")
    assert check(tmp_path, references={"doe-2021": reference("doe-2021")}, topics=frozenset()) == [
        "docs/bad.md: error: is not UTF-8 text. Save the file as UTF-8. [file-utf8]",
        "docs/why/one.md:2: error: sources lacks do-2021. Write: sources: [do-2021] [citation-sources]",
        "docs/why/one.md:6: error: topics[0] is the unknown topic 'x'. Use an id from data/vocabulary.yaml. "
        "[known-topic]",
        "docs/why/one.md:8: error: cites the unknown source 'do-2021'. Did you mean 'doe-2021'? [citation-unknown]",
        "docs/why/one.md:10: error: has a link that only says 'Here'. Name what the link leads to: "
        "[How listings are checked](...). [link-text]",
    ]


def test_orphans(tmp_path: Path) -> None:
    """A page is found by a link, by a related page or by the navigation that is passed in; itself does not count."""
    put(tmp_path, "index.md", "[Linked](linked.md#part)", related=["related.md"])
    for name in ("linked", "related", "in-nav", "orphan"):
        put(tmp_path, f"{name}.md", f"[Self]({name}.md)")
    said = check(tmp_path, linked=frozenset(["in-nav.md"]))
    assert [line.split(":")[0] for line in said] == ["docs/orphan.md"]


def test_what_was_found_before_is_found_again(tmp_path: Path) -> None:
    """With a table, a check after any edit says what a check without one says: of the edited page and of others."""
    table = CacheTable()
    texts = {"index.md": "[One](one.md) [@a-2021]", "one.md": "[Here](two.md) [@b-2021]", "two.md": "Words."}
    known: dict[str, Any] = {"references": {"a-2021": reference("a-2021")}}
    edits: list[tuple[str, str | None, dict[str, Any]]] = [
        ("one.md", texts["one.md"], {}),
        ("one.md", "No link [@a-2021].", {}),  # two.md is an orphan now
        ("three.md", "[Click here](two.md)", {}),
        ("three.md", None, {}),
        ("one.md", texts["one.md"], {"references": {key: reference(key) for key in ("a-2021", "b-2021")}}),
        ("one.md", texts["one.md"], {"topics": frozenset("x")}),
    ]
    for name, text in texts.items():
        put(tmp_path, name, text, topics=["x"])
    for name, edit, changed in edits:
        if edit is None:
            (tmp_path / "docs" / name).unlink()
        else:
            put(tmp_path, name, edit, topics=["x"])
        context = Context(TODAY, **{**known, **changed})
        warm = check_articles(tmp_path, tmp_path / "docs", context, table)
        clean = check_articles(tmp_path, tmp_path / "docs", context)
        assert list(warm.problems) == list(clean.problems)
        again = CacheTable(table.text())
        assert list(check_articles(tmp_path, tmp_path / "docs", context, again).problems) == list(clean.problems)
        assert set(again.text().splitlines()) <= set(table.text().splitlines())


def test_a_twenty_megabyte_picture_is_not_read(tmp_path: Path) -> None:
    """A picture's weight is asked of the file system; here the file has no contents to read."""
    put(tmp_path, "index.md", "![Chairs](chairs.jpg)")
    with (tmp_path / "docs" / "chairs.jpg").open("wb") as picture:
        picture.truncate(20_000_000)
    (line,) = check(tmp_path)
    assert "weighs 20.0 MB" in line


def test_a_picture_that_grew_is_found_beside_a_text_that_did_not_change(tmp_path: Path) -> None:
    """What is kept of an article rests on the sizes of its pictures too, and on whether they are there."""
    table, picture = CacheTable(), tmp_path / "docs" / "chairs.jpg"
    put(tmp_path, "index.md", "![Chairs](chairs.jpg)")
    found = []
    for size in (1_000, 20_000_000, 1_000, None):
        if size is None:
            picture.unlink()
        else:
            picture.write_bytes(b"")
            os.truncate(picture, size)
        warm = check_articles(tmp_path, tmp_path / "docs", Context(TODAY), table)
        assert list(warm.problems) == list(check_articles(tmp_path, tmp_path / "docs", Context(TODAY)).problems)
        found.append(any("weighs 20.0 MB" in problem.got for problem in warm.problems))
    assert found == [False, True, False, False]


def test_required_references(tmp_path: Path) -> None:
    """A reference marked required that nobody cites is told once."""
    put(tmp_path, "index.md", "[@a-2001]", sources=["a-2001"])
    references = {key: reference(key, required=True) for key in ("a-2001", "b-2002")}
    assert check(tmp_path, references=references) == [
        "data/references.yaml: error: has the required reference 'b-2002', which no page cites. Cite it where it "
        "belongs, or remove 'required' from its entry. [citation-required]"
    ]


def test_huge_articles_are_refused(tmp_path: Path) -> None:
    """A Markdown file of more than a million bytes is not read."""
    put(tmp_path, "index.md", "x" * 1_000_001)
    (line,) = check(tmp_path)
    assert line.startswith("docs/index.md: error: is larger than 1,000,000 bytes. Split it")


def test_links_between() -> None:
    """Links lead where a browser would go: up, down, encoded, to a folder; other schemes and sites lead nowhere."""
    body = (
        "[a](../up.md) [b](down/x.md#y) [c](a%20b.md) [d](folder/) [e](group:x) [f](https://x.example/z.md) "
        "[g](/root.md) [h](../../out.md) [i](#here) [j](help:) `[k](code.md)` <!-- [l](comment.md) -->"
    )
    article, _ = write(body, "why/page.md")
    assert links_between([article]) & {
        "up.md", "why/down/x.md", "why/a b.md", "why/folder/index.md", "why/code.md", "why/comment.md", "root.md",
    } == {"up.md", "why/down/x.md", "why/a b.md", "why/folder/index.md"}  # fmt: skip


RULES = Wording(
    {"harm": WordingKind(says="harms", heeds=tuple(Heed))},
    {"filler": "the, of, *ly", "denial": "not, no", "hedge": "may", "near-denial": "no", "turn": "but"},
    [
        WordingRule(
            id="x",
            kind="harm",
            patterns=("a ... b", "a + b", "<filler> suicide"),
            unless=("a + cake",),
            forbidden=("a",),
            allowed=("b",),
            why="y",
            better="z",
            severity=Severity.ERROR,
        )
    ],
)
# fmt: off
SIGNS = st.sampled_from([
    "[@", "]", "[", "(", ")", "![", "<", ">", "<!--", "-->", "editorial: allow", " because ", "`", "```", "~~~",
    "\n", "\n\n", "    ", "# ", "- ", "1. ", "| ", "---", "===", "!!! note", "*", "_",
    "\\", "&#10;", '"', "“", "'", "a", "b.",
    "{.x}", "://", "www.", "suicide", "script", "\x00", "\u2028", "é", "😀", "\t", "\r", "help:", "…", "e.g.", "8.30",
])
# fmt: on


@given(st.one_of(st.text(max_size=200), st.lists(SIGNS, max_size=60).map("".join)), st.booleans())
def test_any_text(text: str, with_front: bool) -> None:
    """No Markdown makes the check fail, and each problem has a line of the file."""
    problems = Problems()
    article = read_article(write_text(text, {}) if with_front else text, "page.md", "docs", problems)
    context = Context(TODAY, frozenset(), {"a": reference("a")}, wording=RULES)
    problems.extend(check_all([article], context))
    lines = text.count("\n") + text.count("\r") + 20
    assert all(1 <= (problem.where.line or 0) <= lines for problem in problems)
    assert all(str(problem) for problem in problems)


@pytest.mark.parametrize(
    "piece",
    ["[", "[[", "![", "[a](", "[a](b ", "`", "` ``", "<", "<a ", "<!--", "*", "> ", '"', "'a ", "(", "a. ", "#", "# ",
     "|", "- ", "    a\n\n", "[@a;", "&#", "www.", "\\", "[a]: b\n", "A.", "=", "{.", "<script", "![a](",
     "?!", "Mr. ", "|-", "[^", "_", "!!! ", "“", "a not ", "a b ", "A b ", "a, ", "no a "],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    """The longest paragraph that may be, of anything, is read in a moment."""
    article, _ = write(piece * (LONGEST_PARAGRAPH // len(piece)))
    started = time.process_time()
    list(check_all([article], Context(TODAY, references={}, wording=RULES)))
    # The engine's own patterns take a tenth of a second on a slow machine, and Python-Markdown may take two.
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("before", "line"),
    [("", 0), ("* ", 0), ("| a |\n|---|\n| ", 2), ("Words\n- ", 0)],
    ids=["text", "item", "row", "no list"],
)
def test_no_rule_sees_a_paragraph_without_end(before: str, line: int) -> None:
    """It is told with its line, and nothing else of the page is looked at."""
    article, _ = write(f"Hello.\n\n{before}{'[' * 200_000}")
    (found,) = check_all([article], Context(TODAY))
    assert "begins a paragraph of more than 2,500 characters. Leave empty lines" in str(found)
    assert found.where.line == article.document.first_line + 2 + line


@pytest.mark.parametrize("short", ["Words.\n\n", "- Words.\n", "1. Words\n  go on.\n", "| Words. |\n"])
def test_many_short_pieces_are_no_long_one(short: str) -> None:
    """Paragraphs, items and rows are each counted alone."""
    assert long_paragraph(short * 2_000) is None


def test_brackets_that_nobody_closes_are_not_read() -> None:
    """Markdown looks for the end of each as far as the paragraph goes: the page says so instead of taking minutes."""
    text = "Words.\n\n" + "[a " * 21
    assert long_paragraph(text) == (2, "with more than 20 brackets that are not closed")
    assert long_paragraph("[a] " * 400 + "\n\n" + "[a " * 15 + "\n\n" + "[a " * 15) is None


def test_a_long_table_is_compared_in_time() -> None:
    """Cells that are all alike are not compared each with each."""
    rows = [Block("td", "x", number) for number in range(20_000)]
    one, other = ([Block(shape, "one"), *rows, Block(shape, "two")] for shape in ("p", "h2"))
    assert list(differences(one, [*one])) == []
    assert [found.here for found in differences(one, other)] == [other[0], other[-1]]


@pytest.mark.parametrize("kept", [None, "[]", "damaged"])
def test_a_word_is_counted_once(kept: str | None) -> None:
    """A later check opens no dictionary for the words of an earlier one, and a table of another form counts anew."""
    table = CacheTable()
    first = KnownWords(table)
    assert first.syllables_in("anxiety") == 4
    first.keep()
    text = table.text() if kept is None else f"words {kept}\n"
    syllables_of.cache_clear()
    _dictionary.cache_clear()
    assert KnownWords(CacheTable(text)).syllables_in("anxiety") == 4
    assert _dictionary.cache_info().currsize == (0 if kept is None else 1)
