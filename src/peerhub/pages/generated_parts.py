"""The parts that pages may ask for with `<!-- generated: NAME -->`, each worked out from what is really so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from peerhub.articles.front_matter import describe_fields
from peerhub.hub import Hub
from peerhub.pages.findings_picture import PLACE
from peerhub.pages.hazard_log import contact_sentence, hazards_markdown, owner_sentence, signed_sentence
from peerhub.pages.site_claims import CHECKS, STORED
from peerhub.pages.standing import articles_reviewed, listings_checked, publisher_sentences, stage_section


def generated_parts(hub: Hub) -> Mapping[str, Callable[[], str]]:
    """Give the parts by name, each as a function that writes Markdown."""
    return {
        "storage": lambda: _storage(hub),
        "exit": lambda: hub.words.say(f"exit.where.{hub.settings.quick_exit}"),
        "accessibility-checks": lambda: _checks(hub),
        "freshness-limits": lambda: _limits(hub),
        "front-matter-fields": describe_fields,
        "findings-picture": lambda: PLACE,
        "hazards": lambda: hazards_markdown(hub),
        "hazards-signed": lambda: signed_sentence(hub),
        "safety-contact": lambda: contact_sentence(hub),
        "safety-owner": lambda: owner_sentence(hub),
        "stage": lambda: stage_section(hub),
        "publisher": lambda: publisher_sentences(hub),
        "listings-checked": lambda: listings_checked(hub),
        "articles-reviewed": lambda: articles_reviewed(hub),
    }


def _storage(hub: Hub) -> str:
    say = hub.words.say
    rows = []
    for stored in STORED:
        why, until = say(f"declared.storage.{stored.id}.why"), say(f"declared.storage.{stored.id}.until")
        name = say("declared.named", name=f"`{stored.name}`")
        rows.append(f"- {why} {until} {name}")
    return "\n".join([say("declared.count", n=len(STORED), count=len(STORED)), "", *rows])


def _checks(hub: Hub) -> str:
    rows = [hub.words.say(f"declared.checks.{check.id}") for check in CHECKS]
    return "\n".join(f"- {row}" for row in rows)


def _limits(hub: Hub) -> str:
    limits = hub.settings.freshness
    say = hub.words.say
    rows: tuple[tuple[str, dict[str, int]], ...] = (
        ("fresh", {"days": limits.fresh}),
        ("ageing", {"days": limits.ageing}),
        ("stale", {"days": limits.stale}),
        ("withheld", {"days": limits.stale}),
        ("unchecked", {}),
    )
    sentences = [say(f"declared.freshness.{state}", **values) for state, values in rows]
    return "\n".join(f"- {sentence}" for sentence in sentences)
