"""`./hub build`: the whole site, one line about it, and where its time went for those who ask."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.clock import stage_clock
from peerhub.cli.progress import Bar, progress
from peerhub.problems import PeerHubError
from peerhub.stages import Stages


@click.command()
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.option("--site-dir", type=click.Path(file_okay=False), help="Where to write the site. Without it: site/.")
@click.option("--profile", is_flag=True, help="Say where the time went, and draw it in .cache/profile.svg.")
@click.option(
    "--processes",
    type=click.IntRange(1, 16),
    help="How many processes may work at once. Without it: for a large directory one for each core, up to four.",
)
@pass_place
def command(place: Place, strict: bool, site_dir: str | None, profile: bool, processes: int | None) -> None:
    """Build the whole site into site/.

    Everything is checked first. When an error stands, nothing is written and the old site stays as it was.
    """
    started = time.perf_counter()
    with progress("Building") as bar:
        stages = _ShownStages(stage_clock, bar=bar)
        stages.begin("start")
        from peerhub.building.session import Session
        from peerhub.cli import engine

        if site_dir:
            _refuse_own_folder(place, site_dir)
        overrides = {"strict": True} if strict else {}
        config = engine.load(place, **overrides, **({"site_dir": site_dir} if site_dir else {}))
        site = config.site_dir
        session = Session.of(config)
        session.stages, session.processes = stages, processes or 0
        summary = engine.build(config).summary
        stages.end()
    seconds = time.perf_counter() - started
    if profile:
        _tell(stages, place)
    click.echo(f"{summary.words()}, {seconds:.1f} seconds: {click.format_filename(site)}")


def _refuse_own_folder(place: Place, site_dir: str) -> None:
    """Refuse a folder that holds the hub's own files, or lies among its articles: the site takes all of it."""
    target, root, docs = Path(site_dir).resolve(), place.root.resolve(), (place.root / "docs").resolve()
    if root.is_relative_to(target) or target == docs or docs in target.parents:
        raise PeerHubError(
            f"--site-dir {site_dir} holds the hub's own files. Name a folder of its own, such as site."
        )


@dataclass
class _ShownStages(Stages):
    """The stages of a build, which a waiting person is told of as they begin."""

    bar: Bar = field(kw_only=True)

    def begin(self, name: str) -> None:
        super().begin(name)
        self.bar.now(f"Building: {name}")


def _tell(stages: Stages, place: Place) -> None:
    """Print the stages of a build, and draw them."""
    from peerhub.cli.writing import replace_files
    from peerhub.report.stages_page import stages_picture, stages_text

    taken = stages.taken()
    picture = place.root / ".cache" / "profile.svg"
    click.echo(stages_text(taken), nl=False)
    picture.parent.mkdir(exist_ok=True)
    replace_files({picture: stages_picture(taken).encode()})
    click.echo(f"The same as a picture: {click.format_filename(picture)}")
