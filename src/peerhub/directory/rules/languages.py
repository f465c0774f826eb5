"""Languages are BCP 47 tags, which browsers and feeds understand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.countries import is_country, meant_country
from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown
from peerhub.words.language_names import language_name, tag_of

ID = "languages"
DESCRIPTION = "A language is a BCP 47 tag such as en, cy or pt-BR, and one that has a name."

# RFC 5646, section 2.1: language, script, region, variants; extensions and private use have no place here.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*\Z"
)
_REGION = re.compile(r"-([A-Z]{2})(?=-|\Z)")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each language that is not a tag."""
    for entry in directory.entries:
        listing = entry.listing
        spoken = [(("languages", position), tag) for position, tag in enumerate(listing.languages)]
        for path, tag in [*spoken, (("written_in",), listing.written_in)] if listing.written_in else spoken:
            if not _TAG.match(tag):
                yield entry.problem(ID, _got(tag), _hint(tag), *path)
            elif (region := _REGION.search(tag)) and not is_country(region[1]):
                meant = meant_country(region[1])
                hint = f"Did you mean '{tag.replace(region[1], meant)}'?" if meant else "Take the country out."
                yield entry.problem(ID, f"names no country: {shown(tag)}", hint, *path)
            elif language_name(tag) is None:
                got = f"has no name that readers know, found {shown(tag)}"
                yield entry.problem(ID, got, "Correct the tag.", *path)
        for position, tag in enumerate(listing.languages):
            if tag in listing.languages[:position]:
                yield entry.problem(ID, f"stands twice: {shown(tag)}", "Delete one.", "languages", position)
                break
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            for position, tag in enumerate(line.languages):
                if not _TAG.match(tag):
                    place = ("countries", code, "lines", line.id, "languages", position)
                    yield directory.problem("helplines", ID, _got(tag), _hint(tag), *place)
    for danger, words in directory.phrases.dangers.items():
        for part, tag in [*(("phrases", tag) for tag in words.phrases), *(("shows", tag) for tag in words.shows)]:
            if not _TAG.match(tag):
                path = ("dangers", danger, part, tag)
                yield directory.problem("phrases", ID, _got(tag), _hint(tag), *path)


def is_tag(text: str) -> bool:
    """Tell whether a text has the form of a language tag."""
    return _TAG.match(text) is not None


def _got(tag: str) -> str:
    return f"must be a language tag, found {shown(tag)}"


def _hint(tag: str) -> str:
    known = tag_of(tag)
    if known is None:
        language, *more = re.split("[-_]", tag)
        known = "-".join([language.lower(), *(part.upper() if len(part) == 2 else part for part in more)])
        known = known if _TAG.match(known) else None
    return f"Did you mean '{known}'?" if known else "Use a BCP 47 tag such as en, cy or pt-BR."
