"""The work that waits, as one queue: help first, each with who must do it and about how long it takes.

Minutes are worked out from what is there: words to read at a careful reader's pace, numbers to compare, listings to
ask. They are rounded up to five and are said as "about"; nobody has held a watch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from peerhub.directory.due import Due
from peerhub.hub import Hub
from peerhub.opening.advice import advice
from peerhub.opening.gate import Requirement, State
from peerhub.text import plain_text
from peerhub.words.catalogue import texts

# Who reads to judge reads slowly: half the pace of reading for pleasure.
_WORDS_A_MINUTE = 100
_PHRASES_A_MINUTE = 10
# A call, or a look at the group's own page, and a line to write it down.
ASKING_A_LISTING = 5
CLINICIAN, SPEAKER, SECOND, KEEPER = "clinician", "native speaker", "second maintainer", "maintainer"
_TWO = f"{KEEPER} and {SECOND}, each alone"

# By how an id begins: the place in the queue, who must do it, and its minutes where these do not follow from a text.
_KINDS: tuple[tuple[str, str, int], ...] = (
    ("emergency-number", _TWO, 20),
    ("line-by-text", _TWO, 20),
    ("two-lines", _TWO, 20),
    ("review-helplines", _TWO, 0),
    ("phrases-", CLINICIAN, 30),
    ("review-phrases", f"{CLINICIAN} and {SPEAKER}", 0),
    ("review-advice", CLINICIAN, 0),
    ("review-words", SPEAKER, 0),
    ("contact", KEEPER, 15),
    ("safety-owner", KEEPER, 15),
    ("review-hazards", f"{CLINICIAN} and {SECOND}", 0),
    ("review-articles", CLINICIAN, 0),
    ("review-synonyms", SPEAKER, 0),
    ("exit-page", KEEPER, 10),
    ("way-on-", KEEPER, 10),
    ("demo-words-", KEEPER, 5),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, who must do it, about how many minutes it takes, and what to type or write then."""

    id: str
    what: str
    who: str
    minutes: int
    then: str


def opening_queue(hub: Hub, found: Iterable[Requirement]) -> list[Task]:
    """Give what stands between a hub and opening, in the order that matters."""
    open_ones = [one for one in found if one.state is not State.MET]
    tasks = [(_place(one.id), Task(one.id, one.asks, *_effort(hub, one), one.hint)) for one in open_ones]
    return [task for _, task in sorted(tasks, key=lambda pair: pair[0])]


def upkeep_queue(hub: Hub, found: Iterable[Requirement], due: Sequence[Due]) -> list[Task]:
    """Give what has lapsed and who is to be asked, help first."""
    lapsed = [one for one in found if one.state is State.LAPSED]
    tasks = opening_queue(hub, lapsed)
    for path, article in hub.articles.items():
        following = article.front.next_review
        if path not in hub.borrowed and following is not None and following < hub.today:
            what = f"{article.front.title}: read it against its sources again."
            words = len(article.document.body.split())
            tasks.append(
                Task(f"overdue-{path}", what, KEEPER, _rounded(words / _WORDS_A_MINUTE), "Set last_updated.")
            )
    if due:
        what = f"Ask {len(due)} {'listing' if len(due) == 1 else 'listings'} whether they are still right."
        tasks.append(Task("listings", what, KEEPER, len(due) * ASKING_A_LISTING, "Write it down with ./hub verify."))
    return tasks


def hours(tasks: Iterable[Task]) -> dict[str, float]:
    """Add up the hours of each who must do something; what two do alone counts for both."""
    found: dict[str, float] = {}
    for task in tasks:
        for who in task.who.removesuffix(", each alone").split(" and "):
            found[who] = found.get(who, 0) + task.minutes / 60
    return {who: round(took, 1) for who, took in found.items()}


def in_words(minutes: int) -> str:
    """Say how long something takes, in minutes or in hours."""
    return f"about {minutes} minutes" if minutes < 100 else f"about {round(minutes / 60, 1):g} hours"


def queue_lines(tasks: Sequence[Task]) -> Iterator[str]:
    """Write a queue as a numbered list, and what it takes in all."""
    for number, task in enumerate(tasks, 1):
        yield f"{number:3}. {task.what} ({task.who}, {in_words(task.minutes)})"
    sums = [f"{who} about {took:g}" for who, took in hours(tasks).items()]
    yield f"In all, in hours: {', '.join(sums)}."


def _place(id_: str) -> int:
    return next((at for at, (start, _, _) in enumerate(_KINDS) if id_.startswith(start)), len(_KINDS))


def _effort(hub: Hub, one: Requirement) -> tuple[str, int]:
    place = _place(one.id)
    if place == len(_KINDS):
        return KEEPER, 15
    start, who, minutes = _KINDS[place]
    return who, minutes or _reading(hub, start.removeprefix("review-"), one.id.removeprefix(f"{start}-"))


def _reading(hub: Hub, kind: str, name: str) -> int:
    """Work out how long a text takes that is to be signed."""
    directory = hub.directory
    if kind == "articles" and name in hub.articles:
        return _rounded(len(hub.articles[name].document.body.split()) / _WORDS_A_MINUTE)
    if kind == "advice":
        sentences = advice(hub.words).get(name, ())
        return _rounded(sum(len(plain_text(one).split()) for one in sentences) / _WORDS_A_MINUTE)
    if kind == "words":
        return _rounded(sum(len(form.split()) for text in texts() for form in text.forms) / _WORDS_A_MINUTE)
    if kind == "phrases":
        known = dict(directory.phrases.dangers).get(name)  # type: ignore[call-overload]  # a DangerId
        count = sum(len(phrases) for phrases in known.phrases.values()) if known else 0
        return _rounded(count / _PHRASES_A_MINUTE)
    if kind == "helplines" and name in directory.helplines.countries:
        return _rounded(ASKING_A_LISTING * len(directory.helplines.countries[name].lines))
    if kind == "hazards":
        words = sum(len(str(hazard.model_dump()).split()) for hazard in directory.hazards)
        return _rounded(words / _WORDS_A_MINUTE)
    terms = {**directory.vocabulary.topics, **directory.vocabulary.audiences}
    return _rounded(len(terms[name].words) / _PHRASES_A_MINUTE) if name in terms else 5


def _rounded(minutes: float) -> int:
    """Round up to whole five minutes."""
    return max(5, -int(-minutes // 5) * 5)
