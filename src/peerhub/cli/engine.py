"""The engine: MkDocs, driven from the command line. The only module that knows it, and only inside functions.

A content-only hub has no hooks and no theme of its own: its configuration is completed with this engine's.
MkDocs resolves `hooks:` and `custom_dir` against the child's file, so they are given as absolute paths.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peerhub.building.build import Summary
from peerhub.building.session import Session
from peerhub.cli import Place
from peerhub.cli.configuration import logo_of
from peerhub.cli.fault import FaultError, told
from peerhub.hub import Hub, read_config
from peerhub.problems import Location, PeerHubError, Problems, did_you_mean, shown
from peerhub.yaml.mistakes import explain, fault
from peerhub.yaml.untagged import read_untagged

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

# What a hub takes from the engine unless its own mkdocs.yml says otherwise.
_SHARED = ("markdown_extensions", "validation", "use_directory_urls")


_NO_HOOKS = "mkdocs.yml leaves out the hub's hooks. Name them as the engine's own mkdocs.yml does."


class EngineError(PeerHubError):
    """Occurs when MkDocs cannot read a configuration or finish a build; its message is one line."""


def load(place: Place, **overrides: Any) -> MkDocsConfig:
    """Read a hub's configuration; a content-only hub's is completed with the engine's hooks and theme."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the base theme's, on each run, for its developers
    from mkdocs.config import load_config

    config_file = place.root / "mkdocs.yml"
    if not config_file.is_file():
        raise EngineError(f"There is no mkdocs.yml in {place.root}. Name the folder of a hub with --root.")
    if place.root != place.engine:
        overrides = {**_from_engine(place, config_file), **overrides}
    try:
        with _logged_to(_Lines(lines := list[str]())):
            return load_config(str(config_file), **overrides)
    except (SystemExit, Exception) as error:  # a tag in the file may name any code, which may raise anything
        raise EngineError("mkdocs.yml cannot be used.", _refusals(config_file, error, lines)) from None


@dataclass(frozen=True)
class Built:
    """What a build leaves in memory: enough to render one of its articles again, as the next build would."""

    config: MkDocsConfig
    summary: Summary
    _kept: _Kept

    @property
    def hub(self) -> Hub:
        """The hub that was built."""
        return Session.of(self.config).build.hub

    def render(self, path: str) -> str:
        """Render the article at a path inside docs/, read anew. Raises KeyError when it is not built."""
        from mkdocs.commands.build import get_context

        config, files, nav = self.config, self._kept.files, self._kept.nav
        file = files.get_file_from_path(path)
        if file is None or file.page is None:
            raise KeyError(path)
        events = config.plugins
        page = events.on_pre_page(file.page, config=config, files=files)
        page.read_source(config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)
        context = get_context(nav, files, config, page)
        context = events.on_page_context(context, page=page, config=config, nav=nav)
        template = Session.of(config).build.templates.get_template(page.meta.get("template", "main.html"))
        return events.on_post_page(template.render(context), page=page, config=config)


class _Kept:
    """Keeps what MkDocs gives to its events: as a plugin of the configuration that it builds."""

    files: Files
    nav: Navigation

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        from mkdocs.exceptions import ConfigurationError

        # MkDocs empties the site's folder by itself: it must be one that we made beside the old site.
        if Session.of(config).opened is None:
            raise ConfigurationError(_NO_HOOKS)
        return config

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        self.nav, self.files = nav, files


def _to_terminal(line: str) -> None:
    click.echo(line, err=True)


