"""An opened hub of 600 listings in every state, with the engine's own articles: each kind of page that there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from bench.corpus import listings
from tests.browser.sites import ROOT
from tests.sites.signing import sign_all

COUNT = 500  # beside the hub's own
# Monday, 30 November 2026, at half past three in the afternoon, UTC.
BUILT = 1_796_052_600
TODAY = date(2026, 11, 30)

_HOURS = {"starts": "19:00", "ends": "20:30", "timezone": "Europe/London"}
_LONDON = {"format": "hybrid", "area": None, "place": {"venue": "Hall", "city": "London", "country": "GB"},
           "online": {"url": "https://meet.example/room", "platform": "Zoom"}}  # fmt: skip
_ENDED = ("id", "kind", "name", "summary", "topics", "website", "source")


def _checked(days: int) -> dict[str, Any]:
    return {"checked": {"on": TODAY - timedelta(days=days), "how": "phone", "by": "Directory editor"}}


def _slots(*slots: dict[str, Any]) -> dict[str, Any]:
    return {**_checked(9), "meetings": list(slots)}


# What is laid over one listing after another; None takes a field away.
STATES: tuple[dict[str, Any], ...] = (
    {"checked": None}, _checked(3), _checked(200), _checked(400), _checked(600),
    {"status": "paused", "status_note": "Back in spring."},
    _slots({"days": ["wednesday"], "part_of_day": "evening"}),
    _slots({"days": ["friday"]}),
    _slots({"by_appointment": True}),
    _slots({"days": ["monday"], "every": "sometimes", **_HOURS}),
    {**_slots({"days": ["sunday"], "starts": "23:30", "ends": "00:30", "timezone": "America/New_York"}),
     "format": "online", "place": None, "area": None, "online": {"url": "https://meet.example/room"}},
    _slots(*({"days": [day], **_HOURS} for day in ("monday", "tuesday")), {"days": ["friday"]}),
    _slots({**_HOURS, "extra": [{"on": date(2026, 12, 11)}, {"on": date(2026, 12, 18), "starts": "17:00"}]}),
    _slots({"days": ["thursday"], **_HOURS, "last": date(2026, 11, 12)}),
    _slots({"days": ["thursday"], **_HOURS, "cancelled": [date(2026, 12, 24)], "note": "Ring the bell | twice."}),
    _slots({"days": ["tuesday"], "every": "month", "weeks": ["last"], "not_in": ["december"], **_HOURS}),
    {**_checked(20), "meetings": None}, {**_checked(20), "meetings": None, "join": None},
    {**_checked(5), "name": "Tea & Talk < \"Ünïcode\" 🫖", "summary": "A & B < C > D 'quoted' \"twice\"."},
    {**_checked(5), "name": "مجموعة الدعم", "languages": ["ar"]},
    # A name such as "Second Chair Ashmoor" may be a person's, which no protected listing may hold.
    {**_checked(5), "name": "Example Open Line", "topics": ["domestic-abuse"], "place": None, "online": None,
     "format": "phone", "area": {"country": "GB"}, "join": {"how": "contact-first", "phone": "+44 20 7946 0000"}},
    {**_checked(5), "format": "in-person", "area": None, "place": {"city": "Leeds", "country": "GB"}, "online": None},
    {**_checked(5), "format": "in-person", "area": None, "online": None,
     "place": {"city": "Glasgow", "region": "Scotland", "country": "GB", "address": "after-contact"}},
    {**_checked(5), "ages": {"from": 13, "to": 17}, "audience": ["young-people"], "eligibility": "With a parent."},
    {**_checked(5), "doubts": "The hour may have changed.", "confidentiality": "What is said stays here."},
    *({**_checked(5), "kind": kind, "meetings": None} for kind in
      ("network", "phone-line", "forum", "one-to-one", "directory")),
)  # fmt: skip
ENDS: tuple[dict[str, Any], ...] = ({"closed": date(2026, 11, 2)}, {"removed": date(2026, 11, 2)}, {"moved_to": ""})


def groups() -> list[dict[str, Any]]:
    """Make the listings: nine of ten go on, in each state in turn, and the others have ended in each way."""
    found: list[dict[str, Any]] = []
    states, ends = cycle(STATES), cycle(ENDS)
    for number, made in enumerate(listings(COUNT)):
        if number % 10:
            state = next(states)
            # Hours of the states are London's, so what has them stands there.
            here = {"meetings": [{"days": ["monday"], **_HOURS}]} if "place" in state else {}
            there = _LONDON if state.get("meetings") and "place" not in state else {}
            laid = {**made, **here, **there, **state}
            found.append({name: value for name, value in laid.items() if value is not None})
            continue
        end = dict(next(ends))
        if "moved_to" in end:
            end["moved_to"] = found[-1]["id"]
        kept = (
            {name: made[name] for name in _ENDED}
            if "removed" not in end
            else {"id": made["id"], "kind": made["kind"]}
        )
        found.append({**kept, **end})
    return found


def opened_hub(root: Path) -> Path:
    """Write the hub, with all that people do before they open one."""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, root / name)
    for path, content in (("groups/states", groups()), ("helplines", _checked_lines())):
        text = yaml.dump(content, Dumper=_Whole, sort_keys=False, allow_unicode=True)
        (root / "data" / f"{path}.yaml").write_text(text, encoding="utf-8")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in (
        ("stage: demo", "stage: open\n    safety_owner: Safety lead"),
        ('contact: ""', "contact: safety@hub.example"),
        ('publisher: ""', "publisher: Example Trust"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    sign_all(root)
    return root


class _Whole(yaml.SafeDumper):
    """Writes a part that stands twice twice: the hub's reader refuses YAML's anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _checked_lines() -> Any:
    lines = yaml.safe_load((ROOT / "data" / "helplines.yaml").read_text(encoding="utf-8"))
    for country in lines["countries"].values():
        for line in (country["emergency"], *country["lines"]):
            line["checked"] = {"on": date(2026, 11, 20), "by": "Safety editor"}
    return lines


def build_opened(folder: Path) -> Path:
    """Build it at its address, and see that it is shown as open."""
    root, site = opened_hub(folder / "hub"), folder / "site"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(BUILT), "HUB_SITE_URL": "https://hub.example/"}
    command = [sys.executable, "-P", "-m", "peerhub.cli", "--root", str(root), "build", "--site-dir", str(site)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    assert b"This is a demo" not in (site / "index.html").read_bytes(), done.stderr
    return site
