"""The rules of the editorial check, one a file; `RULES` lists them all."""

from __future__ import annotations

from peerhub.articles.rules import (
    absolute_path,
    alternative_text,
    claim_number,
    content_note,
    future_date,
    heading_order,
    heavy_image,
    hidden_character,
    known_topic,
    link_text,
    orphan_page,
    overdue_review,
    paragraph_length,
    raw_html,
    reading_grade,
    related_page,
    remote_image,
    required_sections,
    sentence_length,
    wording,
)
from peerhub.articles.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    absolute_path.RULE,
    alternative_text.RULE,
    claim_number.RULE,
    content_note.RULE,
    future_date.RULE,
    heading_order.RULE,
    heavy_image.RULE,
    hidden_character.RULE,
    known_topic.RULE,
    link_text.RULE,
    orphan_page.RULE,
    overdue_review.RULE,
    paragraph_length.RULE,
    raw_html.RULE,
    reading_grade.RULE,
    related_page.RULE,
    remote_image.RULE,
    required_sections.RULE,
    sentence_length.RULE,
    wording.RULE,
)


def describe_rules() -> str:
    """Write the rules as a Markdown table for the contributors' guide."""
    rows = [f"| `{rule.id}` | {rule.description} | {rule.severity.value} |\n" for rule in RULES]
    return "| Rule | What it asks for | At most |\n|---|---|---|\n" + "".join(rows)


__all__ = ["RULES", "Rule", "describe_rules"]
