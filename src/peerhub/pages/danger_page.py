"""The help pages: one short page for each need, with its own lines, in any country the hub keeps."""

from __future__ import annotations

from dataclasses import replace

from peerhub import addresses
from peerhub.directory.needs import NEEDS, Need
from peerhub.hub import Hub
from peerhub.pages.helplines import help_countries, international_finders
from peerhub.pages.views import CountryHelp, DangerHelp
from peerhub.shown.facts import Link

_UNNOTED = ("medical",)


def danger_help(hub: Hub, danger: Need) -> DangerHelp:
    """Work out the help page for a need; a country without a line for it keeps its emergency number."""
    say = hub.words.say
    countries = tuple(_for_danger(country, danger) for country in help_countries(hub))
    return DangerHelp(
        id=danger,
        title=say(f"danger.{danger}.title"),
        text=say(f"danger.{danger}.text", emergency=countries[0].emergency.title),
        note=say(f"danger.{danger}.note") if danger not in _UNNOTED else "",
        advice=hub.words.several(f"danger.{danger}.advice"),
        contact=hub.words.several("danger.safe_contact") if danger == "abuse" else (),
        countries=countries,
        international=international_finders(hub),
        others=danger_links(hub, but=danger),
    )


def danger_links(hub: Hub, but: str = "") -> tuple[Link, ...]:
    """Lead to the page for each need, in readers' own words."""
    return tuple(Link(hub.words.say(f"danger.{one}.route"), addresses.help_page(one)) for one in NEEDS if one != but)


def _for_danger(country: CountryHelp, danger: Need) -> CountryHelp:
    return replace(country, lines=tuple(line for line in country.lines if danger in line.dangers))
