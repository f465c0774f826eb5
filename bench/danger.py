"""How much danger is recognised: `./hub bench danger FILE...` counts it over searches that somebody labelled.

FILE is a YAML list of `{q, danger, who}`: danger is suicide, abuse, child, medical, loss, soft or none; `who`,
such as me or other, may be missing. suicide is met by help for oneself or for somebody one fears for, child by help
for a child or for an adult; loss must not bring help for one's own suicide; soft is met by any help; with none, only
the quiet line may stand. Each search is also tried with each letter of a word of five letters or more left out.
`--misses` prints what was missed, so leave it out on searches that are to stay unseen. `--explain TEXT` names the
phrases that a text meets.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from peerhub.directory.danger.compiling import compile_phrases
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

ENGINE = Path(__file__).resolve().parents[1]
MET_BY = {"suicide": {"suicide", "worried"}, "child": {"child", "child-worry"}}
QUIET = "soft"


def is_right(danger: str, found: list[str]) -> bool:
    """Tell whether what was found is what a label asks for."""
    if danger == "none":
        return not set(found) - {QUIET}
    if danger == QUIET:
        return bool(found)
    return bool(MET_BY.get(danger, {danger}) & set(found)) and not (danger == "loss" and "suicide" in found)


def slips(text: str) -> Iterator[str]:
    """Give a text with each letter inside a word of five letters or more left out in turn."""
    for word in re.finditer(r"[^\W\d_]{5,}", text):
        for at in range(word.start() + 1, word.end()):
            yield text[:at] + text[at + 1 :]


def main() -> int:
    """Judge every search and print the figures by danger and by who asks."""
    parser = argparse.ArgumentParser(prog="./hub bench danger", description=__doc__)
    parser.add_argument("file", type=Path, nargs="*")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was a false alarm")
    parser.add_argument("--explain", metavar="TEXT", help="name the phrases that a text meets")
    options = parser.parse_args()
    recogniser = Recogniser(compile_phrases(load_directory(ENGINE, Problems()).phrases))
    if options.explain is not None:
        for match in recogniser.find(options.explain):
            print(f"{match.phrase.danger}: {match.phrase} from word {match.start + 1} to {match.end}")
        print(f"together: {', '.join(recogniser.dangers(options.explain)) or 'nothing'}")
    for file in options.file:
        print(file.name)
        measure(recogniser, yaml.safe_load(file.read_text(encoding="utf-8")), options.misses)
    return 0


def measure(recogniser: Recogniser, rows: list[dict[str, str]], misses: bool) -> None:
    """Print recall for each danger and each who, precision for each danger, and recall with one letter missing."""
    total, right, slipped, kept = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    shown, true = Counter[str](), Counter[str]()
    missed = []
    for row in rows:
        danger, found = row["danger"], recogniser.dangers(row["q"])
        labels = [danger, *([f"{danger}, {row['who']}"] if "who" in row else [])]
        good = is_right(danger, found)
        total.update(labels)
        right.update(labels if good else [])
        if not good:
            missed.append(f"  {danger:8} {row['q']}: {', '.join(found) or 'nothing'}")
        for one in found:
            label = next((label for label, by in MET_BY.items() if one in by), one)
            shown[label] += 1
            true[label] += danger == label
        for text in slips(row["q"]) if danger not in ("none", QUIET) else ():
            slipped[danger] += 1
            kept[danger] += is_right(danger, recogniser.dangers(text))
    print(f"{'':18} searches  right   share  with a letter missing  precision")
    for label in sorted(total):
        line = f"{label:18} {total[label]:8} {right[label]:6} {right[label] / total[label]:7.0%}"
        line += f" {kept[label] / slipped[label]:21.0%}" if slipped[label] else " " * 22
        print(line + (f" {true[label] / shown[label]:10.0%}" if shown[label] else ""))
    if misses:
        print("\n".join(missed))


if __name__ == "__main__":
    sys.exit(main())
