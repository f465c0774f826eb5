"""What a hub's mkdocs.yml says beside `extra.hub`: what is taken up, what has no effect, and what cannot work.

MkDocs' own configuration is passed in; nothing here needs MkDocs. docs/contribute/beside-mkdocs.md says the same for
those who write the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from peerhub.assets import Assets
from peerhub.cli.clock import build_moment
from peerhub.hub import STANDARD_PAGES, HubConfig, SiteParts, read_config
from peerhub.problems import Problems, did_you_mean
from peerhub.yaml.source import DataPath, Source
from peerhub.yaml.untagged import read_untagged

# Plugins whose pages or changes the hub can neither check nor publish, by the last part of their name.
REFUSED_PLUGINS = {
    "blog": "writes pages of its own",
    "gen-files": "writes pages of its own",
    "tags": "writes pages of its own",
    "glightbox": "puts scripts into pages, and a page of the hub runs none but its own",
    "mermaid2": "puts scripts into pages, and a page of the hub runs none but its own",
    "privacy": "rewrites files that the hub has already checked",
    "minify": "rewrites files that the hub has already checked",
}

# What stands in many a mkdocs.yml and does nothing here, with what does.
NO_EFFECT: dict[DataPath, str] = {
    ("theme", "palette"): "Colours are set in overrides/assets/css/colours.css, as ./hub setup writes it.",
    ("theme", "features"): "The hub's pages have no such switches. Remove it.",
    ("theme", "favicon"): "Put favicon-32.png into overrides/assets/ instead.",
    ("theme", "icon"): "The hub draws its own icons. Remove it.",
    ("theme", "language"): "The language is extra.hub.language.",
    ("extra_javascript",): "A page runs no scripts but the hub's own. Remove it.",
    ("extra", "analytics"): "The hub counts no readers. Remove it.",
    ("extra", "alternate"): "Name the languages in extra.hub.languages.",
    ("extra", "version"): "Remove it.",
    ("extra", "generator"): "Remove it.",
}
_THEMES = ("material", "peerhub")
_SEARCH = ("search", "material/search")


class MkDocsConfig(Protocol):
    """What is read of MkDocs' configuration."""

    config_file_path: str
    docs_dir: str
    site_name: str
    site_url: Any
    nav: Any
    theme: Any
    extra: Any
    copyright: Any
    plugins: Any
    extra_css: Any
    repo_url: Any
    edit_uri: Any


def config_problems(config: MkDocsConfig, problems: Problems, known: Iterable[str]) -> None:
    """Add what is wrong with the file, or idle in it. `known` are the names that MkDocs' configuration has."""
    path = Path(config.config_file_path)
    source = read_config(path, path.name)
    written = read_untagged(source.text)
    _plugins(written.get("plugins"), source, problems, [name for name in config.plugins if not name.endswith(".py")])
    _nav(config, source, problems)
    _unknown(written, source, problems, list(known))
    for place, hint in NO_EFFECT.items():
        if _has(written, place) and not (place == ("theme", "language") and written["theme"]["language"] == "en"):
            _idle(source, problems, place, hint)
    theme = written.get("theme")
    name = theme.get("name") if isinstance(theme, Mapping) else theme
    if name is not None and name not in _THEMES:
        _idle(source, problems, ("theme",), f"The hub brings its own theme. Write name: peerhub, found '{name}'.")
    files: list[tuple[DataPath, str]] = [(("extra_css",), str(sheet)) for sheet in config.extra_css]
    for at, file in [*files, *[(("theme", "logo"), logo) for logo in [logo_of(written)] if logo]]:
        if not (Path(config.docs_dir) / file).is_file():
            got, hint = f"names {file}, which is not in docs/", "Put it there: nothing is fetched from elsewhere."
            problems.error(source.locate(at), "mkdocs", got, hint, ".".join(map(str, at)))


