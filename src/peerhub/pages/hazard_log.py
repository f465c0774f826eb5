"""The hazard log as Markdown for the page about clinical safety, and who stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from peerhub.articles.reviews import ReviewState
from peerhub.directory.hazards import Hazard
from peerhub.hub import Hub
from peerhub.opening.risks import open_risks
from peerhub.opening.sign_offs import log_status


def hazards_markdown(hub: Hub) -> str:
    """Write every danger with what limits it and what is still open today."""
    return "\n\n".join("\n".join(_section(hub, hazard)) for hazard in hub.directory.hazards)


def signed_sentence(hub: Hub) -> str:
    """Say who signed the log, or that nobody has."""
    status = log_status(hub)
    if status.review is None:
        return hub.words.say("safety.unsigned")
    key = "safety.signed" if status.state is ReviewState.CURRENT else "safety.lapsed"
    date = hub.words.date_words(status.review.on)
    return hub.words.say(key, name=escaped(status.review.signed), date=date)


def owner_sentence(hub: Hub) -> str:
    """Say which role answers for safety, or that none does."""
    owner = hub.settings.safety_owner
    return hub.words.say("safety.owner", owner=escaped(owner)) if owner else hub.words.say("safety.no_owner")


def contact_sentence(hub: Hub) -> str:
    """Say where something that went wrong can be told in private, or that there is no place yet."""
    contact = hub.settings.contact
    if not contact:
        return hub.words.say("safety.no_contact")
    return hub.words.say("safety.contact", address=f"[{escaped(contact)}](mailto:{quote(contact, safe='@')})")


def _section(hub: Hub, hazard: Hazard) -> Iterator[str]:
    say = hub.words.say
    could, controls, still_open = say("safety.could"), say("safety.controls"), say("safety.open")
    yield from (f"## {hazard.title}", "", f"**{could}**", hazard.could, "")
    yield from (f"**{controls}**", "", *(f"- {control.says}" for control in hazard.controls), "")
    risks = [risk.says for risk in open_risks(hub, hazard)] or [say("safety.nothing_open")]
    yield from (f"**{still_open}**", "", *(f"- {risk}" for risk in risks))


def escaped(text: str) -> str:
    """Keep a text from a setting from being read as Markdown."""
    marked = re.sub(r"([\\`*_{}\[\]()>#+.!-])", r"\\\1", text)
    return marked.replace("&", "&amp;").replace("<", "&lt;")
