"""What the directory's template is given for the finder: where its files are, its choices, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerhub.directory.freshness import SHOWN
from peerhub.directory.vocabulary import Term
from peerhub.hub import Hub
from peerhub.pages.finder.finder_files import finder_facets, finder_folder, has_places
from peerhub.pages.finder.place_files import places_folder
from peerhub.pages.html import script_json
from peerhub.pages.views import Choices, FinderView
from peerhub.schedule.meeting import PARTS_OF_DAY

# Places that the modules fill; here each is filled with itself.
_PLACES = {
    name: f"{{{name}}}"
    for name in (
        "choice", "count", "distance", "age", "topics", "who", "format", "days", "parts", "date", "how", "day",
        "month", "year", "name", "title", "number", "place",
    )
}  # fmt: skip


STATES = tuple(state.value for state in SHOWN)


def finder_view(hub: Hub) -> FinderView | None:
    """Work out the finder; a directory without listings has none."""
    if not finder_folder(hub):
        return None
    choices = {found.id: found for found in _choices(hub)}
    known = finder_facets(hub)
    return FinderView(
        folder=finder_folder(hub),
        words=script_json(_words(hub)),
        places=finder_places(hub),
        filters=tuple(found for found in choices.values() if found.options),
        topics=choices["topics"],
        audience=choices["audience"],
        formats=choices["formats"],
        days=choices["days"],
        parts=choices["parts"],
        countries=tuple((code, name) for code, name in known["countries"]),
    )


def finder_places(hub: Hub) -> str:
    """Name the folder of towns and postcodes, or nothing where no listing has a place that may be told."""
    up = "../" * hub.prefix.count("/")  # the places are there once for all languages
    return up + places_folder(hub.first) if finder_folder(hub) and has_places(hub) else ""


def is_sensitive(hub: Hub) -> bool:
    """Whether the finder names a topic that one would not want to be seen with: the page can then be left quickly."""
    return bool(finder_folder(hub) and finder_facets(hub)["sensitive"])


def _choices(hub: Hub) -> tuple[Choices, ...]:
    """Give every group of choices, in the catalogue's order; what a reader writes has no options."""
    words, vocabulary, known = hub.words, hub.directory.vocabulary, finder_facets(hub)
    terms: dict[str, Mapping[Any, Term]] = {
        "topics": vocabulary.topics,
        "audience": vocabulary.audiences,
        "formats": vocabulary.formats,
    }

    def labelled(group: str, name: str) -> str:
        if group in terms:
            return terms[group][name].label
        return words.language_name(name) if group == "languages" else words.say(f"finder.options.{group}.{name}")

    options = {
        **known["options"],
        "formats": [found for found in known["options"]["formats"] if found in vocabulary.formats],
        "more": [name for name, kind in known["facets"].items() if kind == "yes"],
        "fresh": STATES,
    }
    groups = {group: tuple((name, labelled(group, name)) for name in names) for group, names in options.items()}
    groups["days"] = tuple((str(number), name) for number, name in enumerate(words.several("dates.weekdays")))
    groups["parts"] = tuple((str(number), labelled("parts", part)) for number, part in enumerate(PARTS_OF_DAY))
    ids = [group for group in words.under("finder.facets") if group in groups]
    return tuple(Choices(group, words.say(f"finder.facets.{group}"), groups[group]) for group in ids)


def _words(hub: Hub) -> dict[str, object]:
    """Give the modules every sentence they say, with the places still to be filled."""
    words = hub.words
    found: dict[str, object] = {}
    for key in words.known_keys():
        if key.startswith("finder.said."):
            name = key.removeprefix("finder.said.")
            forms = words.forms(key, **_PLACES)
            found[name] = forms if len(forms) > 1 else forms["other"]
    for state in STATES:
        found[f"badge_{state}"] = words.say(f"badge.{state}", **_PLACES)
    for known in ("changed", "alone"):
        found[f"badge_{known}"] = words.say(f"badge.{known}")
    for how in ("phone", "email", "visit", "website"):
        found[f"how_{how}"] = words.say(f"badge.how.{how}")
    for kind, term in hub.directory.vocabulary.kinds.items():
        found[f"kind_{kind}"] = "" if kind == "group" else term.label
    return {
        **found,
        "date": words.say("dates.long", **_PLACES),
        "months": list(words.several("dates.months")),
        "joining": words.joining("plain"),
        "neutral": words.say("calendar.neutral"),
        "neutral_note": words.say("calendar.neutral_note", title=words.say("calendar.neutral")),
    }
