"""What is read in people's own notes: `./hub bench notes FILE` counts it over notes that somebody judged by hand.

FILE is a YAML list. `{text, secret, kind}` asks whether a note must be kept out; `{text, rule}` asks for its rhythm:
`weekly TU,TH 19:00`, `biweekly FR`, `monthly 1MO,-1FR 18:30`, `daily 12:00`, several with `;` between, `except:
August` behind, or `unsure`. A rhythm that is left open where one was said counts as open, never as right; one that is
claimed and is another is wrong. `--show` prints all that is not right, so leave it out on notes that stay unseen.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from peerhub.directory.private.reader import private_in
from peerhub.schedule.days import MONTHS, WEEKDAYS
from peerhub.schedule.stated.reader import stated

_DAYS = {day[:2].upper(): day for day in WEEKDAYS}
_EVERY = {"weekly": "week", "daily": "week", "biweekly": "2 weeks", "monthly": "month"}
_RULE = re.compile(r"(?P<every>weekly|biweekly|monthly|daily)(?: (?P<days>[-0-9A-Z,]+))?(?: (?P<hour>\d\d:\d\d))?\Z")
Told = frozenset[tuple[str, str, str, str]]


def rhythm_of(rule: str) -> Told:
    """Give a rule's rhythm as one entry for each day: how often, day, which week, hour."""
    found = []
    for part in rule.partition(" except:")[0].split(";"):
        match = _RULE.match(part.strip())
        if match is None:
            raise ValueError(f"no rule: {part}")
        for said in match["days"].split(",") if match["days"] else _DAYS:
            week = said[:-2].replace("-1", "last")
            found += [(_EVERY[match["every"]], _DAYS[said[-2:]], week, match["hour"] or "")]
    return frozenset(found)


def rhythm_read(slots: Iterable[Mapping[str, Any]]) -> Told:
    """Give the rhythm of slots that were read, in the same form."""
    return frozenset(
        (str(slot.get("every", "week")), day, str(week), str(slot.get("starts", "")))
        for slot in slots
        for day in slot.get("days", ())
        for week in slot.get("weeks") or [""]
    )


def judge_rhythm(text: str, rule: str) -> str:
    """Say whether what is read of a note is right, left open or wrong."""
    read = stated(text)
    if read.unsure or not read.slots:
        return "right" if rule == "unsure" else "open"
    if rule == "unsure":
        return "right" if not rhythm_read(read.slots) else "wrong"
    wanted, found = rhythm_of(rule), rhythm_read(read.slots)
    if not _agrees(rule.partition("except:")[2], read.slots, found, wanted):
        return "wrong"
    without_hours = {entry[:3] for entry in found} == {entry[:3] for entry in wanted}
    if found == wanted:
        return "right"
    return "open" if without_hours and not any(entry[3] for entry in found) else "wrong"


def _agrees(off: str, slots: Iterable[Mapping[str, Any]], found: Told, wanted: Told) -> bool:
    """Whether the days off that a rule names were read as well."""
    months = {month for month in MONTHS if month in off.lower()}
    holidays = "holiday" in off.lower() or "feiertag" in off.lower()
    other = bool(off.strip()) and not months and not holidays
    if other and {entry[2] for entry in found} == {entry[2] for entry in wanted}:
        return False
    return all(
        set(slot.get("not_in", ())) == months and bool(slot.get("not_on_public_holidays")) == holidays
        for slot in slots
    )


def _secrets(rows: list[dict[str, Any]], shown: list[str]) -> None:
    total: Counter[str] = Counter()
    kept_out: Counter[str] = Counter()
    for row in rows:
        kind = row.get("kind") or ("secret" if row["secret"] else "innocent")
        found = bool(private_in(row["text"]))
        total[kind] += 1
        kept_out[kind] += found
        if found != row["secret"]:
            shown.append(f"{kind:15} {row['text']!r}")
    for kind in sorted(total):
        print(f"{kind:15} {total[kind]:5} notes, {kept_out[kind]:5} kept out, {kept_out[kind] / total[kind]:6.1%}")


def _rhythms(rows: list[dict[str, Any]], shown: list[str]) -> None:
    judged: Counter[str] = Counter()
    for row in rows:
        verdict = judge_rhythm(row["text"], row["rule"])
        judged[verdict] += 1
        if verdict != "right":
            shown.append(f"{verdict:6} {row['text']!r}: {row['rule']}\n       {stated(row['text'])}")
    for verdict in ("right", "open", "wrong"):
        print(f"{verdict:6} {judged[verdict]:5} of {len(rows)}, {judged[verdict] / max(1, len(rows)):6.1%}")


def main() -> int:
    """Judge every note and print the figures."""
    parser = argparse.ArgumentParser(prog="./hub bench notes", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was not right")
    options = parser.parse_args()
    rows = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    shown: list[str] = []
    _secrets([row for row in rows if "secret" in row], shown)
    rhythms = [row for row in rows if "rule" in row]
    if rhythms:
        _rhythms(rhythms, shown)
    if options.show:
        print("\n".join(["", *shown]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
