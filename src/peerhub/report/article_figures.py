"""What the report says about articles: how hard each reads, how long it is, its dates and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peerhub.articles.article import Article
from peerhub.articles.rules.reading_grade import grade_of
from peerhub.hub import Hub


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """One article in numbers; `grade` is None where there is too little text for one, `sources` counts references."""

    path: str
    title: str
    grade: float | None
    words: int
    last_updated: date | None
    next_review: date | None
    overdue: bool
    sources: int


def article_figures(hub: Hub) -> tuple[ArticleFigures, ...]:
    """Measure each article of a hub, in the order of their paths; pages borrowed from the engine are not its own."""
    return tuple(_measured(hub, path) for path in sorted(hub.articles) if path not in hub.borrowed)


def _measured(hub: Hub, path: str) -> ArticleFigures:
    page = hub.articles[path]
    article = Article(path, page.document)
    grade = grade_of(article)
    front = page.front
    return ArticleFigures(
        path=path,
        title=front.title,
        grade=None if grade is None else round(grade, 1),
        words=sum(sentence.words for paragraph in article.prose for sentence in paragraph.sentences),
        last_updated=front.dated,
        next_review=front.next_review,
        overdue=front.next_review is not None and front.next_review < hub.today,
        sources=len(front.sources),
    )
