"""The e-mail that asks whether a listing is still right: our words from a template, the facts from the listing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.problems import PeerHubError
from peerhub.shown.cards import place_words
from peerhub.shown.meeting_times import when_words

_PLACE = re.compile(r"\{([a-z_]+)\}")


def check_email(hub: Hub, listing: Listing, template: str, email: str, name: str = "") -> bytes:
    """Write the e-mail as a draft (.eml) that any mail program opens.

    The subject names neither the listing nor its topic: others may see an inbox. Nothing in it says from whom or
    when; the mail program of the person who sends it does.
    Raises PeerHubError when the template does not begin with a subject or asks for something unknown.
    """
    head, _, body = template.replace("\r\n", "\n").partition("\n\n")
    if not head.startswith("Subject: ") or "\n" in head or not body.strip():
        raise PeerHubError("The e-mail's template must begin with 'Subject: ...', an empty line, and then the text.")
    values = _values(hub, listing, name)
    message = EmailMessage(policy=SMTP.clone(utf8=False))
    message["To"] = email
    message["Subject"] = _one_line(_filled(head.removeprefix("Subject: "), values))
    message["X-Unsent"] = "1"  # mail programs then open it as a draft
    message.set_content(_filled(body, values), cte="quoted-printable")
    return message.as_bytes()


def _values(hub: Hub, listing: Listing, name: str) -> dict[str, str]:
    say = hub.words.say
    page = f"{hub.site_url}{addresses.listing(listing.id)}" if hub.site_url else ""
    return {
        "greeting": say("check_email.hello_name", name=name) if name else say("check_email.hello"),
        "name": listing.name,
        "site": hub.site_name,
        "facts": "\n".join(f"- {line}" for line in _facts(hub, listing)),
        "page": say("check_email.page", address=page) + "\n" if page else "",
    }


def _facts(hub: Hub, listing: Listing) -> Iterator[str]:
    """Give what readers rely on, one fact a line; what we do not know is asked."""
    say = hub.words.say
    place = listing.place
    yield listing.name
    yield from when_words(hub, listing)
    if place is not None:
        parts = (place.venue, place.street, place.city, place.postcode)
        yield ", ".join(part for part in parts if part)
    else:
        yield place_words(hub, listing)
    yield say(f"listing.how.{(listing.join and listing.join.how) or 'unknown'}")
    if listing.join is not None:
        yield from (part for part in (listing.join.phone, listing.join.email, listing.join.url) if part)
    if listing.website:
        yield listing.website
    if listing.cost is None:
        yield say("check_email.cost_unknown")
    else:
        yield " ".join(
            filter(None, [say(f"listing.cost.{'free' if listing.cost.free else 'fee'}"), listing.cost.note])
        )


def _filled(text: str, values: dict[str, str]) -> str:
    unknown = sorted({place for place in _PLACE.findall(text) if place not in values})
    if unknown:
        known = ", ".join(f"{{{place}}}" for place in values)
        raise PeerHubError(f"The e-mail's template asks for {{{unknown[0]}}}; it may ask for {known}.")
    return _PLACE.sub(lambda place: values[place[1]], text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
