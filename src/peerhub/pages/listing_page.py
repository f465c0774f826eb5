"""A listing's own page: the answers that a frightened newcomer looks for, in the order of asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote, quote_plus

from markupsafe import Markup

from peerhub import addresses
from peerhub.directory.due import reachable
from peerhub.directory.fields import fields, reader
from peerhub.directory.freshness import Freshness
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.description import description_html
from peerhub.pages.help_views import telephone
from peerhub.pages.html import trusted
from peerhub.pages.near import near_links, near_listings
from peerhub.pages.related import articles_for_topics
from peerhub.pages.views import Fact, ListingView
from peerhub.reuse import cache_key, listing_digests
from peerhub.shown.calendars import calendar_link, calendar_note, calendar_subscription
from peerhub.shown.cards import audience_words, card, freshness, shown_listings
from peerhub.shown.facts import Link, Said
from peerhub.shown.meeting_times import schedule_form, timing_notes, upcoming, when_words

_UPCOMING_SHOWN = 4


def listing_view(hub: Hub, listing: Listing) -> ListingView:
    """Work out the page of a listing; an ended one keeps little more than its name and where to go instead."""
    ended = _ended(listing)
    withheld = not ended and freshness(hub, listing) is Freshness.WITHHELD
    live = not ended and not withheld
    near_title, near = near_links(hub, listing)
    reason, articles = _articles(hub, listing)
    return ListingView(
        card=replace(card(hub, listing), name="", summary="") if listing.removed else card(hub, listing),
        ended="withheld" if withheld else ended,
        ended_text=_ended_text(hub, listing, "withheld" if withheld else ended),
        moved=_moved(hub, listing),
        organisation=_organisation(listing) if live else "",
        description=description_html(listing.description) if live else Markup(),
        when=_when(hub, listing) if live else (),
        when_note=timing_notes(hub, listing) if live else (),
        upcoming=upcoming(hub, listing, _UPCOMING_SHOWN) if live else (),
        form=trusted(schedule_form(hub, listing)) if live else Markup(),
        join=_join(hub, listing) if live else None,
        join_text=_join_text(hub, listing) if live else "",
        contacts=tuple(_contacts(listing, _join(hub, listing))) if live else (),
        address=_address(hub, listing) if live else (),
        map=_map(hub, listing) if live else None,
        facts=tuple(_facts(hub, listing)) if live else (),
        unknown=_unknown(hub, listing) if live else "",
        checked_by=_checked_by(hub, listing) if live else "",
        doubts=(listing.doubts or "") if live else "",
        source=_source(hub, listing) if not listing.removed else None,
        source_text=_source_text(hub, listing) if not listing.removed else "",
        calendar=calendar_link(hub, listing),
        calendar_note=calendar_note(hub, listing),
        near=near,
        near_title=near_title,
        articles=articles,
        articles_reason=reason,
        concern=_concern(hub, listing),
        keep=listing.id if live and not hub.directory.is_sensitive(listing) else "",
        subscribe=calendar_subscription(hub, listing),
        run_by=_run_by(hub, listing) if live else None,
        changed=_changed(hub, listing),
        description_lang=hub.language_of(listing, "description") if live and listing.description else "",
        doubts_lang=hub.language_of(listing, "doubts") if live and listing.doubts else "",
    )


def listing_key(hub: Hub, listing: Listing) -> str:
    """Give the key of a listing's page: a digest of everything that it shows, the listings that it names included."""
    near_title, near = near_listings(hub, listing)
    digests = listing_digests(hub)
    return cache_key(
        hub,
        "listing",
        digests[listing.id],
        near_title,
        *(digests[other.id] for other in near),
        hub.memo(
            f"articles in words for {listing.topics}", lambda hub: repr(articles_for_topics(hub, listing.topics))
        ),
        _moved(hub, listing),
        _run_by(hub, listing),
    )


def _articles(hub: Hub, listing: Listing) -> tuple[str, tuple[Link, ...]]:
    """Choose what to read before going, and say why: once where the reason is the same."""
    found = articles_for_topics(hub, listing.topics) if not listing.removed else ()
    reasons = {link.note for link in found}
    if len(found) < 2 or len(reasons) > 1:
        return "", found
    return reasons.pop(), tuple(replace(link, note="") for link in found)


def _organisation(listing: Listing) -> str:
    """Name who runs it, where its own name does not begin so."""
    name = listing.organisation or ""
    return "" if listing.name.startswith(name) else name


