"""How well searches answer judged questions: a file of them, and what each search shows first.

A file is a list of `{q: what is typed, expect: pattern}`. The pattern is looked for, in any case, in the title and
the address of each result. Where `none` is a choice, to say honestly that there is nothing yet is right too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from bench.searchers import SHOWN, Own, Searcher, texts
from bench.serving import PackedServer

NONE = "none"

# Types into the search page, and reads what a reader sees, from the top: a block of help or an answer is one result.
_SHOWN = """async (text) => {
    const form = document.querySelector("[data-component='search-panel'] form");
    const field = form.querySelector("input");
    const results = form.querySelector("[data-search-results]");
    const type = (words) => {
        field.value = words;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const settled = async () => {
        do await new Promise((done) => setTimeout(done, 20));
        while (results.getAttribute("aria-busy") === "true");
    };
    type("");
    await settled();
    type(text);
    await settled();
    const said = (part) => [part.textContent, ...[...part.querySelectorAll("a")].map(({ href }) => href)].join(" ");
    const blocks = [...form.querySelectorAll("[data-search-help] > *, [data-search-answers] > *")].map(said);
    const links = [...results.querySelectorAll("li > a")].map((link) => `${link.textContent} ${link.href}`);
    const honest = form.querySelector("[data-search-missing]") || !results.querySelector("section");
    return honest ? [...blocks, "none"] : [...blocks, ...links];
}"""


@dataclass(frozen=True)
class Question:
    """What somebody types, and what must stand in the title or address of a result."""

    text: str
    expect: str

    def met_by(self, shown: str) -> bool:
        """Whether a result is what was looked for; only honesty itself is called none."""
        choices = self.expect.split("|")
        if shown == NONE:
            return NONE in choices
        wanted = "|".join(choice for choice in choices if choice != NONE)
        return bool(wanted) and re.search(wanted, shown, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Answered:
    """A question, what was shown first, and at which place the first right result stands; 0 for nowhere."""

    question: Question
    shown: list[str]

    @property
    def place(self) -> int:
        """Count from 1."""
        return next((at for at, one in enumerate(self.shown, 1) if self.question.met_by(one)), 0)


def read_questions(path: Path) -> list[Question]:
    """Read a file of judged questions."""
    return [Question(str(one["q"]), str(one["expect"])) for one in yaml.safe_load(path.read_text(encoding="utf-8"))]


def asked(browser: Browser, searcher: Searcher, hub: Path, questions: Sequence[Question]) -> list[Answered]:
    """Ask every question in one page."""
    own = isinstance(searcher, Own)
    titles = {} if own else {text.file: text.title for text in texts(hub)}
    with PackedServer(searcher.site) as server:
        page = browser.new_context().new_page()
        page.goto(server.url + ("search/" if own else searcher.opens), wait_until="load")
        if own:
            page.wait_for_selector("[data-component='search-panel'] form:not([hidden])")
        found = []
        for question in questions:
            if own:
                shown = [one.replace(server.url, "") for one in page.evaluate(_SHOWN, question.text)]
            else:
                addresses = searcher.results(page, server.url, question.text)[0]
                shown = [f"{titles.get(_file(address), '')} {address}" for address in addresses] or [NONE]
            found.append(Answered(question, [" ".join(one.split()) for one in shown[:SHOWN]]))
        page.context.close()
    return found


def _file(address: str) -> str:
    path = address.partition("#")[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def row(name: str, answers: Sequence[Answered]) -> str:
    """Write a search's line of the table: found first, among the first three, and the mean reciprocal rank."""
    places = [answer.place for answer in answers]
    first, three = (sum(0 < place <= most for place in places) / len(places) for most in (1, 3))
    mean = sum(1 / place for place in places if place) / len(places)
    return f"| {name} | {first:.2f} | {three:.2f} | {mean:.2f} |"


def misses(answers: Sequence[Answered]) -> Iterator[str]:
    """Name each question without a right result among the first three, with what stood there."""
    for answer in answers:
        if not 0 < answer.place <= 3:
            yield f"{answer.question.text!r} wants {answer.question.expect}"
            yield from (f"    {one[-110:]}" for one in answer.shown[:3])
