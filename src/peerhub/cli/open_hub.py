"""A hub opened without building it, for the commands that only read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from peerhub.cli import Place
from peerhub.cli.progress import progress
from peerhub.hub import Hub
from peerhub.problems import PeerHubError, Problem, Problems

if TYPE_CHECKING:
    from markdown import Markdown


def open_place(place: Place, *, letters: bool = False) -> tuple[Hub | None, Problems]:
    """Open and check a hub as a build would; None where its settings leave nothing to go on.

    With `letters` what an article's page may not hold is told too.
    """
    with progress("Reading and checking"):
        return _open(place, letters)


def _open(place: Place, letters: bool) -> tuple[Hub | None, Problems]:
    from peerhub.assets import read_assets
    from peerhub.building.checked import open_checked
    from peerhub.cli import engine
    from peerhub.cli.configuration import config_problems, hub_config

    config = engine.load(place)
    problems = Problems()
    config_problems(config, problems, dict(config._schema))
    assets, said = read_assets([place.engine / "overrides"]), partial(click.echo, err=True)
    hub = open_checked(hub_config(config, assets, place.engine, report=said), problems)
    if letters and hub is not None:
        from peerhub.pages.article_html import check_letters

        check_letters(hub, lambda: _markdown(config))
    if hub is not None:
        hub.cache.put_back()
    return hub, problems


def _markdown(config: Any) -> Markdown:
    """Make the Markdown of a hub's configuration, in which our own links lead to a place on the page itself."""
    from markdown import Markdown

    from peerhub.articles.markdown_links import SCHEMES, HubLinks

    links = HubLinks()
    links.begin_page(lambda href: "#" if href.partition(":")[0] in SCHEMES else None)
    return Markdown(extensions=[*config.markdown_extensions, links], extension_configs=config.mdx_configs)


def open_sound(place: Place, refusal: str) -> Hub:
    """Open a hub whose data has no errors; else raise PeerHubError with `refusal` and every error of it.

    Errors of articles are counted: no data rests on them.
    """
    hub, problems = open_place(place)
    articles = "docs" if hub is None else hub.docs.relative_to(hub.root).as_posix()
    stands = [one for one in problems.errors if not _of_articles(one, articles)]
    if hub is None or stands:
        raise PeerHubError(refusal, stands or problems.errors)
    _say_errors(len(problems.errors))
    return hub


def _of_articles(problem: Problem, folder: str) -> bool:
    return problem.where.path.startswith(f"{folder}/") or problem.rule in (
        "citation-required",
        "answer-place",
        "nav-page",
    )


def _say_errors(count: int) -> None:
    if count:
        stand = "1 error stands" if count == 1 else f"{count:,} errors stand"
        click.echo(f"{stand} in this hub; ./hub check says where.", err=True)


def open_as_it_is(place: Place) -> Hub:
    """Open a hub for a command that can go on beside errors; how many there are is said."""
    hub, problems = open_place(place)
    if hub is None:
        raise PeerHubError("The hub cannot be opened.", problems.errors)
    _say_errors(len(problems.errors))
    return hub
