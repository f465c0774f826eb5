"""The real theme for tests of pages: the configuration and the template environment as MkDocs makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from mkdocs.structure.files import get_files

from peerhub.building.build import Build
from peerhub.building.session import Session
from peerhub.building.site import TEMPLATE, DataPages
from peerhub.cli import Place, engine
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.hub import Hub
from peerhub.pages.chrome import make_chrome
from peerhub.pages.end_tags import without_end_tags as _light
from peerhub.pages.listing_sections import LISTING_SECTIONS
from peerhub.pages.sections import Section, Sections
from peerhub.pages.stencil import Render, Stencils
from peerhub.pages.views import Head
from peerhub.yaml.source import Source

# Tuesday, 1 December 2026, noon in UTC: not before the day on which an article says that it was written.
BUILT = "1796126400"


@dataclass(frozen=True)
class Theme:
    """An opened hub, and a way to render with the theme it is built with."""

    hub: Hub
    build: Build

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Render a template as the site's hook does."""
        return self.build.render(template, context)

    def render_as_written(self, template: str, context: Mapping[str, Any]) -> str:
        """Render a template with every end tag that its author wrote."""
        return str(self.build.templates.get_template(template).render(context))

    def with_listings(self, listings: Iterable[Listing], **changes: Any) -> Hub:
        """Give the hub with other listings, which no rule has judged: what escapes must escape without rules."""
        found = tuple(listings)
        rows = [listing.model_dump(mode="json") for listing in found]
        source = Source("data/groups.yaml", rows, "")
        entries = tuple(Entry(listing, source, number) for number, listing in enumerate(found))
        directory: Directory = replace(self.hub.directory, entries=entries)
        return replace(self.hub, directory=directory, _made={}, **changes)

    def pages(self, hub: Hub) -> dict[str, str]:
        """Make every page from data; each filled page is compared with the same page rendered whole."""
        made = DataPages(hub, self.render, make_chrome(hub))
        made.stencils = _Compared(self.render, TEMPLATE)
        made.sections = {name: _ComparedSections(self.render, name, LISTING_SECTIONS) for name in made.sections}
        return {path: content.decode() for path, content in made}


class _Compared(Stencils):
    """Compares each filled page with the same page rendered whole; a description that is filled in keeps its tags."""

    def page(self, head: Head, body: Markup, context: Mapping[str, Any]) -> str:
        filled = super().page(head, body, context)
        assert _light(filled) == self.whole(head, body, context)
        return filled


class _ComparedSections(Sections):
    """Compares each filled body with the same body rendered whole."""

    def __init__(self, render: Render, template: str, sections: Sequence[Section]) -> None:
        super().__init__(render, sections)
        self._template = template

    def body(self, view: Any, context: Mapping[str, Any]) -> Markup:
        filled = super().body(view, context)
        assert _light(filled) == self._render(self._template, {**context, "view": view})
        return filled


@contextmanager
def opened(root: Path, site: Path) -> Iterator[Theme]:
    """Open a hub as `./hub build` does, up to the moment when MkDocs has made the template environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", BUILT)
        patch.setenv("HUB_SITE_URL", "")
        config = engine.load(Place(root), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        try:
            files = config.plugins.on_files(get_files(config), config=config)
            config.plugins.on_env(config.theme.get_env(), config=config, files=files)
            build = Session.of(config).build
            yield Theme(build.hub, build)
        finally:
            Session.abandon_last()
