"""The gate between a demo and a hub that people rely on: what is asked for, and what of it is there.

Nothing here decides by itself that a number is right. It asks for people in named roles who looked, on a day that is
not long ago, and for somebody who answers for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from peerhub.articles.reviews import ReviewState
from peerhub.directory.countries import country_name
from peerhub.directory.due import reachable
from peerhub.directory.helplines import Emergency, Helpline
from peerhub.directory.phrases import DangerId
from peerhub.hub import Hub, Stage
from peerhub.opening.demo_words import demo_words
from peerhub.opening.sign_offs import SignOff, own_articles, sign_offs
from peerhub.problems import Location
from peerhub.settings import Settings

RULE = "opening-gate"
# The dangers that a search must know by phrases before a hub opens.
_ASKED: tuple[DangerId, ...] = ("suicide", "abuse", "child", "medical")
_CHECK = "Compare it with the service's own page, or call, and write: checked: {on: DATE, by: ROLE}."


class State(Enum):
    """Whether something that is asked for is there; `lapsed` is what was there once and no longer holds."""

    MET = "met"
    LAPSED = "lapsed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a hub needs before it opens.

    `group` is numbers, people or reviews. `found` says what is the case. `days` counts how long ago the limit of a
    check passed; it is 0 for what does not age.
    """

    id: str
    group: str
    asks: str
    state: State
    found: str
    hint: str
    where: Location
    days: int = 0


def requirements(hub: Hub) -> tuple[Requirement, ...]:
    """List everything that is asked for, whether it is there or not. The hub's articles are known by now."""
    return (*_numbers(hub), *_people(hub), *_ways_on(hub), *_reviews(hub), *_pages(hub))


def stage_of(hub: Hub, found: tuple[Requirement, ...]) -> Stage:
    """Say as what a hub is to be shown: an open one whose checks have lapsed says so, and later is a demo again."""
    if hub.settings.stage != "open" or any(one.state is State.MISSING for one in found):
        return "demo"
    lapsed = [one for one in found if one.state is State.LAPSED]
    if any(one.days > hub.settings.helplines_checked_within for one in lapsed):
        return "demo"
    return "overdue" if lapsed else "open"


def hold_gate(hub: Hub) -> None:
    """Hold a hub that calls itself open to the gate: what is missing is an error, what has lapsed is only told."""
    if hub.settings.stage != "open":
        return
    found = requirements(hub)
    # One line may answer for two requirements, and is told of once.
    for one in {(one.where, one.found): one for one in found}.values():
        if one.state is State.MISSING:
            hub.problems.error(one.where, RULE, f"{one.found}, and stage is open", one.hint)
        elif one.state is State.LAPSED and one.group == "numbers":
            hub.problems.warning(one.where, RULE, f"{one.found}, and stage is open", one.hint)
    hub.fallen_to = stage_of(hub, found)
    if hub.fallen_to == "demo" and not any(one.state is State.MISSING for one in found):
        where = hub.config.locate(("extra", "hub", "stage"))
        got = "is open, but checks are so long overdue that the site is shown as a demo"
        hub.problems.warning(where, RULE, got, "Do the checks that ./hub open-check names.", "extra.hub.stage")


def _numbers(hub: Hub) -> Iterator[Requirement]:
    code, limit = hub.settings.country, hub.settings.helplines_checked_within
    country = hub.directory.helplines.countries.get(code)
    name = country_name(code)
    asks = f"The emergency number of {name} was checked within {limit} days."
    if country is None:
        got, where = f"There are no numbers of {name}", Location("data/helplines.yaml")
        yield Requirement("emergency-number", "numbers", asks, State.MISSING, got, "Add its number and lines.", where)
        return
    where = hub.directory.where_in("helplines", "countries", code, "emergency")
    yield _checked(hub, "emergency-number", asks, [(country.emergency, "The emergency number", where)], 1, where)
    everybody = [line for line in country.lines if not line.ages and not line.region]
    day_and_night = [line for line in everybody if line.hours and line.hours.always]
    wanted = (
        ("line-by-text", "A line that takes texts day and night", [line for line in day_and_night if line.text], 1),
        ("two-lines", "Two lines that are open day and night", day_and_night, 2),
    )
    for id_, what, lines, count in wanted:
        places = [
            (line, line.name, hub.directory.where_in("helplines", "countries", code, "lines", line.id))
            for line in lines
        ]
        asks = f"{what}, for all of {name}, checked within {limit} days."
        lines_at = hub.directory.where_in("helplines", "countries", code, "lines")
        yield _checked(hub, id_, asks, places, count, lines_at)


