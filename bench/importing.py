"""What an import costs: records a second of one core, and the most memory, for each format.

`python -m bench.importing FOLDER --records 100000` writes a feed of each format into FOLDER (kept for the next run)
and imports it in a process of its own. Many groups stand there twice, as in real feeds; nobody in them is real.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ENGINE = Path(__file__).resolve().parents[1]
_TOWNS = ("Leeds", "York", "Hull", "Bath", "Ely", "Truro", "Derby", "Ripon", "Wells", "Durham")
_NAMES = ("Evening Circle", "Open Door", "Tea and Talk", "Quiet Corner", "Common Room", "Second Chair")
_NOTES = (
    "Come in by the side door. The kettle is on from half past six.\nMeeting ID: 000 0000 0000\nPasscode: 123456",
    "<p>Everybody who feels low is welcome.</p><p>There is a lift to the first floor.</p>",
    "We read together. Call Anna on +44 113 496 0000. On the last week of the month we share food.",
    "",
)


def meetings(count: int) -> Iterator[dict[str, Any]]:
    """Make records of the Meeting Guide one by one; the same count gives the same."""
    rng = random.Random(1)  # noqa: S311 - a corpus wants repeatable variety, not secrets
    for number in range(count):
        group = number // rng.choice((1, 1, 1, 2))
        town = _TOWNS[group % len(_TOWNS)]
        yield {
            "id": number,
            "slug": f"example-{number}",
            "name": f"{_NAMES[group % len(_NAMES)]} {town} {group}",
            "day": number % 7,
            "time": ("19:00", "8:00 PM", "10:30")[group % 3],
            "end_time": ("20:30", "9:00 PM", "12:00")[group % 3],
            "location": f"Example Hall {group}",
            "formatted_address": f"{group} Example Street, {town} LS1 1AA, UK",
            "latitude": 51 + group % 400 / 100,
            "longitude": -3 + group % 300 / 100,
            "notes": _NOTES[group % len(_NOTES)],
            "types": ("O", "X", "W") if group % 2 else ("C",),
            "conference_url": None if group % 3 else f"https://us02web.zoom.us/j/{group:010}?pwd=Abc123",
            "updated": "2026-03-15 23:09:00",
            "url": f"https://neighbour.example/meetings/{number}/",
            "contact_1_name": "Ann",
            "contact_1_phone": "555 0100",
        }


def _meeting_guide(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        _array(file, meetings(count))


def _bmlt(path: Path, count: int) -> None:
    rows = (
        {
            "id": one["id"],
            "venueType": 1,
            "day": one["day"],
            "startTime": "19:00",
            "duration": "01:30",
            "published": True,
            "name": one["name"],
            "location_text": one["location"],
            "location_street": one["formatted_address"].partition(",")[0],
            "location_municipality": _TOWNS[one["id"] % len(_TOWNS)],
            "location_nation": "GB",
            "latitude": one["latitude"],
            "longitude": one["longitude"],
            "comments": one["notes"],
            "formatIds": [1, 17],
            "contact_name_1": "Ann",
        }
        for one in meetings(count)
    )
    with path.open("w", encoding="utf-8") as file:
        _array(file, rows)


def _hsds(path: Path, count: int) -> None:
    rows = (
        {
            "id": f"00000000-0000-5000-8000-{one['id']:012}",
            "name": one["name"],
            "status": "active",
            "description": "An invented group. It talks.",
            "organization": {"id": "o", "name": "Example Network", "description": "d"},
            "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "19:00", "closes_at": "20:30"}],
            "service_at_locations": [
                {
                    "id": "a",
                    "location": {
                        "id": "l",
                        "location_type": "physical",
                        "name": one["location"],
                        "addresses": [
                            {
                                "address_1": one["formatted_address"].partition(",")[0],
                                "city": "Leeds",
                                "state_province": "West Yorkshire",
                                "postal_code": "LS1 1AA",
                                "country": "GB",
                                "address_type": "physical",
                            }
                        ],
                    },
                }
            ],
        }
        for one in meetings(count)
    )
    with path.open("w", encoding="utf-8") as file:
        file.write('{"total_items":0,"contents":')
        _array(file, rows)
        file.write("}")


def _csv(path: Path, count: int) -> None:
    titles = ("Day", "Time", "End Time", "Name", "Location", "Formatted Address", "Notes", "Slug", "Updated")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(titles)
        for one in meetings(count):
            writer.writerow(one[title.lower().replace(" ", "_")] for title in titles)


def _json(path: Path, count: int) -> None:
    from bench.corpus import listings

    with path.open("w", encoding="utf-8") as file:
        file.write('{"version":1,"groups":')
        _array(file, listings(count))
        file.write("}")


FEEDS: dict[str, Callable[[Path, int], None]] = {
    "meeting-guide": _meeting_guide,
    "bmlt": _bmlt,
    "hsds": _hsds,
    "csv": _csv,
    "json": _json,
}


def _array(file: Any, rows: Iterator[Any]) -> None:
    file.write("[")
    for number, row in enumerate(rows):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(row, default=str))
    file.write("]")


def measure(form: str, feed: Path, output: Path) -> tuple[float, float, float]:
    """Import one feed; give the processor's seconds, the wall's, and the most memory in MB."""
    output.unlink(missing_ok=True)
    words = [sys.executable, "-m", "peerhub.cli", "import", form, str(feed), "--output", str(output)]
    started = time.perf_counter()
    child = subprocess.Popen([*words, "--topic", "anxiety", "--country", "GB"], cwd=ENGINE, stderr=subprocess.PIPE)
    if child.stderr is not None:
        child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"the import of {feed} failed")
    return usage.ru_utime + usage.ru_stime, wall, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    """Print one row a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--formats", nargs="*", default=[*FEEDS], choices=[*FEEDS])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(f"| format, {options.records:,} records | feed, MB | processor, s | records a second | memory, MB |")
    print("|---|---|---|---|---|")
    for form in options.formats:
        feed = options.folder / f"{form}-{options.records}.{'csv' if form == 'csv' else 'json'}"
        if not feed.exists():
            FEEDS[form](feed, options.records)
        cpu, _, memory = measure(form, feed, options.folder / f"{form}.yaml")
        size = feed.stat().st_size / 1e6
        print(f"| {form} | {size:.0f} | {cpu:.1f} | {options.records / cpu:,.0f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
