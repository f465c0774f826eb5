"""`./hub links`: asks other sites whether the pages that this hub links to are still there."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peerhub.cli import Place, pass_place

if TYPE_CHECKING:
    from peerhub.cli.link_asking import Answer
    from peerhub.report.external_links import ExternalLink

_CACHE = Path(".cache") / "links.json"


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people, json for programs.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write. It is replaced. Without it, the report is printed.",
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 32),
    default=8,
    show_default=True,
    help="How many servers to ask side by side.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1.0,
    show_default=True,
    help="Seconds between two questions to the same server.",
)
@click.option(
    "--keep",
    type=click.IntRange(0, 365),
    default=7,
    show_default=True,
    help="For how many days a good answer is kept. What was wrong is asked again each time.",
)
@pass_place
@click.pass_context
def command(
    ctx: click.Context, place: Place, form: str, output: Path | None, at_once: int, pause: float, keep: int
) -> None:
    """Ask other sites whether the pages that this hub links to are still there.

    It reads the links of listings, helplines, references and articles. Each server is asked one question after
    another, and its robots.txt is kept to. A build never does this: it needs no network.

    The exit code is 1 when a page is gone or a server cannot be reached.
    """
    from peerhub.cli.clock import build_date
    from peerhub.cli.link_asking import BAD, Answer
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.cli.writing import replace_files
    from peerhub.report.external_links import external_links
    from peerhub.store.trust import why_doubted

    links = external_links(open_as_it_is(place))
    today = build_date(os.environ)
    cache = place.root / _CACHE
    doubt = why_doubted(cache, place.root)
    if doubt:
        click.echo(f"The answers kept in {_CACHE.as_posix()} are not used: {doubt}", err=True)
    kept = {} if doubt else _kept(cache, today - timedelta(days=keep), today)
    answers = {link.url: Answer(*kept[link.url][:3]) for link in links if link.url in kept}
    try:
        asyncio.run(_ask([link.url for link in links if link.url not in answers], answers, at_once, pause))
    finally:
        if not doubt:
            _keep(cache, answers, kept, today)
    content = _json(links, answers) if form == "json" else _text(links, answers)
    if output is None:
        click.echo(content, nl=False)
    else:
        replace_files({output: content.encode("utf-8")})
    counts = Counter(answer.verdict for answer in answers.values())
    said = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(counts.items()))
    click.echo(f"{len(links):,} links: {said or 'none'}. {len(kept):,} answers were kept from before.", err=True)
    if any(answer.verdict in BAD for answer in answers.values()):
        ctx.exit(1)


async def _ask(urls: list[str], answers: dict[str, Answer], at_once: int, pause: float) -> None:
    from peerhub.cli.link_asking import ask_all
    from peerhub.cli.net import client
    from peerhub.cli.progress import progress

    with progress("Asking other sites", len(urls)) as bar:

        def told(answer: Answer) -> None:
            answers[answer.url] = answer
            bar.step()

        async with client() as asking:
            await ask_all(urls, asking, at_once=at_once, pause=pause, told=told)


def _text(links: tuple[ExternalLink, ...], answers: Mapping[str, Answer]) -> str:
    """Write what a person should look at, the worst first, each place on a line."""
    from peerhub.cli.link_asking import VERDICTS

    lines = []
    for verdict, about in VERDICTS.items():
        found = [link for link in links if answers[link.url].verdict == verdict]
        if verdict == "ok" or not found:
            continue
        lines.append(f"{verdict}: {about}")
        for link in found:
            answer = answers[link.url]
            what = f"now {answer.to}" if answer.to else answer.why
            lines += [f"  {where}: {link.url} ({what})" for where in link.where]
    return "".join(f"{line}\n" for line in lines)


def _json(links: tuple[ExternalLink, ...], answers: Mapping[str, Answer]) -> str:
    rows = [
        {
            "url": link.url,
            "verdict": answers[link.url].verdict,
            "to": answers[link.url].to,
            "why": answers[link.url].why,
            "where": [{"path": where.path, "line": where.line} for where in link.where],
        }
        for link in links
    ]
    return json.dumps({"links": rows}, ensure_ascii=False, indent=1) + "\n"


def _kept(cache: Path, since: date, today: date) -> dict[str, list[str]]:
    """Read the answers that still hold: url, verdict, new address, day. A damaged file counts as none."""
    try:
        rows: Any = json.loads(cache.read_text(encoding="utf-8"))
        found = {str(row[0]): [str(part) for part in row] for row in rows if len(row) == 4}
        return {
            url: row
            for url, row in found.items()
            if row[1] in ("ok", "moved") and since < date.fromisoformat(row[3]) <= today
        }
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return {}


def _keep(cache: Path, answers: Mapping[str, Answer], kept: Mapping[str, list[str]], today: date) -> None:
    """Keep the answers, of a run that was stopped too; what was kept before keeps its day."""
    from peerhub.cli.writing import replace_files

    rows = [
        kept.get(answer.url) or [answer.url, answer.verdict, answer.to, today.isoformat()]
        for answer in answers.values()
    ]
    cache.parent.mkdir(exist_ok=True)
    replace_files({cache: json.dumps(rows, ensure_ascii=False).encode("utf-8")})
