"""What the directory's template is given for the finder: where its files are, its choices, and its words."""

from __future__ import annotations

from collections.abc import Mapping

from peerhub.hub import Hub
from peerhub.pages.finder import rows
from peerhub.pages.finder.cards import has_places
from peerhub.pages.finder.files import finder_facets, finder_folder
from peerhub.pages.html import script_json
from peerhub.pages.views import Choices, FinderView

# Places that the modules fill; here each is filled with itself.
_PLACES = {
    name: f"{{{name}}}"
    for name in (
        "choice", "count", "distance", "age", "topics", "who", "format", "days", "parts", "date", "how", "day",
        "month", "year", "name", "title", "number",
    )
}  # fmt: skip


def finder_view(hub: Hub) -> FinderView | None:
    """Work out the finder; a directory without listings has none."""
    if not finder_folder(hub):
        return None
    choices = {found.id: found for found in _choices(hub)}
    known = finder_facets(hub)
    return FinderView(
        folder=finder_folder(hub),
        words=script_json(_words(hub)),
        has_places=has_places(hub),
        filters=tuple(found for found in choices.values() if found.options),
        topics=choices["topics"],
        audience=choices["audience"],
        formats=choices["formats"],
        days=choices["days"],
        parts=choices["parts"],
        countries=tuple((code, name) for code, name in known["countries"]),
    )


def is_sensitive(hub: Hub) -> bool:
    """Whether the finder names a topic that one would not want to be seen with: the page can then be left quickly."""
    return any(sensitive for _, _, sensitive in finder_facets(hub)["topics"]) if finder_folder(hub) else False


def _choices(hub: Hub) -> tuple[Choices, ...]:
    say = hub.words.say
    known = finder_facets(hub)
    formats = hub.directory.vocabulary.formats
    weekdays = hub.words.several("dates.weekdays")

    def named(facet: str, ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((found, say(f"finder.options.{facet}.{found}")) for found in ids)

    options: Mapping[str, tuple[tuple[str, str], ...]] = {
        "topics": tuple((topic, label) for topic, label, _ in known["topics"]),
        "formats": tuple((found, formats[found].label) for found in rows.FORMATS if found in formats),
        "days": tuple((str(number), name) for number, name in enumerate(weekdays)),
        "parts": tuple((str(rows.PARTS.index(part)), say(f"finder.options.parts.{part}")) for part in rows.PARTS),
        "audience": tuple((audience, label) for audience, label in known["audiences"]),
        "languages": tuple((tag, label) for tag, label in known["languages"]),
        "cost": named("cost", ("free", "fee")),
        "led": named("led", rows.LED_BY),
        "more": named("more", ("step", "listen")),
        "fresh": named("fresh", ("fresh", "ageing", "stale", "unchecked")),
    }
    return tuple(Choices(facet, say(f"finder.facets.{facet}"), found) for facet, found in options.items())


def _words(hub: Hub) -> dict[str, object]:
    """Give the modules every sentence they say, with the places still to be filled."""
    words = hub.words
    found: dict[str, object] = {}
    for key in words.known_keys():
        if key.startswith("finder.said."):
            name = key.removeprefix("finder.said.")
            found[name] = words.say(f"finder.said.{name}", n=2, **_PLACES)
            found[f"{name}_one"] = words.say(f"finder.said.{name}", n=1, **_PLACES)
            if found[f"{name}_one"] == found[name]:
                del found[f"{name}_one"]
    for state in ("unchecked", "fresh", "ageing", "stale"):
        found[f"badge_{state}"] = words.say(f"badge.{state}", **_PLACES)
    for how in ("phone", "email", "visit", "website"):
        found[f"how_{how}"] = words.say(f"badge.how.{how}")
    for kind, term in hub.directory.vocabulary.kinds.items():
        found[f"kind_{kind}"] = "" if kind == "group" else term.label
    return {
        **found,
        "date": words.say("dates.long", **_PLACES),
        "months": list(words.several("dates.months")),
        "neutral": words.say("calendar.neutral"),
        "neutral_note": words.say("calendar.neutral_note", title=words.say("calendar.neutral")),
    }
