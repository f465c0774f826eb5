"""Words of the demo: what pages for readers may not say in a hub that has opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from peerhub import addresses
from peerhub.articles.front_matter import Document
from peerhub.problems import Location

# Said of this site by itself; "a copy" of a letter or "demonstrate" are other words.
_DEMO = re.compile(r"\b(?:demo(?:nstration)?|this copy|as shipped)\b", re.IGNORECASE)


def demo_words(documents: Mapping[str, Document]) -> Iterator[tuple[Location, str]]:
    """Find each line of a page for readers that speaks of a demo, with the words as they stand there.

    `documents` are articles by their path inside docs/.
    Parts that the build writes follow the stage and are not looked at; nor are the pages for contributors.
    """
    for path, document in documents.items():
        if path.startswith(addresses.FOR_CONTRIBUTORS) or document.front is None:
            continue
        front = document.front
        texts = [(front.title, document.at("title")), (front.description, document.at("description"))]
        texts += [(text, document.at("in_brief", number)) for number, text in enumerate(front.in_brief)]
        lines = enumerate(document.body.split("\n"), document.first_line)
        texts += [(line, Location(document.name, number)) for number, line in lines]
        for text, where in texts:
            if found := _DEMO.search(text):
                yield where, found.group()
