"""The corpus as Markdown pages, for builders that know no directory: a page a group, an article, a part of a list.

Every builder is given the same words. What differs between them is how a link to another page is written.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import article, listings

PER_LIST = 50
Link = Callable[[str], str]  # a page's path without ending (groups/one) -> the target as it stands in Markdown


@dataclass(frozen=True)
class Page:
    """One page: its path without ending, what its head says, and its text."""

    path: str
    title: str
    description: str
    body: str

    def markdown(self) -> str:
        """Write the page as a file with front matter."""
        front = yaml.safe_dump({"title": self.title, "description": self.description}, width=1000)
        return f"---\n{front}---\n{self.body}"


def pages(articles: int, groups: int, link: Link, words: int = 1400, seed: int = 1) -> Iterator[Page]:
    """Give all pages of a corpus, the home page last."""
    found = list(listings(groups, seed))
    rng = random.Random(seed)  # noqa: S311 - a corpus wants repeatable variety, not secrets
    library = [_article(rng, number, words, link) for number in range(articles)]
    yield from library
    for listing in found:
        yield _listing(listing, link)
    lists = list(_lists(found, link))
    yield from lists
    first = [page for page in lists if not re.search(r"-\d+$", page.path)]
    items = [f"- [{page.title}]({link(page.path)})" for page in (*library, *first)]
    yield Page("index", "Example Hub", "Groups and articles.", "Groups near you.\n\n" + "\n".join(items))


def write_pages(folder: Path, found: Iterator[Page]) -> None:
    """Write pages into a folder, which is made where it is not there."""
    for page in found:
        path = folder / f"{page.path}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown(), encoding="utf-8")


def _article(rng: random.Random, number: int, words: int, link: Link) -> Page:
    _, front, body = article(rng, number, words).split("---\n", 2)
    head: dict[str, Any] = yaml.safe_load(front)
    body = re.sub(r"\]\(topic:([a-z-]+)\)", lambda found: f"]({link(f'topics/{found[1]}')})", body)
    body = body.replace("](directory:)", f"]({link('index')})")
    brief = "".join(f"- {point}\n" for point in head["in_brief"])
    return Page(f"library/article-{number}", head["title"], head["description"], f"{brief}\n{body}")


def _listing(listing: dict[str, Any], link: Link) -> Page:
    place = listing.get("place") or listing["area"]
    region = _region(listing)
    facts = {
        "When": "; ".join(_when(meeting) for meeting in listing["meetings"]),
        "Where": ", ".join(
            str(place[key]) for key in ("venue", "street", "city", "region", "country") if key in place
        ),
        "Online": listing.get("online", {}).get("platform", ""),
        "Join": f"{listing['join']['how']}, {listing['join']['email']}",
        "Led by": listing["led_by"],
        "Languages": ", ".join(listing["languages"]),
        "Cost": listing["cost"]["note"],
        "First visit": listing.get("first_visit", {}).get("what_happens", ""),
        "Website": f"<{listing['website']}>",
        "Checked": str(listing.get("checked", {}).get("on", "never")),
        "Source": f"<{listing['source']['url']}>",
    }
    topics = "".join(f"- [{topic}]({link(f'topics/{topic}')})\n" for topic in listing["topics"])
    body = [
        listing["summary"],
        listing.get("description", ""),
        "\n".join(f"**{name}:** {value}  " for name, value in facts.items() if value),
        "This is not a crisis service.",
        f"## More like this\n\n{topics}- [{region[1]}]({link(region[0])})\n",
    ]
    return Page(f"groups/{listing['id']}", listing["name"], listing["summary"], "\n\n".join(filter(None, body)))


def _when(meeting: dict[str, Any]) -> str:
    weeks = f" ({', '.join(map(str, meeting['weeks']))})" if isinstance(meeting.get("weeks"), list) else ""
    times = f"{meeting['starts']} to {meeting['ends']}"
    return f"every {meeting['every']}{weeks} on {meeting['days'][0]}, {times}, {meeting['timezone']}"


def _region(listing: dict[str, Any]) -> tuple[str, str]:
    place = listing.get("place") or listing["area"]
    slug = re.sub(r"[^a-z]+", "-", re.sub(r"\d+", "", f"{place['country']} {place['region']}").lower()).strip("-")
    return f"places/{slug}", re.sub(r"\s*\d+", "", place["region"])


def _lists(found: list[dict[str, Any]], link: Link) -> Iterator[Page]:
    by_list: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for listing in found:
        for topic in listing["topics"]:
            by_list.setdefault((f"topics/{topic}", topic), []).append(listing)
        by_list.setdefault(_region(listing), []).append(listing)
    for (path, title), members in sorted(by_list.items()):
        parts = [members[at : at + PER_LIST] for at in range(0, len(members), PER_LIST)]
        for number, part in enumerate(parts, 1):
            items = [f"- [{one['name']}]({link('groups/' + one['id'])}): {one['summary']}" for one in part]
            if number < len(parts):
                items.append(f"\n[The next page]({link(f'{path}-{number + 1}')})")
            name = path if number == 1 else f"{path}-{number}"
            yield Page(name, f"{title}, page {number}", f"Groups: {title}.", "\n".join(items) + "\n")
