"""The example hub: made-up listings in every state, as they would be on the day of the build.

The folder `example/` holds it as it is on the day of `MEANT_FOR`; the tests read it so. For people its days move with
the calendar, its help becomes the real one, and its stage says on each page that nothing else here is real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from peerhub.addresses import WEEKDAYS
from peerhub.cli.new_hub import helplines
from peerhub.cli.taken_over import linked_within

FOLDER = "example"
_LANGUAGES = "languages/"  # what it says in other languages than English, and the edits that bring it in
MEANT_FOR = date(2026, 11, 24)
_COUNTRY = "GB"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NAMES = re.compile(r"\b(days|not_in): \[([a-z, ]+)\]")
# What somebody in danger may need is real here too.
_REAL = ("data/helplines.yaml", "data/phrases.yaml", "docs/get-help-now.md", "docs/stay-safe-online.md")
_UNREAL = re.compile(r"^    (?:exit_url|edit_url|help_countries|helpful_url|quick_exit): .*\n", re.MULTILINE)


def files(engine: Path, today: date) -> Iterator[tuple[str, bytes]]:
    """Give every file of the example hub on a day, by its path in it."""
    folder = engine / FOLDER
    found = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [name for name in found if not name.startswith(_LANGUAGES)]
    edits = yaml.safe_load((folder / _LANGUAGES / "edits.yaml").read_text(encoding="utf-8"))
    pages = {name.removeprefix("docs/") for name in names if name.startswith("docs/")}
    for name in names:
        if name in _REAL:
            text = (engine / name).read_text(encoding="utf-8")
            if name.startswith("docs/"):
                text = linked_within(text, name.removeprefix("docs/"), pages)
            elif name == "data/helplines.yaml":
                text = helplines(text, _COUNTRY)
        else:
            text = on_day((folder / name).read_text(encoding="utf-8"), today)
        if name == "mkdocs.yml":
            text = _named_as_example(text)
        elif name == "data/vocabulary.yaml":
            text = _real_countries(text, (engine / name).read_text(encoding="utf-8"))
        for old, new in edits.get(name, {}).items():
            text = text.replace(old, new, 1)
        yield name, text.encode("utf-8")
    for name in found:
        if name.startswith(f"{_LANGUAGES}docs/"):
            text = on_day((folder / name).read_text(encoding="utf-8"), today)
            yield name.removeprefix(_LANGUAGES), text.encode("utf-8")


def on_day(text: str, today: date) -> str:
    """Move each date, weekday and month off, so that they stand to `today` as they did to `MEANT_FOR`.

    Weekdays move by as many days as dates do: whoever meets tomorrow still does.
    """
    days = (today - MEANT_FOR).days
    moved = _DATE.sub(lambda found: (date.fromisoformat(found[0]) + timedelta(days=days)).isoformat(), text)

    def renamed(found: re.Match[str]) -> str:
        names, by = (WEEKDAYS, days) if found[1] == "days" else (_MONTHS, today.month - MEANT_FOR.month)
        said = (names[(names.index(name) + by) % len(names)] for name in found[2].split(", "))
        return f"{found[1]}: [{', '.join(said)}]"

    return _NAMES.sub(renamed, moved)


def _named_as_example(text: str) -> str:
    text = re.sub(r"^site_url: .*$", 'site_url: !ENV [HUB_SITE_URL, ""]', text, flags=re.MULTILINE)
    return _UNREAL.sub("", text).replace("stage: open", "stage: example")


def _real_countries(text: str, engine: str) -> str:
    """Name countries as they are: the numbers beside them are real."""
    made_up, real = yaml.safe_load(text)["countries"], yaml.safe_load(engine)["countries"]
    for code, term in made_up.items():
        text = text.replace(f"label: {term['label']},", f"label: {real[code]['label']},")
    return text
