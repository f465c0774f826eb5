"""The files of a new content-only hub: the starter in templates/hub/ filled in, and data that becomes its own.

Nothing here asks or writes: answers go in, paths and bytes come out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import jinja2
import yaml

from peerhub.articles.article_templates import FIRST_REVIEW_AFTER
from peerhub.cli.colours import tokens
from peerhub.cli.taken_over import answers_within, chosen_articles, drawings_of, linked_within, nav_within
from peerhub.directory.countries import country_name, country_zones
from peerhub.directory.load import load_directory
from peerhub.hub import STANDARD_PAGES
from peerhub.intake.issue_forms import issue_forms
from peerhub.problems import Problems
from peerhub.settings import Settings, load_settings, refuse_hidden
from peerhub.words import load_words
from peerhub.yaml.editing import write_scalar
from peerhub.yaml.source import Source
from peerhub.yaml.untagged import read_untagged

# What a new hub takes from the engine, to change as it likes. Answers lead to articles, and come with all of them.
COPIED = ("vocabulary", "phrases", "references", "wording")
# What looks after a repository on GitHub, as it looks after the engine's own.
_CARED = (
    *("CODEOWNERS", "PULL_REQUEST_TEMPLATE.md", "dependabot.yml"),
    *(f"workflows/{name}.yml" for name in ("checks", "freshness", "intake", "pages", "rebuild")),
)
_ENGINE_ONLY = re.compile(
    r"^ *# <engine only>\n(?:(?! *# <engine only>).*\n)*? *# </engine only>\n", re.DOTALL | re.MULTILINE
)
TAKEN = "taken-over.yaml"
_TAKEN_HEAD = "# What this hub took over from its engine, at which commit. `./hub update` reads and writes this.\n"
# The pages that each hub has: its own and those that its engine lends.
OWN_PAGES = frozenset({"index.md", "about/index.md", *STANDARD_PAGES})
_MENU = (("Using a group", "using-a-group/index.md"), ("Why it helps", "why-it-helps/index.md"))
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
    commit: str
    version: str = ""
    articles: str = "none"
    colour: str = ""
    accent: str = ""
    exit: str = ""
    language: str = "en"

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
    pages = chosen_articles(engine / "docs", hub.articles)
    names = [*COPIED, *(["answers"] if hub.articles == "all" else [])]
    drawn = drawings_of(engine / "docs", pages)
    copied = [
        *(f"docs/{page}" for page in (*pages, *drawn)),
        *(f"data/{name}.yaml" for name in (*names, "helplines")),
    ]
    there = {*pages, *OWN_PAGES}
    for name in copied:
        yield name, taken(lambda one: (engine / one).read_text("utf-8"), name, hub.country, there).encode("utf-8")
    yield TAKEN, taken_over(hub.commit, hub.country, copied).encode("utf-8")
    for name in _CARED:
        text = _ENGINE_ONLY.sub("", (engine / ".github" / name).read_text(encoding="utf-8"))
        yield f".github/{name}", text.replace("path: requirements.lock", "path: engine.txt").encode("utf-8")
    for path in sorted((engine / "data").glob("*.schema.json")):
        yield f"data/{path.name}", path.read_bytes()
    # The vocabulary is the engine's so far, and so are the choices of the forms.
    vocabulary = load_directory(engine, Problems()).vocabulary
    for name, text in issue_forms(vocabulary, hub.contact, hub.language).items():
        yield name, text.encode("utf-8")


def taken_over(commit: str, country: str, files: list[str], behind: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write the record of what came from the engine; `behind` are files that still stand at an older commit."""
    said = {"commit": commit, "country": country, **({"behind": dict(behind)} if behind else {}), "files": files}
    return _TAKEN_HEAD + yaml.safe_dump(said, sort_keys=False, width=110)


def taken(read: Callable[[str], str], name: str, country: str, there: Set[str]) -> str:
    """Make the hub's own text of what it takes over from the engine; `there` are its pages inside docs/."""
    text = read(name)
    if name == "data/answers.yaml":
        return answers_within(text, there, helplines(read("data/helplines.yaml"), country))
    if name.startswith("docs/"):
        return linked_within(text, name.removeprefix("docs/"), there)
    if name == "data/helplines.yaml":
        return helplines(text.replace("explained in docs/contribute", "explained in engine/docs/contribute"), country)
    return with_country(text, country) if name == "data/vocabulary.yaml" else text


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
    own = blocks.get(country, _NO_LINES.replace("COUNTRY", country_name(country)).replace("CODE", country))
    return text[:start] + "countries:\n" + own.rstrip() + "\n\n" + text[rest:]


_NO_LINES = """\
  # Nothing is known here about COUNTRY, and the help pages say so. Before the hub can open, write its emergency
  # number and a line, from the services' own pages, as engine/data/helplines.yaml shows for other countries.
  # Take away the # of these lines and fill them in, and take away the line with {} below them:
  # "CODE":
  #   emergency: {number: "...", source: {url: "https://...", kind: official}}
  #   lines:
  #     - id: name-of-the-line
  #       name: "..."
  #       kind: crisis
  #       dangers: [suicide]
  #       for: "..."
  #       phone: {number: "..."}
  #       hours: {always: true}
  #       source: {url: "https://...", kind: official}
  {}
"""


def with_country(text: str, code: str) -> str:
    """Add a country to the vocabulary that does not have it: its name and its clocks, from the zone database."""
    if code in yaml.safe_load(text)["countries"]:
        return text
    names = [country_name(code), ", ".join(country_zones(code))]
    return f'{text.rstrip()}\n  "{code}": {{label: {write_scalar(names[0])}, zones: [{names[1]}]}}\n'


def default_exit() -> str:
    """The page to which Exit leads when a hub names none."""
    return str(Settings.model_fields["exit_url"].default)


def _values(hub: NewHub, engine: Path, today: date) -> dict[str, Any]:
    light, dark = tokens(hub.colour, hub.accent) if hub.colour else ({}, {})
    pages = set(chosen_articles(engine / "docs", hub.articles))
    shown = [entry for entry in nav_within(_nav(engine), pages) if isinstance(entry, dict)]
    words = load_words(hub.language)
    return {
        "language": hub.language,
        "find": words.say("home.find"),
        "about": words.say("home.about_link"),
        "safety": words.say("finder.list_safety") if hub.language != "en" else "Stay safe online",
        "name": hub.name,
        "publisher": hub.publisher,
        "country": hub.country,
        "contact": hub.contact,
        "exit": hub.exit or default_exit(),
        "namespace": str(hub.namespace),
        "engine": hub.engine,
        "commit": hub.commit,
        "version": hub.version,
        "light": light,
        "dark": dark,
        "zone": next(iter(country_zones(hub.country)), "Europe/London"),
        "today": today.isoformat(),
        "next_review": (today + FIRST_REVIEW_AFTER).isoformat(),
        "nav": textwrap.indent(yaml.safe_dump(shown, sort_keys=False), "  ") if shown else "",
        "menu": [(title, page) for title, page in _MENU if page in pages],
    }


def _nav(engine: Path) -> list[Any]:
    written: list[Any] = read_untagged((engine / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    return written


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
