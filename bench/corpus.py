"""A seeded corpus: a hub of any size with real-looking variety in every field, and nobody real in it.

`python -m bench.corpus FOLDER --groups 10000 --articles 200` writes a content-only hub that `./hub --root FOLDER
build` builds. The same seed and sizes give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

ENGINE = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 23)

_TOPICS = [
    "mental-health", "anxiety", "depression", "bipolar", "ocd", "hearing-voices", "psychosis", "eating-disorders",
    "addiction", "bereavement", "bereavement-by-suicide", "perinatal", "loneliness", "caring",
]  # fmt: skip
_AUDIENCES = ["men", "women", "young-people"]
_PLACES = [
    ("GB", "Europe/London", (50.5, -4.0, 57.5, 1.0), ["Northmoor", "Eastvale", "Westmere", "Southcombe", "Midshire"]),
    ("IE", "Europe/Dublin", (52.0, -9.5, 54.5, -6.5), ["County Alder", "County Birch", "County Cedar"]),
    ("US", "America/New_York", (30.0, -88.0, 45.0, -70.0), ["Lakeland", "Riverside", "Pinewood", "Harbor State"]),
    ("CA", "America/Toronto", (43.0, -85.0, 50.0, -72.0), ["North Province", "Maple Province"]),
    ("AU", "Australia/Sydney", (-37.0, 145.0, -28.0, 153.0), ["Coral Coast", "Red Plains"]),
    ("NZ", "Pacific/Auckland", (-46.0, 168.0, -36.0, 178.0), ["Long Bay", "Green Hills"]),
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NAMES = [
    "Evening Circle", "Open Door", "Tea and Talk", "Walk and Talk", "Kitchen Table", "Second Chair", "Quiet Corner",
    "Lantern Group", "Harbour Group", "Morning Light", "Common Room", "Listening Post", "Front Porch", "Warm Hands",
]  # fmt: skip
# No table of places has these, so that each stands where its own region says.
_TOWNS = [
    "Ashmoor End", "Bracklow", "Cranmoor", "Dunhollow", "Elmsworth", "Fernhill", "Grantham Cross", "Hollybrook",
    "Juniper Hill", "Kelbrow", "Larkmoor", "Marsh End", "Netherlow", "Oakham Green", "Port Wren", "Quarry Bank",
]  # fmt: skip
_WORDS = [
    "people", "talk", "listen", "week", "room", "chair", "tea", "quiet", "help", "share", "story", "night",
    "morning", "family", "friend", "work", "sleep", "worry", "hope", "start", "stay", "bring", "garden",
    "kind", "plain", "time", "place", "voice", "letter", "group", "meeting", "question", "answer", "first",
    "third", "small", "large", "warm", "cold", "early", "soon", "often", "seldom", "together", "alone",
    "with", "without", "before", "after", "near", "far", "open", "closed", "simple", "honest", "steady",
]  # fmt: skip


def listings(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Make listings one by one, as data/groups.yaml holds them."""
    rng = random.Random(seed)  # noqa: S311 - a corpus wants repeatable variety, not secrets
    for number in range(count):
        yield _listing(rng, number)


def _listing(rng: random.Random, number: int) -> dict[str, Any]:
    country, zone, box, regions = rng.choice(_PLACES)
    town = rng.choice(_TOWNS)
    form = rng.choices(["in-person", "online", "hybrid", "phone"], [60, 25, 10, 5])[0]
    topics = rng.sample(_TOPICS, rng.choice([1, 1, 2, 3]))
    region = f"{rng.choice(regions)} {rng.randrange(1, 12)}".replace(" 1", "").rstrip()
    found: dict[str, Any] = {
        "id": f"example-{number}-{town.lower().replace(' ', '-')}",
        "kind": "group",
        "name": f"Example {rng.choice(_NAMES)} {town} {number}",
        "organisation": f"Example {rng.choice(_NAMES)}s",
        "summary": f"An invented group in {town} for people who live with {topics[0].replace('-', ' ')}.",
        "topics": topics,
        "format": form,
        "led_by": rng.choice(["peers", "peers-with-professional", "professional"]),
        "languages": rng.choice([["en"], ["en", "cy"], ["en", "fr"]]),
        "cost": {"free": rng.random() < 0.9, "note": "Tea is on the house."},
        "meetings": [_meeting(rng, zone) for _ in range(rng.choices([1, 2, 3], [80, 15, 5])[0])],
        "join": {"how": rng.choice(["drop-in", "contact-first", "register"]), "email": f"hello@example{number}.org"},
        "website": f"https://example{number}.org/",
        "source": {"url": f"https://example{number}.org/groups", "year": 2026, "quality": "official"},
    }
    if rng.random() < 0.5:
        found["description"] = f"{_sentence(rng)} {_sentence(rng)}\n\n- {_sentence(rng)}\n- {_sentence(rng)}\n"
    if rng.random() < 0.3:
        found["audience"] = [rng.choice(_AUDIENCES)]
    if rng.random() < 0.4 and "young-people" not in found.get("audience", ()):
        found["ages"] = {"from": 18}
    if form in ("in-person", "hybrid"):
        found["place"] = {
            "venue": f"{rng.choice(_NAMES)} Hall",
            "street": f"{rng.randrange(1, 200)} Example Street",
            "city": town,
            "region": region,
            "country": country,
            "latitude": round(rng.uniform(box[0], box[2]), 4),
            "longitude": round(rng.uniform(box[1], box[3]), 4),
            "step_free": rng.random() < 0.7,
        }
    else:
        found["area"] = {"country": country, "region": region}
    if form in ("online", "hybrid"):
        found["online"] = {"url": f"https://meet.example{number}.org/room", "platform": "Example Meet"}
    if rng.random() < 0.6:
        found["first_visit"] = {"what_happens": _sentence(rng), "may_listen": True, "size": "Usually 6 to 10"}
    if rng.random() < 0.8:
        on = TODAY - timedelta(days=rng.randrange(0, 500))
        found["checked"] = {"on": on, "how": rng.choice(["phone", "email", "website"]), "by": "Directory editor"}
    return found


