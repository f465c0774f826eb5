"""The sections of a listing's page, and what each may use of the view."""

from __future__ import annotations

from peerhub.pages.sections import Section

LISTING_SECTIONS = (
    Section(
        "partials/listing-head.html",
        (
            *("ended", "ended_text", "moved", "changed", "organisation", "run_by"),
            *("card.name", "card.kind_label", "card.format_label", "card.place", "card.summary"),
            *("card.name_lang", "card.summary_lang"),
            "card.badge.checked_on",
        ),
    ),
    Section(
        "partials/listing-when.html",
        (
            *("ended", "when", "when_note", "upcoming", "form", "join", "join_text", "contacts", "source"),
            *("address", "map", "calendar", "calendar_note", "subscribe", "keep"),
            *("card.badge", "card.hours", "card.zone", "=card.kind"),
        ),
    ),
    Section(
        "partials/listing-facts.html",
        ("ended", "description", "description_lang", "facts", "unknown", "card.topics", "card.audiences"),
    ),
    Section(
        "partials/listing-side.html",
        (
            *("ended", "checked_by", "doubts", "doubts_lang", "source", "source_text", "concern", "changed"),
            "card.badge",
        ),
    ),
    Section("partials/listing-end.html", ("articles", "articles_reason", "near", "near_title")),
)