def _checked(
    hub: Hub,
    id_: str,
    asks: str,
    places: Sequence[tuple[Emergency | Helpline, str, Location]],
    count: int,
    where: Location,
) -> Requirement:
    """Ask that so many of these were checked lately; those whose check is nearest decide what is said."""
    limit = hub.settings.helplines_checked_within
    ages = [((hub.today - one.checked.on).days if one.checked else None, name, at) for one, name, at in places]
    ages.sort(key=lambda age: (age[0] is None, age[0] or 0))
    if len(ages) < count:
        names = f"only {ages[0][1]} is there" if ages else "there is none"
        return Requirement(id_, "numbers", asks, State.MISSING, f"{asks[:-1]}: {names}", "Add one.", where)
    age, name, at = ages[count - 1]
    if age is None:
        return Requirement(id_, "numbers", asks, State.MISSING, f"{name} has not been checked", _CHECK, at)
    if age > limit:
        found = f"{name} was last checked {age} days ago, and a check lasts {limit}"
        return Requirement(id_, "numbers", asks, State.LAPSED, found, _CHECK, at, age - limit)
    return Requirement(id_, "numbers", asks, State.MET, f"{name} was checked {age} days ago", "", at)


def _people(hub: Hub) -> Iterator[Requirement]:
    settings = hub.settings
    for id_, setting, asks, value, hint in (
        (
            "contact",
            "contact",
            "Concerns can be told in private.",
            settings.contact,
            "Write the e-mail address that several roles read.",
        ),
        (
            "safety-owner",
            "safety_owner",
            "Somebody answers for safety.",
            settings.safety_owner,
            "Write the role, such as Safety lead.",
        ),
    ):
        where = hub.config.locate(("extra", "hub", setting))
        found = f"extra.hub.{setting} is {value}" if value else f"extra.hub.{setting} is empty"
        yield Requirement(id_, "people", asks, State.MET if value else State.MISSING, found, hint, where)
    yield from _exit(hub)


def _exit(hub: Hub) -> Iterator[Requirement]:
    """Ask that the page behind Exit is an everyday one where readers live: the engine's own is British."""
    settings, field = hub.settings, Settings.model_fields
    if settings.quick_exit == "off" or settings.country == field["country"].default:
        return
    away = settings.exit_url != field["exit_url"].default
    asks = "Exit leads to an everyday page of the hub's own country."
    hint = f"Write exit_url: a page that many people in {country_name(settings.country)} open, such as the weather."
    found, where = f"Exit leads to {settings.exit_url}", hub.config.locate(("extra", "hub", "exit_url"))
    yield Requirement("exit-page", "people", asks, State.MET if away else State.MISSING, found, hint, where)


def _ways_on(hub: Hub) -> Iterator[Requirement]:
    """Ask that each open listing leads somewhere: a page that says "ask" names whom to ask."""
    for entry in hub.directory.entries:
        listing = entry.listing
        if not listing.ended and listing.status == "active" and not reachable(listing):
            hint = "Add website or join. Where none can be found: status: paused, and why in status_note."
            asks = f"{listing.name} says how to reach it, or is paused."
            found, where = f"{listing.id} names nobody to ask", entry.where()
            yield Requirement(f"way-on-{listing.id}", "people", asks, State.MISSING, found, hint, where)


def _reviews(hub: Hub) -> Iterator[Requirement]:
    for danger in _ASKED:
        known = hub.directory.phrases.dangers.get(danger)
        if known is None or not any(known.phrases.values()):
            where = hub.directory.where_in("phrases", "dangers")
            asks, found = f"There are phrases for the danger '{danger}'.", f"there are no phrases for '{danger}'"
            yield Requirement(f"phrases-{danger}", "reviews", asks, State.MISSING, found, "Add some.", where)
    shown = {hub.settings.country, *hub.settings.help_countries}
    for signed in sign_offs(hub, own_articles(hub)):
        if signed.kind != "helplines" or signed.name in shown:
            yield _review(signed)


def _pages(hub: Hub) -> Iterator[Requirement]:
    """Ask that no page for readers calls this hub a demo; each line that does is a requirement of its own."""
    asks = "No page for readers calls this hub a demo."
    for where, words in demo_words(own_articles(hub)):
        hint = "Say what is so in an open hub; the generated parts 'stage' and 'publisher' follow the stage."
        id_ = f"demo-words-{where.path}-{where.line}"
        yield Requirement(id_, "reviews", asks, State.MISSING, f"{where.path} says '{words}'", hint, where)


def _review(signed: SignOff) -> Requirement:
    id_ = f"review-{signed.kind}-{signed.name}"
    asks = f"{signed.title}: reviewed."
    printed = " (./hub report --safety prints it)" if signed.kind == "advice" else ""
    hint = f"Have it read{printed}, then run: ./hub review {signed.kind} {signed.name} --role ROLE"
    review = signed.status.review
    if review is None:
        found = f"nobody has reviewed {signed.kind} {signed.name}"
        return Requirement(id_, "reviews", asks, State.MISSING, found, hint, signed.where)
    if signed.kind == "words" and not review.by:
        found = f"{review.signed} reviewed {signed.kind} {signed.name}, and no name stands there"
        return Requirement(id_, "reviews", asks, State.MISSING, found, f"{hint} --by NAME", signed.where)
    if signed.status.state is ReviewState.LAPSED:
        found = f"{signed.kind} {signed.name} has changed since {review.signed} reviewed it on {review.on}"
        return Requirement(id_, "reviews", asks, State.LAPSED, found, hint, signed.where)
    found = f"{review.signed} reviewed it on {review.on}"
    return Requirement(id_, "reviews", asks, State.MET, found, "", signed.where)
