"""A feed run through an importer without a command line: bytes go in, the file's text and what is told come out."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.core.feeds.hubs import VOCABULARY

from peerhub.directory.vocabulary import Vocabulary
from peerhub.feeds.losses import Losses
from peerhub.importers.existing import Existing, read_existing
from peerhub.importers.formats import read
from peerhub.importers.grouping import Groups
from peerhub.importers.options import ImportOptions
from peerhub.importers.run import Import, Outcome
from peerhub.problems import Problems
from peerhub.words import load_words
from peerhub.yaml.source import parse_yaml

TODAY = date(2026, 11, 23)
WORDS: dict[str, Any] = {
    **VOCABULARY,
    "audiences": {name: {"label": name} for name in ("men", "women", "young-people", "lgbtq", "students")},
    "countries": {
        "GB": {"label": "United Kingdom", "zones": ["Europe/London"], "box": [49.7, -8.8, 61.0, 2.0]},
        "US": {
            "label": "United States",
            "zones": ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"],
            "box": [18.5, -180.0, 71.8, -66.5],
        },
        "CA": {"label": "Canada", "zones": ["America/Edmonton", "America/Toronto"]},
    },
}


@dataclass
class Imported:
    """The file that came out, its entries, and what was told."""

    text: str
    entries: list[dict[str, Any]]
    losses: Losses
    outcome: Outcome

    @property
    def report(self) -> str:
        """What is told of losses and of what is wrong."""
        return "\n".join(filter(None, (str(self.losses), str(self.outcome.troubles))))


def asked(**said: Any) -> ImportOptions:
    """Say about a feed what the command line would."""
    vocabulary = Vocabulary.model_validate(said.pop("vocabulary", WORDS))
    topics = tuple(said.pop("topics", ("anxiety",)))
    return ImportOptions("neighbour", TODAY, vocabulary, load_words("en"), topics, **said)


def run(form: str, feed: Any, into: str = "", strict: bool = False, **said: Any) -> Imported:
    """Import a feed, as bytes or as the data of JSON, into a file that holds `into`."""
    raw = (
        feed if isinstance(feed, bytes) else feed.encode() if form in ("csv", "aamod") else json.dumps(feed).encode()
    )
    terms, losses, groups = asked(**said), Losses("this hub"), Groups()
    groups.gather(read(form, io.BytesIO(raw), "feed", terms, losses), losses)
    existing = read_existing(into.encode(), "groups.yaml") if into else Existing()
    work = Import(terms, groups, existing, {}, losses, strict)
    text = "".join(work.text())
    problems = Problems()
    source = parse_yaml(text.encode(), "groups.yaml", problems)
    assert source is not None, [str(problem) for problem in problems]
    assert not problems.errors, [str(problem) for problem in problems]
    return Imported(text, source.data or [], losses, work.outcome)