def _run_by(hub: Hub, listing: Listing) -> Link | None:
    """Lead to the organisation's own listing, where this directory has one of its name."""
    name = (listing.organisation or "").casefold()
    found = hub.memo("networks by name", _networks).get(name)
    return _named(hub, found) if found and found.id != listing.id else None


def _named(hub: Hub, listing: Listing) -> Link:
    return Link(listing.name, addresses.listing(listing.id), lang=hub.language_of(listing, "name"))


def _when(hub: Hub, listing: Listing) -> tuple[Said, ...]:
    """Say when it meets, or why it takes a break: that is somebody's own note."""
    rule, *notes = when_words(hub, listing) or ("",)
    lang = hub.language_of(listing, "status_note")
    return (Said(rule), *(Said(note, lang) for note in notes)) if rule else ()


def _networks(hub: Hub) -> dict[str, Listing]:
    networks = [listing for listing in shown_listings(hub) if listing.kind == "network"]
    return {listing.name.casefold(): listing for listing in reversed(networks)}


def _ended(listing: Listing) -> str:
    if listing.removed is not None:
        return "removed"
    if listing.moved_to is not None:
        return "moved"
    return "closed" if listing.closed is not None else ""


def _ended_text(hub: Hub, listing: Listing, ended: str) -> str:
    if not ended:
        return ""
    day = listing.closed or (listing.checked.on if listing.checked else None)
    return hub.words.say(f"listing.ended.{ended}", date=hub.words.date_words(day) if day else "")


def _moved(hub: Hub, listing: Listing) -> Link | None:
    target = hub.directory.listings.get(listing.moved_to or "")
    return _named(hub, target) if target else None


def _join(hub: Hub, listing: Listing) -> Link | None:
    """Choose the one strong button: the meeting itself if anybody may walk in, else the way to get in touch."""
    say, join, online = hub.words.say, listing.join, listing.online
    if online is not None and online.url and (join is None or join.how in (None, "drop-in")):
        return Link(say("listing.join.meeting"), online.url)
    if join is not None:
        if join.url:
            return Link(say("listing.join.sign_up" if join.how == "register" else "listing.join.page"), join.url)
        if join.phone:
            return Link(say("listing.join.call", number=join.phone), telephone(join.phone))
        if join.email:
            return Link(say("listing.join.email"), f"mailto:{join.email}")
    if listing.website:
        return Link(say("listing.join.website"), listing.website)
    return None


def _join_text(hub: Hub, listing: Listing) -> str:
    if listing.join is not None and listing.join.how is not None:
        return hub.words.say(f"listing.how.{listing.join.how}")
    return hub.words.say("listing.how.unknown") if reachable(listing) else ""


def _contacts(listing: Listing, button: Link | None) -> Iterator[Link]:
    """Name every way to get in touch. To where the button leads there is no second link, but its address to read.

    A number that the button calls stands on the button itself.
    """
    join, led = listing.join, button.href if button else ""
    if join is not None and join.phone and telephone(join.phone) != led:
        yield Link(join.phone, telephone(join.phone))
    if join is not None and join.email:
        href = f"mailto:{join.email}"
        yield Link(join.email, "" if href == led else href)
    if listing.website:
        shown = listing.website.removeprefix("https://").removeprefix("http://").strip("/")
        yield Link(shown, "" if listing.website == led else listing.website)


def _address(hub: Hub, listing: Listing) -> tuple[str, ...]:
    place = listing.place
    if place is None:
        return ()
    city = " ".join(part for part in (place.city, place.postcode) if part)
    return tuple(part for part in (place.venue, place.street, city, place.region) if part)


def _map(hub: Hub, listing: Listing) -> Link | None:
    """Link to a map elsewhere; nothing is loaded from it, and the browser sends it no referrer."""
    place = listing.place
    if hub.stage == "example":  # no map has a place that is made up
        return None
    if place is None or place.address != "public" or not (place.venue or place.street):
        return None
    query = ", ".join(part for part in (place.venue, place.street, place.city, place.postcode, place.region) if part)
    return Link(
        hub.words.say("listing.map"), f"https://www.openstreetmap.org/search?query={quote_plus(query, safe=',')}"
    )


def _facts(hub: Hub, listing: Listing) -> Iterator[Fact]:
    """Answer what newcomers ask, in the catalogue's order; what nobody knows is said apart, in one line."""
    for fact_id in hub.words.under("listing.question"):
        answer = _OWN_ANSWERS[fact_id](hub, listing) if fact_id in _OWN_ANSWERS else _stated(hub, listing, fact_id)
        if answer:
            said = (one if isinstance(one, Said) else Said(one) for one in answer)
            yield Fact(fact_id, hub.words.say(f"listing.question.{fact_id}"), tuple(said))


