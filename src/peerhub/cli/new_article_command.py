"""`./hub new article`: begins an article from a template, and adds it to the navigation."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from peerhub.addresses import slug
from peerhub.articles.article_templates import TEMPLATES, fill_template
from peerhub.articles.kinds import KINDS, Kind
from peerhub.cli import Place, pass_place
from peerhub.cli.prompting import EXPLAIN, Asker, somebody
from peerhub.cli.writing import replace_files
from peerhub.problems import PeerHubError, did_you_mean

_KINDS = [kind.value for kind in TEMPLATES]
_Answer = TypeVar("_Answer")
_ABOUT = " ".join(f"{kind.value}: {KINDS[kind].description}" for kind in TEMPLATES)
_FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


@click.command(name="article")
@click.option("--kind", help=f"What the page is for: {', '.join(_KINDS)}.")
@click.option("--title", help="The page's heading, at most 80 characters.")
@click.option("--folder", help="The folder of docs/ to put it into, such as using-a-group.")
@click.option("--name", help="The file's name. Without it, the name is made from the title.")
@click.option("--author", help="Who writes it: a name or a role. Without it, none is named.")
@pass_place
def command(
    place: Place, kind: str | None, title: str | None, folder: str | None, name: str | None, author: str | None
) -> None:
    """Begin an article from a template, and add it to the menu.

    What no option says is asked.

    The file is made from templates/. In mkdocs.yml, `nav:` gets one line more, behind
    the last page of the same folder. Where the place is not plain, the line to add is told.
    """
    from peerhub.cli.clock import build_date

    today = build_date(os.environ)
    docs, asker = place.root / "docs", somebody()
    chosen = _said(kind, asker, f"What is the page for: {', '.join(_KINDS)}?", _kind)
    heading = _said(title, asker, "What is its title?", _title)
    inside = _said(folder, asker, f"In which folder: {', '.join(_folders(docs))}?", _folder)
    page = f"{inside}/{slug(name.removesuffix('.md') if name else heading)}.md".removeprefix("/")
    path = docs / page
    if path.exists():
        raise PeerHubError(f"docs/{page} is there already. Choose another --name. Nothing was written.")
    text = fill_template(_template(place, chosen), heading, author or "none", today)
    config = place.root / "mkdocs.yml"
    new = _menu(config, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_files({path: text.encode("utf-8"), **({config: new.encode("utf-8")} if new is not None else {})})
    click.echo(f"docs/{page}: begun as {chosen.value}.")
    if new is None:
        section = inside.rpartition("/")[2].replace("-", " ").capitalize()
        lines = f"  - {section}:\n      - {page}" if section else f"  - {page}"
        click.echo(f"Add this to nav in mkdocs.yml, where it belongs, with the spaces before it:\n{lines}", err=True)
    click.echo("It holds words to replace: ./hub check names each, and builds stop at them.", err=True)
    click.echo("Until it is done, the line 'draft: true' between its --- keeps it out of the site.", err=True)


def _said(given: str | None, asker: Asker, question: str, read: Callable[[str], _Answer]) -> _Answer:
    """Read an option, or ask for it; at a terminal an answer that cannot be right is asked again."""
    if given is not None:
        return read(given)
    while True:
        answer = asker.answer(question, "")
        if answer == EXPLAIN:
            click.echo(_ABOUT, err=True)
            continue
        try:
            return read(answer)
        except PeerHubError as error:
            if not asker.patient:
                raise
            click.echo(str(error).removesuffix(" Nothing was written."), err=True)


def _kind(word: str) -> Kind:
    if word not in _KINDS:
        hint = did_you_mean(word, _KINDS) or f"Choose one of {', '.join(_KINDS)}."
        raise PeerHubError(f"'{word}' is no kind of page. {hint} {_ABOUT} Nothing was written.")
    return Kind(word)


def _title(words: str) -> str:
    title = " ".join(words.split())
    if not title or len(title) > 80:
        raise PeerHubError(f"A title has 1 to 80 characters, this one {len(title)}. Nothing was written.")
    return title


def _folder(name: str) -> str:
    inside = name.strip().removeprefix("docs/").strip("/")
    if inside and not _FOLDER.fullmatch(inside):
        raise PeerHubError(f"'{name}' is no folder: use small letters, digits and hyphens. Nothing was written.")
    return inside


def _folders(docs: Path) -> list[str]:
    return sorted({path.parent.relative_to(docs).as_posix() for path in docs.rglob("*.md")} - {"."})


def _template(place: Place, kind: Kind) -> str:
    """Read a template: the hub's own, else the engine's."""
    for root in (place.root, place.engine):
        path = root / "templates" / TEMPLATES[kind]
        if path.is_file():
            try:
                return path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                raise PeerHubError(f"{click.format_filename(path)} cannot be read as UTF-8 text.") from None
    raise PeerHubError(f"There is no templates/{TEMPLATES[kind]}.")


def _menu(config: Path, page: str) -> str | None:
    from peerhub.articles.nav import with_page

    try:
        return with_page(config.read_bytes().decode("utf-8"), page)
    except (OSError, UnicodeDecodeError):
        return None
