"""The files of a new content-only hub: the starter in templates/hub/ filled in, and data that becomes its own.

Nothing here asks or writes: answers go in, paths and bytes come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import jinja2
import yaml

from peerhub.articles.article_templates import FIRST_REVIEW_AFTER
from peerhub.cli.colours import tokens
from peerhub.directory.load import load_directory
from peerhub.intake.issue_forms import issue_forms
from peerhub.problems import Problems
from peerhub.settings import Settings, load_settings, refuse_hidden
from peerhub.yaml.editing import write_scalar
from peerhub.yaml.source import Source

# What a new hub takes from the engine as it is, to change as it likes.
_COPIED = ("vocabulary", "phrases", "references", "wording")
_ACTION = re.compile(r"uses: (actions/([\w-]+)@[0-9a-f]{40} # v[\d.]+)")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class NewHub:
    """What an organisation says about its hub; `colour` and `accent` may be empty for the engine's own."""

    name: str
    publisher: str
    country: str
    contact: str
    namespace: UUID
    engine: str
    pin: str
    colour: str = ""
    accent: str = ""

    def problems(self) -> Problems:
        """Hold the answers against the rules of a hub's settings."""
        found = Problems()
        config = Source("your answers", {}, "")
        given = {"publisher": self.publisher, "country": self.country, "contact": self.contact}
        load_settings({**given, "namespace": str(self.namespace)}, config, found)
        refuse_hidden(self.name, config, ("name",), found)
        if not self.name:
            found.error(config.locate(), "settings", "is missing", "Say what readers will call it.", "name")
        return found


def files(hub: NewHub, engine: Path, today: date) -> Iterator[tuple[str, bytes]]:
    """Give every file of the new hub, by its path in it."""
    starter = engine / "templates" / "hub"
    values = _values(hub, engine, today)
    for path in sorted(path for path in starter.rglob("*") if path.is_file()):
        name = path.relative_to(starter).as_posix()
        if name.endswith("colours.css") and not hub.colour:
            continue
        text = path.read_text(encoding="utf-8")
        yield name, _environment().from_string(text).render(values).encode("utf-8")
    for name in _COPIED:
        yield f"data/{name}.yaml", (engine / "data" / f"{name}.yaml").read_bytes()
    yield (
        "data/helplines.yaml",
        helplines((engine / "data" / "helplines.yaml").read_text("utf-8"), hub.country).encode(),
    )
    for path in sorted((engine / "data").glob("*.schema.json")):
        yield f"data/{path.name}", path.read_bytes()
    # The vocabulary is the engine's so far, and so are the choices of the forms.
    for name, text in issue_forms(load_directory(engine, Problems()).vocabulary, hub.contact).items():
        yield name, text.encode("utf-8")


def helplines(text: str, country: str) -> str:
    """Keep of the engine's helplines one country's and the international ones, with the comments as they stand.

    Of a country that the engine does not know nothing can be said: an empty block asks for it.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # noqa: S101 - the engine's own file, which its tests check
    parts = {key.value: (key.start_mark.index, value) for key, value in root.value}
    start, countries = parts["countries"]
    keys = [(key.value, key.start_mark.index - key.start_mark.column) for key, _ in countries.value]
    rest = parts["international"][0] if "international" in parts else len(text)
    ends = [at for _, at in keys[1:]] + [rest]
    blocks = {code: text[at:end] for (code, at), end in zip(keys, ends, strict=True)}
    own = blocks.get(country, _NO_LINES.replace("COUNTRY", country))
    return text[:start] + "countries:\n" + own.rstrip() + "\n\n" + text[rest:]


_NO_LINES = """\
  # Nothing is known here about COUNTRY. Before the hub can be built, write its emergency number and a line, from the
  # services' own pages, as the engine's data/helplines.yaml shows for other countries:
  # COUNTRY:
  #   emergency: {number: "...", source: {url: "https://...", kind: official}}
  #   lines:
  #     - {id: ..., name: ..., kind: crisis, dangers: [suicide], for: ..., phone: {number: "..."}, source: {...}}
  {}
"""


def default_country() -> str:
    """The country that a hub has when it says none."""
    return str(Settings.model_fields["country"].default)


def _values(hub: NewHub, engine: Path, today: date) -> dict[str, Any]:
    light, dark = tokens(hub.colour, hub.accent) if hub.colour else ({}, {})
    zones = load_directory(engine, Problems()).vocabulary.countries
    known = zones.get(hub.country)
    workflow = (engine / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    return {
        "name": hub.name,
        "publisher": hub.publisher,
        "country": hub.country,
        "contact": hub.contact,
        "namespace": str(hub.namespace),
        "engine": hub.engine,
        "pin": hub.pin,
        "light": light,
        "dark": dark,
        "zone": known.zones[0] if known and known.zones else "Europe/London",
        "today": today.isoformat(),
        "next_review": (today + FIRST_REVIEW_AFTER).isoformat(),
        # The same pinned actions that publish the engine's own hub.
        "actions": {name: line for line, name in _ACTION.findall(workflow)},
    }


def _environment() -> jinja2.Environment:
    # Square brackets, because GitHub's own expressions have braces. Each filter escapes for where a value goes.
    environment = jinja2.Environment(  # noqa: S701 - no HTML is made here; the filters escape for YAML and Markdown
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = write_scalar
    environment.filters["markdown"] = lambda text: _MARKDOWN.sub(r"\\\1", text)
    return environment
