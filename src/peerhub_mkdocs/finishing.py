"""At `on_post_build` and `on_build_error`: the pages made from data, and the site in place or not at all."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.utils import CountHandler

from peerhub.building.session import Session
from peerhub.building.standing import Standing
from peerhub.cli.fault import FaultError, stands, told
from peerhub.cli.logs import log_problems
from peerhub.problems import PeerHubError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.hooks.peerhub")


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site."""
    build = Session.of(config).build
    if config.strict and _warned():
        raise PluginError("Warnings stand in the way of a strict build. The site was left as it was.")

    try:
        summary = build.finish()
    except PeerHubError as error:
        log_problems(log, error.problems)
        raise PluginError(str(error)) from None
    finally:
        Standing.new = build.in_place
    log_problems(log, build.hub.problems)
    log.info("%s", summary.words())


def _warned() -> bool:
    """Tell whether MkDocs counted warnings: it refuses a strict build itself, but only after the old site is gone."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def on_build_error(error: Exception) -> None:
    """Clear up; the old site stands as it was. Nothing that is raised is a reason for a traceback."""
    root = Session.last.opened.hub.root if Session.last is not None and Session.last.opened is not None else None
    Session.abandon_last()
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        raise PluginError(f"{what}{error.strerror or error}. {stands()}") from None
    if isinstance(error, TemplateError):
        where = f"{error.name}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        what = (error.message or "").rstrip(".")
        raise PluginError(f"A template is wrong: {where}{what}. {stands()}") from None
    if isinstance(error, RecursionError) and any(
        "jinja2" in frame.filename for frame in traceback.extract_tb(error.__traceback__, limit=-20)
    ):
        raise PluginError(f"A template is wrong: it extends or includes itself. {stands()}") from None
    if not isinstance(error, MkDocsException | PeerHubError) and isinstance(fault := told(error, root), FaultError):
        raise PluginError(str(fault)) from fault
