"""How much the wording rules find: `./hub bench wording FILE` counts it over sentences that somebody judged by hand.

FILE is a YAML list of `{kind, text}`; the kind is one that the rules speak against, or `ok` or `none` for an innocent
sentence. What is to be found counts as found whatever rule says so, but for rules on plain words; an innocent one
counts as flagged whatever rule says so. `--show` prints what was missed and what was flagged, so leave it out on
sentences that are to stay unseen.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from peerhub.articles.masking import mask_code
from peerhub.articles.prose import read_prose
from peerhub.articles.wording import Wording
from peerhub.articles.wording.loading import read_wording
from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

ENGINE = Path(__file__).resolve().parents[1]
INNOCENT, PLAIN = ("ok", "none"), "plain"


def kinds_found(wording: Wording, text: str) -> list[tuple[str, str, str]]:
    """Give kind, rule and words of all that is found in a text, as in an article."""
    sentences = [sentence for paragraph in read_prose(mask_code(text)) for sentence in paragraph.sentences]
    return [(find.rule.kind, find.rule.id, find.words) for find in wording.find(sentences)]


def main() -> int:
    """Judge every sentence and print the figures by kind."""
    parser = argparse.ArgumentParser(prog="./hub bench wording", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was missed and what was flagged")
    options = parser.parse_args()
    problems = Problems()
    source = read_yaml(ENGINE / "data" / "wording.yaml", "data/wording.yaml", problems)
    wording = read_wording(source, problems) if source else Wording()
    rows = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    same: Counter[str] = Counter()
    shown = []
    started = time.process_time()
    for row in rows:
        kind, text = row["kind"], row["text"]
        finds = kinds_found(wording, text)
        counted = finds if kind in INNOCENT else [find for find in finds if find[0] != PLAIN]
        total[kind] += 1
        found[kind] += bool(counted)
        same[kind] += any(find[0] == kind for find in finds)
        if bool(counted) == (kind in INNOCENT):
            shown.append(f"{kind:10} {text}" + "".join(f"\n{'':10}   {rule}: {words}" for _, rule, words in counted))
    spent = time.process_time() - started
    print(f"{'kind':10} {'sentences':>9} {'found':>6} {'share':>6} {'as that kind':>12}")
    for kind in sorted(total, key=lambda kind: (kind in INNOCENT, kind)):
        share = found[kind] / total[kind]
        print(f"{kind:10} {total[kind]:9} {found[kind]:6} {share:6.0%} {'' if kind in INNOCENT else same[kind]:>12}")
    print(f"{len(rows)} sentences, {1000 * spent / max(1, len(rows)):.2f} ms each, the rules made ready included.")
    if options.show:
        print("\n".join(["", *shown]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
