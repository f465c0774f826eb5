"""What search engines are told in a page's head, as schema.org says it: little, and only what is true.

A group is an Event only while somebody has checked it lately, and its next date and a place to go to are known:
search engines refuse one without. Otherwise it is an organisation that exists, and no date is promised. What the head
says beside it, and what is so unless it is said (an event takes place), is not said again.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from peerhub import addresses
from peerhub.directory.freshness import Freshness
from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import schedule_of
from peerhub.directory.place import Place
from peerhub.hub import ArticlePage, Hub
from peerhub.pages.article_page import current_review, is_sensitive
from peerhub.pages.html import script_json
from peerhub.pages.social import article_picture
from peerhub.shown.cards import freshness
from peerhub.shown.meeting_times import next_meeting

_CONTEXT = "https://schema.org"
_MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def listing_json_ld(hub: Hub, listing: Listing) -> Markup:
    """Describe a listing; nothing of one that has ended or is withheld."""
    state = freshness(hub, listing)
    if listing.ended or state is Freshness.WITHHELD:
        return Markup()
    event = _event(hub, listing) if state is Freshness.FRESH and listing.kind == "group" else None
    return script_json({"@context": _CONTEXT, **(event or _organization(hub, listing))})


def article_json_ld(hub: Hub, article: ArticlePage) -> Markup:
    """Describe an article; it is a medical page only where it is for readers and a clinician has reviewed it."""
    front = article.front
    if front.template is not None:
        return Markup()
    review = None if article.for_contributors else current_review(hub, article)
    day = front.dated.isoformat() if front.dated else None
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "MedicalWebPage" if review else "Article",
        "headline": front.title,
        "description": front.description,
        "inLanguage": hub.settings.language,
        "author": _author(hub, front.named_author) if front.named_author else None,
        "publisher": {"@type": "Organization", "name": hub.settings.publisher} if hub.settings.publisher else None,
        "dateModified": day,
        "image": article_picture(hub, article, is_sensitive(hub, article)) or None,
    }
    if review:
        found |= {"lastReviewed": review.on.isoformat(), "reviewedBy": _author(hub, review.signed)}
    if hub.site_url:
        found["url"] = f"{hub.site_url}{article.address}"
    return script_json(_present(found))


def _author(hub: Hub, name: str) -> dict[str, str]:
    """Say who wrote or reviewed: a person, by name or role, unless it is who publishes the hub."""
    return {"@type": "Organization" if name in (hub.settings.publisher, hub.site_name) else "Person", "name": name}


def _organization(hub: Hub, listing: Listing) -> dict[str, Any]:
    # A forum or a list of groups is kept by somebody, but is not itself an organisation.
    kind = "Thing" if listing.kind in ("forum", "directory", "one-to-one") else "Organization"
    return _present(
        {
            "@type": kind,
            "name": listing.name,
            "url": listing.website,
            "mainEntityOfPage": _url(hub, listing),
        }
    )


def _event(hub: Hub, listing: Listing) -> dict[str, Any] | None:
    schedule = schedule_of(listing)
    coming = next_meeting(hub, listing)
    places = [place for place in (_place(hub, listing), _room(hub, listing)) if place]
    if schedule is None or listing.checked is None or coming is None or not places:
        return None
    # From the day of the check on, so that the page changes when the listing does and not with each build.
    dates = schedule.schema_org(listing.checked.on)
    if not dates:
        return None
    mode = _MODES.get(listing.format or "")
    return _present(
        {
            "@type": "Event",
            "name": listing.name,
            "url": _url(hub, listing) or listing.website,
            "eventAttendanceMode": f"{_CONTEXT}/{mode}" if mode else None,
            "startDate": coming.start or coming.local_date,
            "endDate": coming.end,
            "eventSchedule": dates,
            "location": places[0] if len(places) == 1 else places,
            "organizer": {"@type": "Organization", "name": listing.organisation} if listing.organisation else None,
            "isAccessibleForFree": listing.cost.free if listing.cost else None,
            "inLanguage": list(listing.languages),
        }
    )


def _place(hub: Hub, listing: Listing) -> dict[str, Any] | None:
    place = listing.place
    if place is None:
        return None
    shown = place.address == "public" and not hub.directory.is_protected(listing)
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street if shown else None,
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postcode if shown else None,
        "addressCountry": place.country,
    }
    name = place.venue if shown else place.city
    return _present({"@type": "Place", "name": name, "address": _present(address), "geo": _geo(place, shown)})


def _geo(place: Place, shown: bool) -> dict[str, Any] | None:
    if not shown or place.latitude is None or place.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}


def _room(hub: Hub, listing: Listing) -> dict[str, Any] | None:
    online = listing.online
    if listing.format not in ("online", "hybrid") or online is None:
        return None
    shown = online.link == "public" and not hub.directory.is_protected(listing)
    # Where the link is told only after contact, the listing's page says how to ask for it.
    url = (online.url if shown else None) or _url(hub, listing) or listing.website
    return {"@type": "VirtualLocation", "url": url} if url else None


def _url(hub: Hub, listing: Listing) -> str | None:
    return f"{hub.site_url}{addresses.listing(listing.id)}" if hub.site_url else None


def _present(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in (None, "", [])}
