"""The figures of the report: counted once from a hub, then written in any format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from peerhub.directory.due import due_on
from peerhub.directory.fields import fields, reader
from peerhub.directory.freshness import RELIED_ON, Freshness, freshness
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.report.article_figures import ArticleFigures, article_figures
from peerhub.report.source_uses import SourceUse, source_uses
from peerhub.settings import FreshnessLimits

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_BACK = 24
_MONTHS_AHEAD = 12
_HARDEST = 12
_WORDS, _LONGEST = 250, 2000
# A review lasts three years at most.
_QUARTERS_AHEAD = 12

# What only some are asked: a question that nobody asks of a listing counts as answered.
_ASKED_OF: dict[str, Callable[[Listing], bool]] = {
    "When it meets": lambda it: it.kind == "group",
    "Whether there are steps": lambda it: it.place is not None,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is counted, and how many."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one kind. `columns` names what each number counts; `of` is the whole they are part of, or None."""

    id: str
    title: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says, on the day `on`."""

    hub: str
    on: date
    listings: int
    tables: tuple[Table, ...]
    articles: tuple[ArticleFigures, ...]
    sources: tuple[SourceUse, ...]


def make_report(hub: Hub) -> Report:
    """Count what there is to report about a hub on its day."""
    limits = hub.settings.freshness
    live = [listing for listing in hub.directory.listings.values() if not listing.ended]
    states = {listing.id: freshness(listing.checked, hub.today, limits) for listing in live}
    articles = article_figures(hub)
    return Report(
        hub=hub.site_name,
        on=hub.today,
        listings=len(live),
        tables=(
            _states(hub, states),
            _checks(hub, live),
            _to_do(hub, live, limits),
            _topics(hub, live, states),
            _places(hub, live, states),
            _weekdays(hub, live, states),
            _completeness(live),
            *(_reading(hub, articles) if articles else ()),
        ),
        articles=articles,
        sources=source_uses(hub),
    )


def _states(hub: Hub, states: dict[str, Freshness]) -> Table:
    counted = Counter(states.values())
    rows = [Row(state.value.capitalize(), (counted[state],)) for state in Freshness]
    everything = hub.directory.listings.values()
    rows.append(
        Row("Of these, taking a break", (sum(1 for it in everything if not it.ended and it.status == "paused"),))
    )
    ends = ("closed", "moved_to", "removed")
    rows += [
        Row(end.removesuffix("_to").capitalize(), (sum(1 for it in everything if getattr(it, end)),)) for end in ends
    ]
    return Table("states", "Listings by state", "State", ("Listings",), tuple(rows))


def _checks(hub: Hub, live: list[Listing]) -> Table:
    counted = Counter(_month(it.checked.on) for it in live if it.checked is not None)
    months = [_shifted(hub.today, -back) for back in range(_MONTHS_BACK)]
    rows = [Row(month, (counted[month],)) for month in months]
    earlier = sum(count for month, count in counted.items() if month < months[-1])
    rows.append(Row("Earlier", (earlier,)))
    return Table("checks", "When listings were last checked", "Month", ("Listings",), tuple(rows))


def _to_do(hub: Hub, live: list[Listing], limits: FreshnessLimits) -> Table:
    days = [due_on(it, hub.today, limits) for it in live]
    counted = Counter(_month(day) for day in days if day >= hub.today)
    rows = [Row("Overdue", (sum(1 for day in days if day < hub.today),))]
    rows += [Row(month, (counted[month],)) for month in (_shifted(hub.today, n) for n in range(_MONTHS_AHEAD + 1))]
    return Table("due", "When listings are to be asked", "Month", ("Listings",), tuple(rows))


def _topics(hub: Hub, live: list[Listing], states: dict[str, Freshness]) -> Table:
    known = hub.directory.vocabulary.topics
    pairs = ((known[topic].label, it) for it in live for topic in dict.fromkeys(it.topics) if topic in known)
    rows = _coverage(pairs, states, [topic.label for topic in known.values()])
    return Table("topics", "Coverage by topic", "Topic", ("Listings", "Checked lately"), rows)


def _places(hub: Hub, live: list[Listing], states: dict[str, Freshness]) -> Table:
    rows = _coverage(((_place(hub, it), it) for it in live), states)
    return Table("places", "Coverage by place", "Place", ("Listings", "Checked lately"), rows)


def _place(hub: Hub, listing: Listing) -> str:
    where = listing.place or listing.area
    if where is None or where.country is None:
        return "Anywhere"
    known = hub.directory.vocabulary.countries.get(where.country)
    label = known.label if known else where.country
    return f"{label}: {where.region or 'no region'}"


def _weekdays(hub: Hub, live: list[Listing], states: dict[str, Freshness]) -> Table:
    names = hub.words.several("dates.weekdays")
    unknown = "Groups without a known day"

    def pairs() -> Iterator[tuple[str, Listing]]:
        for listing in live:
            days = {day for meeting in listing.meetings for day in meeting.days}
            for day in days:
                yield names[_DAYS.index(day)], listing
            if not days and listing.kind == "group":
                yield unknown, listing

    order = [*names, unknown]
    rows = sorted(_coverage(pairs(), states, order), key=lambda row: order.index(row.label))
    return Table("weekdays", "Coverage by day", "Day", ("Listings", "Checked lately"), tuple(rows))


def _completeness(live: list[Listing]) -> Table:
    """Count the listings that answer what a newcomer asks; an answer may stand in any of several fields."""
    questions: dict[str, list[Callable[[Listing], Any]]] = {}
    for path, field in fields().items():
        if field.report:
            questions.setdefault(field.report, []).append(reader(path))

    def answers(listing: Listing, question: str) -> bool:
        if question in _ASKED_OF and not _ASKED_OF[question](listing):
            return True
        return any(read(listing) not in (None, "", ()) for read in questions[question])

    rows = [Row(question, (sum(answers(listing, question) for listing in live),)) for question in questions]
    return Table("fields", "What listings say", "Question", ("Listings that answer it",), tuple(rows), len(live))


def _reading(hub: Hub, articles: tuple[ArticleFigures, ...]) -> Iterator[Table]:
    """Count articles by what their own table tells one by one: how hard, how long, how well sourced, when due."""
    grades = [f"Grade {grade}" for grade in range(_HARDEST)]
    yield _spread(
        "grades",
        "How hard the articles read",
        "Years of schooling needed",
        ["Too short to tell", *grades, f"Grade {_HARDEST} and above"],
        ["Too short to tell" if it.grade is None else _grade(it.grade) for it in articles],
    )
    lengths = [f"{start:,} to {start + _WORDS - 1:,} words" for start in range(0, _LONGEST, _WORDS)]
    longest = f"{_LONGEST:,} words and more"
    found = [lengths[it.words // _WORDS] if it.words < _LONGEST else longest for it in articles]
    yield _spread("lengths", "How long the articles are", "Words", [*lengths, longest], found)
    most = max(it.sources for it in articles)
    sources = [str(number) for number in range(most + 1)]
    yield _spread(
        "sources-per-article", "Sources per article", "Sources", sources, [str(it.sources) for it in articles]
    )
    quarters = [_quarter(hub.today, ahead) for ahead in range(_QUARTERS_AHEAD + 1)]
    due = ["Overdue" if it.overdue else _quarter(it.next_review, 0) for it in articles if it.next_review]
    none = ["No date"] * sum(1 for it in articles if it.next_review is None)
    yield _spread(
        "reviews", "When articles are to be reviewed", "Quarter", ["Overdue", *quarters, "No date"], due + none
    )


def _spread(id: str, title: str, first: str, labels: list[str], found: list[str]) -> Table:
    """Count articles by label; a label that was not foreseen comes last, so that none is lost."""
    counted = Counter(found)
    rows = tuple(Row(label, (counted[label],)) for label in dict.fromkeys([*labels, *found]))
    return Table(id, title, first, ("Articles",), rows)


def _grade(grade: float) -> str:
    whole = max(0, int(grade))
    return f"Grade {whole}" if whole < _HARDEST else f"Grade {_HARDEST} and above"


def _quarter(day: date, ahead: int) -> str:
    count = day.year * 4 + (day.month - 1) // 3 + ahead
    return f"{count // 4:04}, {('January', 'April', 'July', 'October')[count % 4]} on"


def _coverage(
    pairs: Iterable[tuple[str, Listing]], states: dict[str, Freshness], labels: Iterable[str] = ()
) -> tuple[Row, ...]:
    """Count listings by label, the most first; labels that are given are there even with nothing to count."""
    every: Counter[str] = Counter(dict.fromkeys(labels, 0))
    lately: Counter[str] = Counter()
    for label, listing in pairs:
        every[label] += 1
        lately[label] += states[listing.id] in RELIED_ON
    ordered = sorted(every.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(Row(label, (count, lately[label])) for label, count in ordered)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _shifted(day: date, months: int) -> str:
    """Name the month that is some months from a day's."""
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"