def _nav(config: MkDocsConfig, source: Source, problems: Problems) -> None:
    """Tell of each page of the navigation that is not there."""
    docs = Path(config.docs_dir)
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} | set(STANDARD_PAGES)
    for at, page in _placed_pages(config.nav, ("nav",)):
        if page.endswith(".md") and page not in there:
            hint = did_you_mean(page, there) or "Name a page of docs/, or take the line out."
            if " - " in page:  # a line that is indented further than the one above goes on with it
                hint = "It is two lines: indent the second like the first."
            problems.error(source.locate(at), "nav", f"names '{page}', which is not in docs/", hint, "nav")


def _placed_pages(nav: object, at: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(nav, str):
        yield at, nav
    elif isinstance(nav, list | dict):
        for step, part in enumerate(nav) if isinstance(nav, list) else nav.items():
            yield from _placed_pages(part, (*at, step))


def logo_of(written: Mapping[str, Any]) -> str:
    """Return the picture that a mkdocs.yml wants beside the hub's name, as a path in docs/."""
    theme = written.get("theme")
    return str(theme.get("logo") or "") if isinstance(theme, Mapping) else ""


def hub_config(config: MkDocsConfig, assets: Assets, engine: Path, **more: Any) -> HubConfig:
    """Return what a hub is opened with; `more` is what a configuration does not say."""
    return HubConfig(
        config_file=Path(config.config_file_path).absolute(),
        docs=Path(config.docs_dir),
        site_name=config.site_name,
        site_url=config.site_url or "",
        extra=config.extra,
        now=build_moment(os.environ),
        assets=assets,
        standard_pages=engine / "docs",
        linked=linked_pages(config.nav),
        **more,
    )


def linked_pages(nav: object) -> frozenset[str] | None:
    """List the paths inside docs/ that `nav:` names; None when there is no `nav:`, which leads to every page."""
    return None if nav is None else frozenset(page for _, page in _placed_pages(nav, ()))


def site_parts(config: MkDocsConfig) -> SiteParts:
    """Return what the file adds to every page in MkDocs' own words."""
    base, uri = (str(config.repo_url or "")).rstrip("/"), str(config.edit_uri or "")
    social = config.extra.get("social") or ()
    logo = config.theme.get("logo") if hasattr(config.theme, "get") else None
    return SiteParts(
        copyright=str(config.copyright or ""),
        logo=str(logo or ""),
        sheets=tuple(map(str, config.extra_css)),
        social=tuple(
            (str(one.get("name") or one["link"]), str(one["link"]))
            for one in social
            if isinstance(one, Mapping) and str(one.get("link", "")).startswith(("https://", "mailto:"))
        ),
        edit=f"{base}/{uri.strip('/')}/" if base and uri else "",
    )


def _plugins(written: object, source: Source, problems: Problems, loaded: list[str]) -> None:
    for number, entry in enumerate(_entries(written)):
        name = next(iter(entry), "") if isinstance(entry, Mapping) else str(entry)
        at: DataPath = ("plugins", number) if isinstance(written, list) else ("plugins", name)
        shown = f"plugins: {name}"
        why = REFUSED_PLUGINS.get(name.rpartition("/")[2])
        if why:
            problems.error(source.locate(at), "mkdocs-plugin", why, "Remove it.", shown)
        elif name in _SEARCH:
            _idle(source, problems, at, "The hub has its own search. Remove it.", shown)
        elif not loaded and name != "peerhub":
            _idle(source, problems, at, "A hub that holds content only has no plugins. Remove it.", shown)


def _entries(written: object) -> list[Any]:
    if isinstance(written, Mapping):
        return [{name: options} for name, options in written.items()]
    return written if isinstance(written, list) else []


def _unknown(written: Mapping[str, Any], source: Source, problems: Problems, known: list[str]) -> None:
    for name in written:
        if name not in known:
            got = "is no setting of MkDocs, and does nothing"
            hint = did_you_mean(str(name), known) or "Remove it."
            problems.warning(source.locate((name,)), "mkdocs", got, hint, str(name))


def _idle(source: Source, problems: Problems, at: DataPath, hint: str, shown: str = "") -> None:
    name = shown or ".".join(map(str, at))
    problems.warning(source.locate(at), "no-effect", "has no effect", hint, name)


def _has(written: Any, place: DataPath) -> bool:
    for step in place:
        if not isinstance(written, Mapping) or step not in written:
            return False
        written = written[step]
    return bool(written)
