"""The report as text for a terminal or a mail, and as JSON for programs; and the words that every format shares."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from peerhub.report.article_figures import ArticleFigures
from peerhub.report.figures import Report, Row, Table
from peerhub.report.safety import SafetyReport
from peerhub.report.source_uses import CitedSentence, ClaimUse, SourceUse

ARTICLE_COLUMNS = ("Grade", "Words", "Sources", "Last updated", "Next review")


def report_text(report: Report) -> str:
    """Write the report as plain text in columns."""
    return "\n".join(_lines(report)) + "\n"


def report_json(report: Report | SafetyReport) -> str:
    """Write a report as JSON: its fields, with dates as YYYY-MM-DD."""
    return json.dumps(asdict(report), default=str, ensure_ascii=False, indent=1) + "\n"


def cells(table: Table, row: Row) -> tuple[str, ...]:
    """Give the numbers of a row as words; of a part the share too."""
    numbers = tuple(f"{count:,}" for count in row.counts)
    return (*numbers, f"{row.counts[0] * 100 // table.of} %") if table.of else numbers


def headings(table: Table) -> tuple[str, ...]:
    """Give the headings of the cells of a table."""
    return (*table.columns, "Share") if table.of else table.columns


def article_cells(article: ArticleFigures) -> tuple[str, ...]:
    """Give what there is to say of an article, in the order of ARTICLE_COLUMNS."""
    due = str(article.next_review or "none") + (" (overdue)" if article.overdue else "")
    grade = "too short" if article.grade is None else f"{article.grade}"
    return grade, f"{article.words:,}", str(article.sources), str(article.last_updated or "never"), due


def claim_line(source: SourceUse, claim: ClaimUse) -> str:
    """Name a claim as articles cite it, and say what it says."""
    return f"{source.key}#{claim.id}: {claim.says}" if claim.id else f"{source.key}: cited without naming a claim."


def unused_line(source: SourceUse) -> str:
    """Name a source that no article cites, and say how much of it is ready to be cited."""
    count = sum(bool(claim.id) for claim in source.claims)
    ready = "no text of it was read" if not count else f"{count} claim{'' if count == 1 else 's'}"
    return f"{source.title} ({ready})"


def cited_at(sentence: CitedSentence) -> str:
    """Name the place of a cited sentence, with the page of the source where one is given."""
    return f"{sentence.path}:{sentence.line}" + (f" ({sentence.page})" if sentence.page else "")


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.hub} on {report.on}: {report.listings:,} listings, {len(report.articles):,} articles"
    for table in report.tables:
        rows = [(row.label, *cells(table, row)) for row in table.rows]
        yield from _columns(table.title, (table.first, *headings(table)), rows)
    if report.articles:
        articles = [(article.path, *article_cells(article)) for article in report.articles]
        yield from _columns("Articles", ("Page", *ARTICLE_COLUMNS), articles)
    yield from _sources(report)


def _sources(report: Report) -> Iterator[str]:
    """List each claim beside the sentences that rest on it, then the sources that nobody cites."""
    cited = [source for source in report.sources if source.cited]
    unused = [source for source in report.sources if not source.cited]
    if cited:
        yield from ("", "Each claim, and the sentences that rest on it")
    for source in cited:
        yield from ("", f"  {source.key}: {source.title}")
        for claim in source.claims:
            yield f"  {claim_line(source, claim)}"
            yield from (f"    {cited_at(found)}: {found.sentence}" for found in claim.sentences)
    if unused:
        yield from ("", "Sources that no article cites yet")
        yield from (f"  {source.key}: {unused_line(source)}" for source in unused)


def _columns(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    yield ""
    yield title
    for row in (heads, *rows):
        numbers = "".join(f"  {cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        yield f"  {row[0]:<{widths[0]}}{numbers}"
