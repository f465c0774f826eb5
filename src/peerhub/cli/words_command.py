"""`./hub words LANG`: the catalogue of the interface in a language: begun, brought up to date, checked."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import click

from peerhub.problems import PeerHubError, Problems, format_text

_NAMED = 10


@click.command(name="words")
@click.argument("language", metavar="[LANG]", required=False)
@click.option("--update", is_flag=True, help="Write the catalogue anew, with what is missing or has changed.")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A catalogue elsewhere, such as one that a translator sent. Without it, the engine's own.",
)
@click.pass_context
def command(ctx: click.Context, language: str | None, update: bool, file: Path | None) -> None:
    """Begin the words of the interface in another language, or check them.

    LANG is a tag such as cy or pt-BR. Its catalogue is one file, LANG.po, which every translator's tool opens: each
    text has its key, the English, and what a translator must know. A new one is empty, and whatever is empty is said
    in English. Without LANG, the languages are listed.

    Help and advice are not among the texts. They stay English until a native reviewer has signed for them.
    """
    if language is None:
        _list()
        return
    file = file or Path(str(files("peerhub.words"))) / f"{language}.po"
    if language == "en":
        raise PeerHubError("English is the language that others are made from. It stands in words/en.yaml.")
    if not file.exists():
        _write(file, language)
        shown = click.format_filename(file)
        click.echo(f"{shown}: every text is there, and empty. Fill in msgstr, then run this again.")
        return
    if update:
        _write(file, language)
    if not _told(file, language):
        ctx.exit(1)


def _list() -> None:
    from peerhub.words.catalogue import languages, missing, texts

    for language in languages():
        try:
            lacks = len(missing(language))
        except PeerHubError as error:
            click.echo(f"{language}: {error} ./hub words {language} says why.")
            continue
        click.echo(
            f"{language}: {lacks:,} of {len(texts()):,} texts are said in English." if lacks else f"{language}"
        )


def _write(file: Path, language: str) -> None:
    """Write the catalogue with what it says already. A fault in it stops that, so that nothing is lost."""
    from peerhub.cli.clock import build_moment
    from peerhub.cli.writing import replace_files
    from peerhub.words.cldr import locale
    from peerhub.words.po import Read, read_catalogue, written

    try:
        locale(language)
    except ValueError:
        raise PeerHubError(
            f"'{language}' is no language that CLDR knows. Use a tag such as cy or pt-BR. Nothing was written."
        ) from None
    problems = Problems()
    old = read_catalogue(file.read_bytes(), language, problems) if file.exists() else Read()
    if not problems.has_errors:
        replace_files({file: written(language, old, build_moment(os.environ))})


def _told(file: Path, language: str) -> bool:
    """Say what is wrong and what is missing; whether the catalogue can be used."""
    from peerhub.words.catalogue import HELP, texts
    from peerhub.words.po import read_catalogue

    problems = Problems()
    found = read_catalogue(file.read_bytes(), language, problems)
    click.echo(format_text(problems), nl=False)
    asked = [text.key for text in texts() if not HELP.match(text.key)]
    lacks = [key for key in asked if key not in found.said]
    for key in lacks[:_NAMED]:
        click.echo(f"{key}: {'its English has changed' if key in found.stale else 'not translated'}")
    if len(lacks) > _NAMED:
        click.echo(f"and {len(lacks) - _NAMED:,} more")
    errors = len(problems.errors)
    click.echo(
        f"{language}: {len(asked) - len(lacks):,} of {len(asked):,} texts are translated, {errors:,} with a fault."
        " The rest is said in English.",
        err=True,
    )
    return not errors
