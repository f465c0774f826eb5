"""Who stands behind this hub and what has been checked, as Markdown that is true at every stage of the hub."""

from __future__ import annotations

from peerhub.hub import Hub
from peerhub.pages.hazard_log import contact_sentence, escaped, owner_sentence
from peerhub.shown.cards import shown_listings


def stage_section(hub: Hub) -> str:
    """Say under a heading whether this hub is a demo or open, and what that means for a reader."""
    key = f"standing.stage.{hub.stage}"
    text, items = hub.words.several(f"{key}.text"), hub.words.several(f"{key}.list")
    return "\n".join([f"## {hub.words.say(f'{key}.title')}", "", *text, "", *(f"- {item}" for item in items)])


def publisher_sentences(hub: Hub) -> str:
    """Say who runs the hub, which role answers for safety and where to write; or that nobody has taken it on."""
    publisher = hub.settings.publisher
    if not publisher and hub.stage == "demo":
        return hub.words.say("standing.no_publisher")
    named = hub.words.say("standing.publisher", name=escaped(publisher)) if publisher else ""
    sentences = (named or hub.words.say("standing.unnamed"), owner_sentence(hub), contact_sentence(hub))
    return "\n".join(sentences)


def listings_checked(hub: Hub) -> str:
    """Say how many of the listings that are shown somebody has checked."""
    listings = shown_listings(hub)
    return _count(hub, "listings", sum(listing.checked is not None for listing in listings), len(listings))


def articles_reviewed(hub: Hub) -> str:
    """Say how many of the pages that ask for a review or an author name one."""
    fronts = [page.front for page in hub.readable.values() if page.front.software or page.front.author]
    reviewed = sum(bool(front.named_reviewer) for front in fronts)
    named = sum(bool(front.named_author) for front in fronts)
    software = sum(front.software for front in fronts)
    return "\n".join(
        f"- {_count(hub, what, n, len(fronts))}"
        for what, n in (("reviewed", reviewed), ("software", software), ("named", named))
    )


def _count(hub: Hub, what: str, found: int, count: int) -> str:
    amount = "none" if not found else "all" if found == count else "some"
    return hub.words.say(f"standing.{what}.{amount}", found=found, count=count)