def build(config: MkDocsConfig, tell: Callable[[str], None] = _to_terminal) -> Built:
    """Build a site; each problem is told as the hooks find it. Raises EngineError when it fails."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, BuildError, ConfigurationError

    kept = _Kept()
    config.plugins["hub-kept"] = kept  # type: ignore[assignment]  # any object that answers an event will do
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with _logged_to(_Told(tell)):
            mkdocs_build(config)
    except (BuildError, ConfigurationError) as error:
        fault = error.__cause__
        raise (fault if isinstance(fault, FaultError) else EngineError(str(error))) from None
    except Abort as abort:
        raise EngineError(_plain(str(abort.__cause__ or abort.__context__ or abort))) from None
    except PeerHubError:
        raise
    except (SystemExit, Exception) as error:  # a hook of a hub's own may end the process; a preview goes on after it
        raise told(error, Path(config.config_file_path).parent) from None
    finally:
        config.plugins.on_shutdown()
    summary = Session.of(config).build.summary
    if summary is None:
        raise EngineError(_NO_HOOKS)
    return Built(config, summary, kept)


def _refusals(config_file: Path, error: BaseException, lines: list[str]) -> Problems:
    """Find the lines that MkDocs' complaints about a configuration are about."""
    from yaml import MarkedYAMLError

    problems = Problems()
    name, cause = config_file.name, error.__cause__ or error.__context__
    if isinstance(cause, MarkedYAMLError):
        # MkDocs reads with PyYAML's own parser, whose words are others than those that `explain` knows.
        mistake = explain(fault(text := config_file.read_text(encoding="utf-8", errors="replace")) or cause, text)
        problems.error(Location(name, mistake.line), "yaml-syntax", mistake.got, mistake.hint)
        return problems
    config = read_config(config_file, name)
    for complaint in map(_plain, lines or [str(error)]):
        found = _CONFIG_VALUE.match(complaint)
        at, got = (found[1], f"cannot be used: {found[2]}") if found else ("", f"cannot be used: {complaint}")
        where = config.locate((at,)) if at else Location(name)
        hint = "Correct it; the engine's docs/contribute/settings.md says what mkdocs.yml holds."
        if (kind := _WRONG_KIND.search(got)) is not None:
            got = f"must be {_KINDS.get(kind[1], kind[1])}, found {_KINDS.get(kind[2], kind[2])}"
        elif (missing := _NO_EXTENSION.search(got)) is not None:
            got = f"names {missing[1]!r}, which is not installed"
            hint = did_you_mean(missing[1], _extensions()) or "Take it out."
        elif got.endswith("Required configuration not provided."):
            got, hint = "is missing", f"Write it in a line of its own, such as {at}: Peer Help Leeds"
        elif (absent := _NO_FOLDER.search(got)) is not None:
            got, hint = (
                f"names the folder {shown(Path(absent[1]).name)}, which is not there",
                "Correct it, or make it.",
            )
        elif (other := _NO_LIST.search(got)) is not None:
            got, hint = f"must be a list, found {other[1]}", "Begin each entry below it with a dash."
        problems.error(where, "mkdocs", got.rstrip("."), hint, at)
    return problems


def _extensions() -> list[str]:
    from importlib.metadata import entry_points

    return [point.name for point in entry_points(group="markdown.extensions")]


_WRONG_KIND = re.compile(r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>")
_KINDS = {"str": "text", "list": "a list", "dict": "fields", "bool": "true or false", "int": "a number"}
_NO_EXTENSION = re.compile(r"Failed to load extension '([^']+)'\.\s+ModuleNotFoundError")
_NO_FOLDER = re.compile(r"The path '(.+)' isn't an existing directory")
_NO_LIST = re.compile(r"Expected \w+ to be a list, got (.+?)\.?\Z")
_CONFIG_VALUE = re.compile(r"Config value '([^']+)': (.*)")


def _from_engine(place: Place, config_file: Path) -> dict[str, Any]:
    """Give what a content-only hub's configuration takes from the engine's."""
    import yaml
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    # As written: a configuration that MkDocs has read no longer holds its extensions' settings beside their names.
    with (place.engine / "mkdocs.yml").open("rb") as file:
        base = yaml_load(file, loader=get_yaml_loader(getattr(yaml, "CLoader", yaml.Loader)))
    hooks = [str(place.engine / name) for name in base["hooks"]]
    own = place.root / "overrides"
    written = read_untagged(config_file.read_text(encoding="utf-8", errors="replace"))
    folder = str(own if own.is_dir() else place.engine / "overrides")
    theme = {"name": "material", "custom_dir": folder, "font": False, "logo": logo_of(written)}
    missing = {name: base[name] for name in _SHARED if name in base and name not in written}
    return {"hooks": hooks, "theme": theme, "plugins": [], **missing}


class _Lines(logging.Handler):
    """Keeps what MkDocs says of a configuration, to say it in our own line."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _logged_to(handler: logging.Handler) -> Iterator[None]:
    """Give a handler MkDocs' problems alone: its progress lines say nothing that a volunteer could use."""
    log = logging.getLogger("mkdocs")
    level, propagate = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = propagate


class _Told(logging.Handler):
    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._say = tell

    def emit(self, record: logging.LogRecord) -> None:
        # What MkDocs itself logs as an error it also raises, and it is said once, at the end.
        if record.levelno >= logging.WARNING and record.name != "mkdocs.commands.build":
            self._say(record.getMessage())


def _plain(text: str) -> str:
    """Fold a message of MkDocs' onto one line."""
    return " ".join(text.split())
