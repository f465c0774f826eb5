"""The help pages: one short page for each need, with its own lines, in any country the hub keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peerhub import addresses
from peerhub.directory.needs import NEEDS, Need
from peerhub.hub import Hub
from peerhub.pages.help_views import help_countries, international_finders
from peerhub.pages.views import CountryHelp, DangerHelp
from peerhub.shown.facts import Link

_UNNOTED = ("medical",)
# What to read besides, where a hub has it.
_ARTICLES: dict[Need, tuple[str, ...]] = {
    "worried": ("using-a-group/family-and-friends.md", "using-a-group/when-a-crisis-comes-up.md"),
    "loss": ("using-a-group/after-a-suicide.md",),
    "abuse": ("stay-safe-online.md",),
    "child": ("using-a-group/young-people.md",),
    "child-worry": ("using-a-group/safeguarding.md",),
}


def danger_help(hub: Hub, danger: Need) -> DangerHelp:
    """Work out the help page for a need; a country without a line for it keeps its emergency number."""
    say = hub.words.say
    countries = tuple(_for_danger(country, danger) for country in help_countries(hub))
    return DangerHelp(
        id=danger,
        title=say(f"danger.{danger}.title"),
        text=say(f"danger.{danger}.text", emergency=countries[0].emergency.title),
        note=say(f"danger.{danger}.note") if danger not in _UNNOTED else "",
        urgent=danger == "medical",
        grief=danger == "loss",
        advice_first=danger == "worried",
        parts=tuple(_parts(hub, f"danger.{danger}.parts")),
        contact=hub.words.several("danger.safe_contact") if danger == "abuse" else (),
        countries=countries,
        international=international_finders(hub),
        pages=need_pages(hub, danger),
        others=danger_links(hub, but=danger),
    )


def _parts(hub: Hub, key: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give the id, the heading and the sentences of each part."""
    for part in hub.words.under(key):
        yield part, hub.words.say(f"{key}.{part}.title"), hub.words.several(f"{key}.{part}.text")


def need_pages(hub: Hub, need: Need) -> tuple[Link, ...]:
    """Lead to what the hub wrote about a need, and to groups of those who grieve."""
    written = [hub.readable[path] for path in _ARTICLES.get(need, ()) if path in hub.readable]
    known = hub.directory.vocabulary
    topics = known.topics_for(need) if need == "loss" else ()
    return (
        *(Link(article.front.title, article.address, lang=article.language) for article in written),
        *(Link(known.topics[topic].label, addresses.topic(topic)) for topic in topics),
    )


def danger_links(hub: Hub, but: str = "") -> tuple[Link, ...]:
    """Lead to the page for each need, in readers' own words."""
    return tuple(Link(hub.words.say(f"danger.{one}.route"), addresses.help_page(one)) for one in NEEDS if one != but)


def _for_danger(country: CountryHelp, danger: Need) -> CountryHelp:
    return replace(country, lines=tuple(line for line in country.lines if danger in line.dangers))