def _meeting(rng: random.Random, zone: str) -> dict[str, Any]:
    hour = rng.choice([10, 11, 14, 18, 19, 19, 20])
    found: dict[str, Any] = {"days": [rng.choice(_DAYS)]}
    every = rng.choices(["week", "2 weeks", "month"], [70, 10, 20])[0]
    found["every"] = every
    if every == "2 weeks":
        found["first"] = date(2026, 1, 5) + timedelta(days=_DAYS.index(found["days"][0]) + 7 * rng.randrange(2))
    if every == "month":
        found["weeks"] = rng.choice([[1], [2], [3], [1, 3], [2, 4], ["last"]])
    found |= {"starts": f"{hour:02}:{rng.choice(['00', '30'])}", "ends": f"{hour + 2:02}:00", "timezone": zone}
    if rng.random() < 0.2:
        found["not_on_public_holidays"] = True
    return found


def _sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randrange(8, 15))).capitalize() + "."


def article(rng: random.Random, number: int, words: int) -> str:
    """Make one article of about so many words."""
    front = [
        "---",
        f"title: Example article {number}",
        f"description: An invented article, number {number}, that stands for a real one while speed is measured.",
        "kind: guide",
        f"topics: [{rng.choice(_TOPICS)}]",
        "in_brief:",
        *(f"  - {_sentence(rng)}" for _ in range(3)),
        "author: Example editors",
        "reviewed_by: none",
        "last_updated: 2026-11-01",
        "next_review: 2028-11-01",
        "conflicts: none",
        "sources: []",
        "---",
    ]
    body: list[str] = []
    written = 0
    while written < words:
        body.append(f"## {_sentence(rng)[:-1]}\n")
        for _ in range(6):
            sentences = [_sentence(rng) for _ in range(3)]
            written += sum(len(sentence.split()) for sentence in sentences)
            body.append("\n".join(sentences) + "\n")
        body.append(f"- {_sentence(rng)}\n- [{_sentence(rng)[:-1]}](topic:{rng.choice(_TOPICS)})\n")
    body.append("## What you can do next\n\nFind a group in the [directory](directory:).\n")
    return "\n".join(front) + "\n" + "\n".join(body)


def write_hub(folder: Path, groups: int, articles: int, words: int = 1400, seed: int = 1) -> None:
    """Write a content-only hub of this size into a folder that is empty or was written by this."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs" / "library").mkdir(parents=True)
    (folder / "data").mkdir()
    for name in ("vocabulary", "helplines", "references", "phrases", "wording"):
        shutil.copy(ENGINE / "data" / f"{name}.yaml", folder / "data")
    shutil.copy(ENGINE / "docs" / "index.md", folder / "docs")
    rng = random.Random(seed)  # noqa: S311 - as above
    for number in range(articles):
        (folder / "docs" / "library" / f"article-{number}.md").write_text(article(rng, number, words))
    (folder / "data" / "groups").mkdir()
    for part, found in groupby(enumerate(listings(groups, seed)), lambda numbered: numbered[0] // _IN_A_FILE):
        name = f"groups/part-{part}.yaml" if part else "groups.yaml"
        with (folder / "data" / name).open("w", encoding="utf-8") as file:
            for _, listing in found:
                said = yaml.dump([listing], Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100)
                file.write(said)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")


_IN_A_FILE = 10_000  # listings: a file may not grow without end, and a directory of this size is split by region

_CONFIG = """site_name: Example Hub
extra:
  hub:
    namespace: 00000000-0000-4000-8000-000000000000
    country: GB
    help_countries: [IE, US, CA, AU, NZ]
"""


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--words", type=int, default=1400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_hub(given.folder, given.groups, given.articles, given.words, given.seed)


if __name__ == "__main__":
    main()
