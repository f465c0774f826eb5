"""`./hub report`: how fresh, how complete and how widely spread the directory is, and how the articles read."""

from __future__ import annotations

from pathlib import Path

import click

from peerhub.cli import Place, pass_place

_FORMATS = ("text", "json", "html")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    help="text for people, json for programs, html for one page with pictures that stands alone.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write. It is replaced. Without it, the report is printed.",
)
@pass_place
def command(place: Place, form: str, output: Path | None) -> None:
    """Report how fresh and complete the listings are, what they cover, and how the articles read.

    It counts listings by state, by month of their last check and by month in which they are to be asked, by topic,
    place and day, and how many answer each question of a newcomer. Of articles it tells how hard and how long they
    are, when they are to be reviewed, and each citation beside the sentence it supports and what its source found.
    """
    from peerhub.cli.opening import open_as_it_is
    from peerhub.cli.writing import replace_files
    from peerhub.report.figures import make_report
    from peerhub.report.formats import report_json, report_text
    from peerhub.report.page import report_page

    report = make_report(open_as_it_is(place))
    content = {"text": report_text, "json": report_json, "html": report_page}[form](report)
    if output is None:
        click.echo(content, nl=False)
    else:
        replace_files({output: content.encode("utf-8")})
        click.echo(f"{click.format_filename(output)}: {len(content.encode('utf-8')):,} bytes.", err=True)