def _stated(hub: Hub, listing: Listing, fact_id: str) -> Sequence[str | Said]:
    """Answer with what the fields of a question hold: text as it stands, yes and no in the catalogue's words."""
    found = ((name, read(listing)) for name, read in _readers()[fact_id])
    return [
        hub.words.say(f"listing.{name}.{'yes' if value else 'no'}")
        if isinstance(value, bool)
        else Said(str(value), hub.language_of(listing, name))
        for name, value in found
        if value is not None
    ]


@cache
def _readers() -> dict[str, list[tuple[str, Callable[[Listing], Any]]]]:
    found: dict[str, list[tuple[str, Callable[[Listing], Any]]]] = {}
    for path, field in fields().items():
        found.setdefault(field.page, []).append((path.rpartition(".")[2], reader(path)))
    return found


def _happens(hub: Hub, listing: Listing) -> Sequence[str | Said]:
    visit = listing.first_visit
    happens = visit.what_happens if visit else None
    words = [Said(happens, hub.language_of(listing, "first_visit"))] if happens else []
    return [*words, hub.words.say("listing.size", size=visit.size)] if visit and visit.size else words


def _who(hub: Hub, listing: Listing) -> Sequence[str | Said]:
    audiences = audience_words(hub, listing)
    words: list[str | Said] = (
        [hub.words.say("listing.for", who=hub.words.listed(audiences, "plain"))] if audiences else []
    )
    if listing.eligibility:
        words.append(Said(listing.eligibility, hub.language_of(listing, "eligibility")))
    return [*words, hub.words.say(f"listing.led_by.{listing.led_by}")] if listing.led_by else words


def _cost(hub: Hub, listing: Listing) -> Sequence[str | Said]:
    cost = listing.cost
    if cost is None:
        return []
    words = [hub.words.say("listing.cost.free" if cost.free else "listing.cost.fee")]
    return [*words, Said(cost.note, hub.language_of(listing, "cost"))] if cost.note else [*words]


def _unknown(hub: Hub, listing: Listing) -> str:
    """Say in one line what nobody knows and a newcomer should; and to ask, where there is somebody to ask."""
    said = {
        "cost": listing.cost,
        "led_by": listing.led_by,
        "confidential": listing.confidentiality,
        "joining": reachable(listing) or (listing.join and listing.join.how),
    }
    say = hub.words.say
    missing = [say(f"listing.unknown.{name}") for name, known in said.items() if not known]
    if not missing:
        return ""
    line = say("listing.unknown.line", what=hub.words.listed(missing, "or"))
    return say("listing.unknown.ask", line=line) if reachable(listing) else line


def _languages(hub: Hub, listing: Listing) -> Sequence[str | Said]:
    names = hub.words.listed([hub.words.language_name(tag) for tag in listing.languages], "plain")
    return [names] if names else []


_OWN_ANSWERS: Mapping[str, Callable[[Hub, Listing], Sequence[str | Said]]] = {
    "happens": _happens,
    "who": _who,
    "cost": _cost,
    "languages": _languages,
}


def _checked_by(hub: Hub, listing: Listing) -> str:
    """Say who checked a listing; how and when says its badge, which stands beside it."""
    return hub.words.say("listing.checked_by", by=listing.checked.by) if listing.checked else ""


def _source(hub: Hub, listing: Listing) -> Link | None:
    source = listing.source
    return Link(hub.words.say("listing.source"), source.url) if source is not None and source.url else None


def _source_text(hub: Hub, listing: Listing) -> str:
    source = listing.source
    if source is None:
        return ""
    say = hub.words.say
    if source.seen is not None:
        return say("listing.source_dated", date=hub.words.date_words(source.seen))
    if source.year is not None:
        return say("listing.source_year_guess" if source.year_inferred else "listing.source_dated", date=source.year)
    return say("listing.source_undated" if source.url else "listing.source_listed")


def _concern(hub: Hub, listing: Listing) -> Link | None:
    if not hub.settings.contact:
        return None
    subject = quote(hub.words.say("listing.concern_subject", id=listing.id))
    return Link(hub.words.say("listing.concern"), f"mailto:{hub.settings.contact}?subject={subject}")


def _changed(hub: Hub, listing: Listing) -> Link | None:
    """Ask readers to say what is no longer right; of a listing that was removed, nothing more is asked."""
    if listing.removed is not None:
        return None
    return Link(hub.words.say("listing.changed"), addresses.change_of(listing.id))
