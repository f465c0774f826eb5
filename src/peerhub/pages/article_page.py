"""What stands round an article's text: its promise, its sources, who stands behind it, and where to go next."""

from __future__ import annotations

import re

from peerhub.articles.bibliography import list_references
from peerhub.articles.citations import Citations
from peerhub.articles.kinds import KINDS
from peerhub.articles.reviews import Review, ReviewState, review_state
from peerhub.hub import ArticlePage, Hub
from peerhub.pages.html import trusted
from peerhub.pages.read_next import paths_of, read_next
from peerhub.pages.related import listings_for_article
from peerhub.pages.views import ArticleView, Reference
from peerhub.shown.facts import Link
from peerhub.store.cache import digest
from peerhub.text import plain_text

_WORDS_A_MINUTE = 200
_HEADING = re.compile(r'<h2 id="([^"<>]+)">((?:(?!<h2 ).)*?)</h2>', re.DOTALL)


def article_view(
    hub: Hub, article: ArticlePage, citations: Citations, previous: Link | None, following: Link | None
) -> ArticleView:
    """Work out the view of an article from its front matter and its rendered text."""
    front = article.front
    say, date_words = hub.words.say, hub.words.date_words
    overdue = front.next_review is not None and front.next_review < hub.today
    withheld = hub.withheld(article)
    minutes, contents = _outline(hub, article)
    edit = hub.settings.edit_url or hub.parts.edit
    return ArticleView(
        title=front.title,
        description=front.description,
        kind=front.kind.value,
        in_brief=front.in_brief,
        content_note=front.content_note,
        content_note_about=front.content_note_about,
        written=_written(hub, article),
        reviewed=_reviewed(hub, article),
        last_updated=date_words(front.dated) if front.dated else "",
        next_review=date_words(front.next_review) if front.next_review else "",
        overdue=say("article.overdue", date=date_words(front.next_review)) if overdue and front.next_review else "",
        conflicts=hub.words.say("article.no_conflicts") if front.conflicts == "none" else front.conflicts or "",
        reading_time=say("article.reading_time", n=minutes, minutes=minutes),
        contents=contents,
        references=tuple(
            Reference(entry.key, entry.number, trusted(entry.html), entry.href, entry.back_links)
            for entry in list_references(citations, hub.directory.references)
        ),
        paths=paths_of(hub, article),
        related=read_next(hub, article),
        topics=(),
        groups=listings_for_article(hub, article),
        withheld=say("article.withheld", date=date_words(front.next_review))
        if withheld and front.next_review
        else "",
        previous=previous,
        next=following,
        edit=Link(say("article.edit"), f"{edit}{article.file}") if edit else None,
        helpful=Link(say("article.helpful"), hub.settings.helpful_url) if hub.settings.helpful_url else None,
        in_another=say(
            "languages.not_translated",
            language=hub.words.language_name(hub.settings.language),
            shown=hub.words.language_name(article.language),
        )
        if article.language
        else "",
    )


def is_sensitive(hub: Hub, article: ArticlePage) -> bool:
    """Tell whether being seen with an article could harm: help, safety, what needs a note, sensitive topics."""
    known = hub.directory.vocabulary.topics
    about = (known[topic] for topic in article.front.topics if topic in known)
    own = article.front.template == "help.html" or article.path == "stay-safe-online.md"
    return own or bool(article.front.content_note) or any(topic.sensitive or topic.protected for topic in about)


def current_review(hub: Hub, article: ArticlePage) -> Review | None:
    """Give the sign-off of an article as it now stands; a name in its front matter is not enough."""
    status = review_state(article.document, hub.reviews.get(article.file))
    return status.review if status.state is ReviewState.CURRENT else None


def _written(hub: Hub, article: ArticlePage) -> str:
    """Say who wrote an article, and that software helped where it did."""
    front, say = article.front, hub.words.say
    helped = say("article.software_sources" if front.sources else "article.software") if front.software else ""
    nameless = say("article.no_author") if front.software and not front.named_author else ""
    return " ".join(filter(None, [front.named_author, helped, nameless]))


def _reviewed(hub: Hub, article: ArticlePage) -> str:
    """Say truthfully who reviewed an article; a sign-off of an earlier text is named as such.

    Of a page that wants no clinician, such as one on how the hub works, that none has read it is not worth a word.
    """
    say = hub.words.say
    status = review_state(article.document, hub.reviews.get(article.file))
    if status.review is None:
        return say("article.not_reviewed") if "reviewed_by" in KINDS[article.front.kind].needed else ""
    date = hub.words.date_words(status.review.on)
    key = "article.reviewed" if status.state is ReviewState.CURRENT else "article.review_lapsed"
    return say(key, name=status.review.signed, date=date)


def _outline(hub: Hub, article: ArticlePage) -> tuple[int, tuple[Link, ...]]:
    """Give how many minutes a text takes to read, and its headings, as an earlier build found them or found now."""
    table, key = hub.cache.table("outlines"), digest(article.html)
    row = table.get(key)
    if row is None:
        headings = [[plain_text(match[2]), f"#{match[1]}"] for match in _HEADING.finditer(article.html)]
        row = [max(1, round(len(plain_text(article.html).split()) / _WORDS_A_MINUTE)), headings]
        table.put(key, row)
    minutes, headings = row
    return minutes, tuple(Link(title, href) for title, href in headings)
