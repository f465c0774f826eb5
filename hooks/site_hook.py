"""on_post_build, on_build_error: the pages made from data, and the new site in the old one's place or not at all."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from peerhub.build import Build
from peerhub.cli.logs import log_problems
from peerhub.problems import PeerHubError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.hooks.site")


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site."""
    build = Build.within(config.extra)

    def render(template: str, context: Mapping[str, Any]) -> str:
        return str(build.templates.get_template(template).render(context))

    try:
        summary = build.finish(render)
    except PeerHubError as error:
        log_problems(log, error.problems)
        raise PluginError(str(error)) from None
    log_problems(log, build.hub.problems)
    log.info("%s", summary.words())


def on_build_error(error: Exception) -> None:
    """Clear up; the old site stands as it was."""
    Build.abandon_last()
