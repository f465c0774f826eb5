"""`./hub build`: the whole site, and one line about it."""

from __future__ import annotations

import time

import click

from peerhub.cli import Place, pass_place


@click.command()
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.option("--site-dir", type=click.Path(file_okay=False), help="Where to write the site. Without it: site/.")
@pass_place
def command(place: Place, strict: bool, site_dir: str | None) -> None:
    """Build the whole site into site/.

    Everything is checked first. When an error stands, nothing is written and the old site stays as it was.
    """
    from peerhub.cli import engine

    started = time.perf_counter()
    overrides = {"strict": True} if strict else {}
    config = engine.load(place, **overrides, **({"site_dir": site_dir} if site_dir else {}))
    site = config.site_dir
    summary = engine.build(config).summary
    seconds = time.perf_counter() - started
    click.echo(f"{summary.words()}, {seconds:.1f} seconds: {click.format_filename(site)}")
