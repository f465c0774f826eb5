"""When a listing meets, for templates: the sentence, the next dates, and what the browser works them out from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, NamedTuple

from peerhub.directory.due import reachable
from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import coming_dates, schedule_of, told_until
from peerhub.hub import Hub
from peerhub.reuse import by_listing, coming_starts
from peerhub.schedule.occurrences import Occurrence
from peerhub.schedule.schedule import Schedule
from peerhub.schedule.schedule_words import ScheduleWords
from peerhub.shown import facts
from peerhub.words.schedules import schedule_words

# As many of a listing's next meetings as any page shows.
_NEXT_KNOWN = 4


def when_words(hub: Hub, listing: Listing) -> tuple[str, ...]:
    """Say when a listing meets; a group that says nothing is to be asked, and others do not meet."""
    if listing.ended:
        return ()
    if listing.status == "paused":
        note = listing.status_note or ""
        return tuple(part for part in (hub.words.say("listing.paused"), note) if part)
    schedule = schedule_of(listing)
    if schedule is None:
        known = "ask_times" if reachable(listing) else "times_unknown"
        return (hub.words.say(f"listing.{known}"),) if listing.kind == "group" else ()
    return (schedule.sentence(_words(hub), hub.today),)


def timing_note(hub: Hub, listing: Listing) -> str:
    """Say in one text what is different from the rule."""
    return " ".join(said.text for said in timing_notes(hub, listing))


def timing_notes(hub: Hub, listing: Listing) -> tuple[facts.Said, ...]:
    """Say what is different from the rule: notes of the slots, and dates that are off or extra."""
    schedule = schedule_of(listing)
    if schedule is None:
        return ()
    lang = hub.language_of(listing, "meetings")
    notes = {meeting.note: lang for meeting in listing.meetings if meeting.note}
    if any(meeting.not_on_public_holidays for meeting in listing.meetings) and schedule.holidays.unsure:
        notes[hub.words.say("listing.holidays_unsure")] = ""
    notes |= dict.fromkeys(schedule.changes(_words(hub), hub.today), "")
    return tuple(facts.Said(_full_stop(text), spoken) for text, spoken in notes.items())


def schedule_form(hub: Hub, listing: Listing) -> str:
    """Give the small form of the schedule for the browser, or nothing when no dates follow from it."""
    schedule = schedule_of(listing)
    return (
        by_listing(hub, "forms", listing, lambda: schedule.browser_form(hub.today, _until(hub, listing)))
        if schedule
        else ""
    )


def upcoming(hub: Hub, listing: Listing, count: int) -> tuple[facts.Occurrence, ...]:
    """Give the next few meetings from the moment of the build on."""
    schedule = schedule_of(listing)
    if schedule is None:
        return ()
    found = next_occurrences(hub, listing, schedule)
    found = found[:count] if count <= _NEXT_KNOWN else schedule.next(hub.now, count, _until(hub, listing))
    return tuple(occurrence_view(hub, schedule, meeting) for meeting in found)


def next_occurrences(hub: Hub, listing: Listing, schedule: Schedule) -> list[Occurrence]:
    """Give the next few meetings of a listing, worked out once a build: its card, page and calendar all ask."""
    known: dict[str, list[Occurrence]] = hub.memo("next occurrences", lambda _: {})
    found = known.get(listing.id)
    if found is None:
        found = known[listing.id] = schedule.next(hub.now, _NEXT_KNOWN, _until(hub, listing))
    return found


def next_meeting(hub: Hub, listing: Listing) -> facts.Occurrence | None:
    """Give the next meeting from the moment of the build on, or None when no date follows."""
    return next(iter(upcoming(hub, listing, 1)), None)


def meets_again(hub: Hub, listing: Listing) -> bool:
    """Whether any meeting of a listing follows from the moment of the build on."""
    schedule = schedule_of(listing)
    if schedule is None:
        return False
    return by_listing(hub, "meets again", listing, lambda: bool(next_occurrences(hub, listing, schedule)))


class Coming(NamedTuple):
    """One meeting of the next days: how many days from the build's, its start as POSIX time, and which it is.

    The start is None where nobody knows the hour. The last number counts the listing's own meetings.
    """

    listing: Listing
    day: int
    starts: int | None
    number: int


def upcoming_in(hub: Hub, listings: Sequence[Listing]) -> list[Coming]:
    """Give the meetings of the next UPCOMING_DAYS days in their order.

    Meetings at the same moment keep the order of `listings`.
    """
    midnight, now = int(datetime.combine(hub.today, time(), UTC).timestamp()), int(hub.now.timestamp())
    rows = []
    for rank, listing in enumerate(listings):
        for number, (day, starts) in enumerate(coming_starts(hub, listing)):
            if starts is None or starts >= now:
                rows.append((day, starts or midnight, rank, number, starts))
    return [Coming(listings[rank], day, starts, number) for day, _, rank, number, starts in sorted(rows)]


def coming_view(hub: Hub, found: Coming) -> facts.Occurrence:
    """Put one meeting of the next days into words and instants."""
    rows = by_listing(hub, "coming in words", found.listing, partial(_coming_in_words, hub, found.listing))
    return facts.Occurrence(**rows[found.number])


def _coming_in_words(hub: Hub, listing: Listing) -> list[dict[str, Any]]:
    schedule = schedule_of(listing)
    found = coming_dates(listing, hub.today, hub.settings.freshness)
    return [asdict(occurrence_view(hub, schedule, meeting)) for meeting in found] if schedule else []


def occurrence_view(hub: Hub, schedule: Schedule, found: Occurrence) -> facts.Occurrence:
    """Put one meeting into words and instants."""
    return facts.Occurrence(
        start=_instant(found.starts),
        end=_instant(found.ends),
        local_date=found.on.isoformat(),
        words=schedule.text(found, _words(hub)),
        timezone=schedule.meetings[found.slot].timezone or "",
        online=schedule.is_online(found),
    )


def weekdays(listing: Listing) -> tuple[str, ...]:
    """Name the weekdays on which a listing meets."""
    schedule = schedule_of(listing)
    return schedule.weekdays if schedule else ()


def _words(hub: Hub) -> ScheduleWords:
    return schedule_words(hub.settings.language)


def _until(hub: Hub, listing: Listing) -> date:
    return told_until(listing, hub.today, hub.settings.freshness)


def _instant(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
