"""The report as one page that stands alone: pictures drawn at once, each with its table, no script and no request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from peerhub.report.alone import stand_alone
from peerhub.report.figures import Report, Table
from peerhub.report.report_formats import (
    ARTICLE_COLUMNS,
    article_cells,
    cells,
    cited_at,
    claim_line,
    headings,
    unused_line,
)
from peerhub.report.source_uses import ClaimUse, SourceUse

# A picture of more bars than this is no picture any more; its table has all.
_BARS = 30
_LABEL_WIDTH, _BAR_WIDTH, _ROW_HEIGHT = 210, 420, 24

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2b28; --paper: #fff; --part: #1d6b5f; --all: #a9cfc7; --edge: #c9d3d0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6efec; --paper: #14201d; --part: #7fd1c1; --all: #37635a; --edge: #3b4a46; }
}
body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; }
section { margin-block: 3rem; }
svg { display: block; width: 100%; max-width: 44rem; height: auto; }
svg text { fill: var(--ink); font-size: 13px; }
.all { fill: var(--all); }
.part { fill: var(--part); }
div { overflow-x: auto; }
table { border-collapse: collapse; margin-block-start: 1rem; }
caption { text-align: start; font-weight: 600; }
th, td { padding: .2rem .8rem .2rem 0; border-block-end: 1px solid var(--edge); text-align: start; }
td { text-align: end; font-variant-numeric: tabular-nums; }
li { margin-block: .4rem; }
code { overflow-wrap: anywhere; }
"""


def report_page(report: Report) -> str:
    """Write the report as HTML. Its only style stands in its head, so it can be kept, sent and printed alone."""
    sections = Markup("\n").join(
        [*(_section(table) for table in report.tables), _articles(report), *_sources(report)]
    )
    body = Markup(
        "<p>{listings} listings and {articles} articles on {on}.\n"
        "“Checked lately” means fresh or ageing: somebody checked within the hub's own limits.</p>\n{sections}"
    ).format(listings=f"{report.listings:,}", articles=f"{len(report.articles):,}", on=report.on, sections=sections)
    return stand_alone(f"Report: {report.hub}", _STYLE, body)


def _section(table: Table) -> Markup:
    rows = ((row.label, *cells(table, row)) for row in table.rows)
    return Markup(
        '<section aria-labelledby="{id}">\n<h2 id="{id}">{title}</h2>\n{picture}\n{table}\n</section>'
    ).format(
        id=table.id,
        title=table.title,
        picture=_picture(table),
        table=_table(table.title, (table.first, *headings(table)), rows),
    )


def _articles(report: Report) -> Markup:
    if not report.articles:
        return Markup()
    rows = ((f"{article.title} ({article.path})", *article_cells(article)) for article in report.articles)
    return Markup(
        '<section aria-labelledby="articles">\n<h2 id="articles">Articles</h2>\n{table}\n</section>'
    ).format(
        table=_table(
            "Articles: a grade is the years of schooling needed to read it", ("Page", *ARTICLE_COLUMNS), rows
        )
    )


def _sources(report: Report) -> Iterator[Markup]:
    """List each claim with the sentences that rest on it, then the sources that nobody cites."""
    cited = [source for source in report.sources if source.cited]
    unused = [source for source in report.sources if not source.cited]
    if cited:
        yield Markup(
            '<section aria-labelledby="citations">\n<h2 id="citations">Each claim, and the sentences that rest on it'
            "</h2>\n<p>Read each sentence against its claim, hedges too. It may say less, and never more.</p>\n"
            "{}\n</section>"
        ).format(Markup("\n").join(map(_cited, cited)))
    if unused:
        items = (Markup("<li><code>{}</code>: {}</li>").format(source.key, unused_line(source)) for source in unused)
        yield Markup(
            '<section aria-labelledby="unused">\n<h2 id="unused">Sources that no article cites yet</h2>\n<ul>\n'
            "{}\n</ul>\n</section>"
        ).format(Markup("\n").join(items))


def _cited(source: SourceUse) -> Markup:
    claims = (
        Markup("<li>{}\n<ul>\n{}\n</ul></li>").format(claim_line(source, claim), Markup("\n").join(_places(claim)))
        if claim.sentences
        else Markup("<li>{}</li>").format(claim_line(source, claim))
        for claim in source.claims
    )
    return Markup("<h3>{}: {}</h3>\n<ul>\n{}\n</ul>").format(source.key, source.title, Markup("\n").join(claims))


def _places(claim: ClaimUse) -> Iterator[Markup]:
    for found in claim.sentences:
        yield Markup("<li>{} <code>{}</code></li>").format(found.sentence, cited_at(found))


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(text) for text in heads)
    lines = [
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup().join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in rows
    ]
    # A table wider than a phone scrolls by itself, by keyboard too.
    return Markup(
        '<div role="group" aria-label="{caption}" tabindex="0"><table>\n<caption>{caption}</caption>\n'
        "<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table></div>"
    ).format(caption=caption, head=head, lines=Markup("\n").join(lines))


def _picture(table: Table) -> Markup:
    """Draw bars: the first number of a row, and in it the second."""
    shown = table.rows[:_BARS]
    most = table.of or max((row.counts[0] for row in shown), default=0) or 1
    bars = []
    for number, row in enumerate(shown):
        top = number * _ROW_HEIGHT
        bars.append(_text(_LABEL_WIDTH - 8, top + 16, _short(row.label), "end"))
        for kind, count in zip(("all", "part"), row.counts, strict=False):
            width = count * _BAR_WIDTH / most
            inset = 3 if kind == "all" else 8
            bars.append(
                Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    kind, _LABEL_WIDTH, top + inset, f"{width:.1f}", _ROW_HEIGHT - 2 * inset
                )
            )
        bars.append(_text(_LABEL_WIDTH + row.counts[0] * _BAR_WIDTH / most + 6, top + 16, f"{row.counts[0]:,}"))
    rest = f", the first {_BARS} of {len(table.rows)}" if len(table.rows) > _BARS else ""
    label = f"Bars: {table.title}{rest}. The table below says the same in numbers."
    return Markup('<svg role="img" aria-label="{}" viewBox="0 0 {} {}">\n{}\n</svg>').format(
        label, _LABEL_WIDTH + _BAR_WIDTH + 70, len(shown) * _ROW_HEIGHT, Markup("\n").join(bars)
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(f"{x:.1f}", y, anchor, escape(text))


def _short(label: str) -> str:
    return label if len(label) <= 30 else label[:29] + "…"
