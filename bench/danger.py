"""How much danger is recognised: `./hub bench danger FILE...` counts it over searches that somebody labelled.

FILE is a YAML list of `{q, danger, who}`: danger is suicide, abuse, child, medical, loss, soft or none; `who`, as
me or other, may be missing. suicide is met by help for oneself or for somebody one fears for, child by help for a
child or for an adult; loss must not bring help for one's own suicide; soft is met by any help; with none, only the
quiet line may stand. Each search with a danger is tried again with one slip at each letter: left out, doubled,
changed and swapped.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright
from tools.test_command import find_browser

from bench.serving import PackedServer
from peerhub.directory.danger.compiling import Notation, compile_phrases
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.danger.reading import lines_of
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

ENGINE = Path(__file__).resolve().parents[1]
MET_BY = {"suicide": {"suicide", "worried"}, "child": {"child", "child-worry"}}
QUIET = "soft"
LABELS = ("suicide", "abuse", "child", "medical", "loss", QUIET, "none")
# A slip is mended in words of so many letters; in shorter ones it is only counted.
LONG = 5
SLOWED = 4
# A text of so many letters is the longest that is timed, after a quarter and a half of it.
LONGEST = 10_000
_BESIDE = dict(zip("abcdefghijklmnopqrstuvwxyz", "svxsdfghujkkmbiktyysttbehzusx", strict=False))

_TYPE = """async ([texts, compiled]) => {
    const { dangersIn } = await import("./components/search/dangers.mjs");
    dangersIn("", compiled);
    return texts.map((text) => {
        const begun = performance.now();
        dangersIn(text, compiled);
        return performance.now() - begun;
    });
}"""


class UnreadableError(ValueError):
    """Raised for a file that is no list of labelled searches; says where, what was found, and what to do."""


def read(file: Path) -> list[dict[str, str]]:
    """Give the searches of a file; a danger may be called a label there."""
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        found = " ".join(str(error).split())
        raise UnreadableError(f"{file} cannot be read ({found}). Name a YAML file of UTF-8 text.") from None
    if not isinstance(rows, list) or not rows:
        raise UnreadableError(
            f"{file} is no list. Write a line `- {{q: what is typed, danger: abuse}}` for each search."
        )
    return [_search(row, f"{file}, search {number},") for number, row in enumerate(rows, 1)]


def _search(row: object, where: str) -> dict[str, str]:
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise UnreadableError(f"{where} has no text under q. Write what is typed there, in quotation marks.")
    danger = row.get("danger", row.get("label"))
    if danger not in LABELS:
        known = ", ".join(LABELS)
        raise UnreadableError(f"{where} has the danger {danger!r}. Write one of these: {known}.")
    return {**row, "danger": danger}


def is_right(danger: str, found: list[str]) -> bool:
    """Tell whether what was found is what a label asks for."""
    if danger == "none":
        return not set(found) - {QUIET}
    if danger == QUIET:
        return bool(found)
    return bool(MET_BY.get(danger, {danger}) & set(found)) and not (danger == "loss" and "suicide" in found)


def slips(text: str, meant: Callable[[int], bool]) -> Iterator[str]:
    """Give a text with one slip at each letter of the words whose length is meant."""
    for word in re.finditer(r"[^\W\d_]+", text):
        for at in range(*word.span()) if meant(len(word[0])) else ():
            before, letter, after = text[:at], text[at], text[at + 1 :]
            yield before + after
            yield before + letter * 2 + after
            yield before + _BESIDE.get(letter.lower(), "x") + after
            if at + 1 < word.end() and after[0] != letter:
                yield before + after[0] + letter + after[1:]


def measure(recogniser: Recogniser, rows: list[dict[str, str]], *, misses: bool) -> None:
    """Print recall for each danger and each who, with a slip too, precision for each danger, and false alarms."""
    total, right, shown, true = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    slipped, kept = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    missed, quiet = [], 0
    for row in rows:
        danger, found = row["danger"], recogniser.dangers(row["q"])
        labels = [danger, *([f"{danger}, {row['who']}"] if "who" in row else [])]
        total.update(labels)
        if is_right(danger, found):
            right.update(labels)
        else:
            missed.append(f"  {danger:8} {row['q']}: {', '.join(found) or 'nothing'}")
        quiet += danger == "none" and found == [QUIET]
        for label in {next((label for label, by in MET_BY.items() if one in by), one) for one in found}:
            shown[label] += 1
            true[label] += danger == label
        for long in (True, False) if danger not in ("none", QUIET) else ():
            for text in slips(row["q"], lambda letters, long=long: (letters >= LONG) == long):  # type: ignore[misc]
                slipped[danger, long] += 1
                kept[danger, long] += is_right(danger, recogniser.dangers(text))
    print(f"{'':22} searches  right  share  with a slip  in a short word  precision")
    for label in sorted(total):
        line = f"{label:22} {total[label]:8} {right[label]:6} {right[label] / total[label]:6.1%}"
        for key, width in (((label, True), 12), ((label, False), 16)):
            line += f" {kept[key] / slipped[key]:{width}.1%}" if slipped[key] else " " * (width + 1)
        print(line + (f" {true[label] / shown[label]:10.1%}" if shown[label] else ""))
    if total["none"]:
        wrong = total["none"] - right["none"]
        print(f"False alarms: {wrong / total['none']:.1%}; the quiet line alone: {quiet / total['none']:.1%}.")
    if misses:
        print("\n".join(missed))


def explain(text: str) -> None:
    """Print each phrase that a text meets, with its line in data/phrases.yaml."""
    directory = load_directory(ENGINE, Problems())
    notation = Notation(directory.phrases.words)
    lines = [(path, line) for path, line in lines_of(directory.phrases) if notation.read(line)]
    recogniser = Recogniser(compile_phrases(directory.phrases))
    for match in recogniser.find(text):
        path, line = lines[match.phrase.number]
        where = directory.where_in("phrases", *path)
        print(f"{where}: {match.phrase.danger}: {line} (words {match.start + 1} to {match.end})")
    print(f"Together: {', '.join(recogniser.dangers(text)) or 'nothing'}.")


def time_keys(rows: list[dict[str, str]]) -> None:
    """Print what each key costs while searches are typed, with the processor slowed, and a text of 10,000 letters."""
    compiled = compile_phrases(load_directory(ENGINE, Problems()).phrases)
    keys = [row["q"][:end] for row in rows for end in range(1, len(row["q"]) + 1)]
    page_of_words = " ".join(row["q"] for row in rows)
    if not keys:
        return
    whole = page_of_words * (1 + LONGEST // len(page_of_words))
    long = [text[: LONGEST // part] for part in (4, 2, 1) for text in (whole, "a" * LONGEST, "kill my " * LONGEST)]
    with PackedServer(ENGINE / "overrides") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page()
        page.goto(server.url + "components/search/search-panel.html")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        script = _TYPE.replace("./components", f"{server.url}components")
        taken = page.evaluate(script, [keys, compiled])
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        longest = page.evaluate(script, [long, compiled])
        browser.close()
    print(f"{len(keys)} keys, slowed {SLOWED} times: median {statistics.median(taken):.2f} ms, ", end="")
    print(f"95th percentile {statistics.quantiles(taken, n=20)[-1]:.2f} ms.")
    for at, part in enumerate((4, 2, 1)):
        found = ", ".join(f"{one:.1f}" for one in longest[3 * at : 3 * at + 3])
        print(f"{LONGEST // part:,} letters, not slowed, of searches, of one word, of one phrase: {found} ms.")


def main() -> int:
    """Judge every search and print the figures by danger and by who asks."""
    parser = argparse.ArgumentParser(prog="./hub bench danger", description=__doc__)
    parser.add_argument("file", type=Path, nargs="*")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was a false alarm")
    parser.add_argument("--explain", metavar="TEXT", help="name the phrases that a text meets")
    parser.add_argument("--speed", action="store_true", help="time each key in a browser instead")
    options = parser.parse_args()
    if options.explain is not None:
        explain(options.explain)
    try:
        files = {file: read(file) for file in options.file}
    except UnreadableError as error:
        parser.exit(2, f"{error}\n")
    if options.speed:
        time_keys([row for rows in files.values() for row in rows])
        return 0
    recogniser = Recogniser(compile_phrases(load_directory(ENGINE, Problems()).phrases))
    for file, rows in files.items():
        print(file.name)
        measure(recogniser, rows, misses=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
