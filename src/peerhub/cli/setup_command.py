"""`./hub setup DIR`: a hub of your own, which holds content only and pins this engine by its full commit."""

from __future__ import annotations

import os
import re
import tempfile
import uuid
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.git import COMMIT, GitError, commit_there, current_commit, git
from peerhub.cli.prompting import BACK, EXPLAIN, Asker, somebody
from peerhub.problems import PeerHubError, did_you_mean

_REPOSITORY = re.compile(r"(?:https://github\.com/)?([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+?)(?:\.git)?/?")
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ABOUT = {
    "name": "It stands at the top of every page. It can be changed later, in mkdocs.yml.",
    "publisher": "Who answers for the hub. An empty line leaves it out, until somebody does.",
    "country": "Its English name or two letters. It decides whose help lines stand first.",
    "contact": "An address of the organisation that several roles read. An empty line leaves it out for now.",
    "colour": "# and six characters, such as #17594f, or green. An empty line takes the engine's own.",
    "articles": "all brings every article, benefits five pages on why peer support helps, none your own alone.",
    "exit": "A page that many people open, such as the weather where your readers live. Enter takes the one named.",
    "engine": "The repository that builds the hub, as its address on GitHub ends: OWNER/NAME.",
}


class _Question(NamedTuple):
    """What is asked, what is offered, and how an answer is read: ValueError says why it cannot be right."""

    asks: str
    offered: str
    read: Callable[[str], str]


@click.command(name="setup")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What readers call the hub.")
@click.option("--publisher", help="The organisation that runs it.")
@click.option(
    "--country", help="The country whose emergency number comes first: its name or two letters, such as GB."
)
@click.option("--contact", help="The private e-mail address for concerns, which several roles read.")
@click.option("--colour", help="The colour of links and buttons, such as #17594f. Too pale a colour is darkened.")
@click.option("--accent", default="", help="The colour of small marks, such as #f4c95d.")
@click.option("--articles", help="The articles to take over: all, benefits (five pages), or none.")
@click.option("--exit", help="The everyday page that opens when a reader presses Exit, such as the weather.")
@click.option("--engine", help="The engine's repository on GitHub, as OWNER/NAME.")
@click.option("--pin", help="The engine's tag or full commit. Without it, the commit of this engine.")
@click.option(
    "--language", default="en", help="The language of the interface, such as es or cy. Without it, English."
)
@click.option("--offline", is_flag=True, help="Write the pin without asking GitHub whether it is there.")
@pass_place
def command(
    place: Place, /, folder: Path, accent: str, pin: str | None, language: str, offline: bool, **options: str | None
) -> None:
    """Make a hub of your own in a new folder: content only, built by this engine.

    It has its own settings, articles and data, issue forms, and workflows that check, build and publish it. The file
    engine.txt pins the engine by its full commit, and another commit there is the upgrade.

    What no option says is asked. At a terminal a wrong answer is asked again, `?` explains a question, and `<` or
    `back` leads to the one before.
    The folder must be new or empty, and is made whole or not at all.
    """
    from peerhub.cli.clock import build_date
    from peerhub.cli.new_hub import NewHub, files

    if folder.exists() and any(folder.iterdir()):
        raise PeerHubError(f"{click.format_filename(folder)} is not empty. Name a new folder. Nothing was written.")
    _known_language(language)
    questions = _questions(place, language)
    if offline and options["engine"] is None:  # nobody is asked whether it is there, and it can be changed later
        options["engine"] = questions["engine"].offered or None
    said = _answers(questions, options, somebody())
    commit, tag = _pinned(place, said["engine"], pin, offline)
    try:
        hub = NewHub(
            **said,
            namespace=uuid.uuid4(),
            accent=_colour(accent),
            commit=commit,
            version=tag or version("peerhub"),
            language=language,
        )
    except ValueError as error:
        raise PeerHubError(f"{error}. Nothing was written.") from None
    problems = hub.problems()
    if problems.has_errors:
        raise PeerHubError("Nothing was written.", problems)
    contents = dict(files(hub, place.engine, build_date(os.environ)))
    _write(folder, contents)
    shown = click.format_filename(folder)
    click.echo(f"{shown}: {hub.name}, made with the engine {hub.engine} at {commit[:12]}.")
    if not re.search(rf'^ +"?{hub.country}"?:', contents["data/helplines.yaml"].decode("utf-8"), re.MULTILINE):
        from peerhub.directory.countries import country_name

        needs = f"data/helplines.yaml needs the emergency number of {country_name(hub.country)} and a line"
        click.echo(f"Next: {needs}. What to fill in stands there; until then help pages have no numbers.", err=True)
    if language == "en":
        click.echo(
            "Its buttons, help pages and messages are in English; your articles and listings may not be.", err=True
        )
    else:
        click.echo(
            "Its help, advice and lent pages are in English until a native reviewer has signed for them. "
            f"Whoever reads the rest signs with ./hub review words {language}.",
            err=True,
        )
    click.echo(f"See it: ./hub --root {shown} serve. README.md there says the rest.", err=True)


def _known_language(language: str) -> None:
    from peerhub.words.catalogue import languages

    if language not in languages():
        raise PeerHubError(
            f"There are no words for the language '{language}'. Use one of {', '.join(languages())}, or begin its "
            f"catalogue with ./hub words {language}. Nothing was written."
        )


def _questions(place: Place, language: str) -> dict[str, _Question]:
    from peerhub.cli.new_hub import default_exit

    offered = "all" if language == "en" else "none"  # the articles are in English
    return {
        "name": _Question("What will readers call it?", "", _name),
        "publisher": _Question("Which organisation runs it?", "", _visible),
        "country": _Question("In which country?", "", _country),
        "contact": _Question("Which private e-mail address takes concerns?", "", _contact),
        "colour": _Question("Which colour have links and buttons, such as #17594f?", "", _colour),
        "articles": _Question("Which articles do you take over: all, benefits or none?", offered, _articles),
        "exit": _Question("Which web page opens when a reader presses Exit?", default_exit(), _exit),
        "engine": _Question("Where is the engine on GitHub, as OWNER/NAME?", _origin(place), _repository),
    }


def _answers(questions: Mapping[str, _Question], options: Mapping[str, str | None], asker: Asker) -> dict[str, str]:
    """Ask what no option says, again where an answer cannot be right; a pipe cannot be asked again."""
    said: dict[str, str] = {}
    asked = [name for name in questions if options[name] is None]
    for name, option in options.items():
        if option is not None:
            said[name] = _read(questions[name], option)
    at = 0
    while at < len(asked):
        question = questions[asked[at]]
        answer = asker.answer(question.asks, said.get(asked[at], question.offered))
        if answer == EXPLAIN:
            click.echo(_ABOUT[asked[at]], err=True)
            continue
        if answer.lower() in BACK:
            at = max(at - 1, 0)
            continue
        try:
            said[asked[at]] = _read(question, answer)
        except PeerHubError as error:
            if not asker.patient:
                raise
            click.echo(str(error).removesuffix(" Nothing was written."), err=True)
            continue
        at += 1
    return said


def _read(question: _Question, answer: str) -> str:
    try:
        return question.read(answer.strip())
    except ValueError as error:
        raise PeerHubError(f"{_sentence(str(error))} Nothing was written.") from None


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".")) else f"{text}."


def _visible(text: str) -> str:
    from peerhub.text import HIDDEN, hidden_name

    if found := HIDDEN.search(text):
        raise ValueError(f"The answer holds the hidden character {hidden_name(found[0])}: type it again")
    return text


def _name(text: str) -> str:
    if not text:
        raise ValueError("The name is missing: say what readers will call it")
    return _visible(text)


def _country(text: str) -> str:
    from peerhub.directory.countries import country_code, known_countries, meant_country

    if not text:
        raise ValueError("The country is missing: its emergency number stands first on the help pages")
    code = country_code(text.upper() if len(text) == 2 else text)
    if code is None:
        meant = meant_country(text.upper()) if len(text) == 2 else None
        near = f"Did you mean '{meant}'?" if meant else did_you_mean(text, known_countries())
        hint = near or "Give its English name, or its two letters such as GB."
        raise ValueError(f"'{text}' is no country that is known here. {hint}")
    return code


def _contact(text: str) -> str:
    from peerhub.directory.private.persons import looks_personal
    from peerhub.text import MAIL_ADDRESS

    if text and not MAIL_ADDRESS.fullmatch(text):
        raise ValueError(f"A contact must be an e-mail address such as hello@example.org, found '{text}'")
    if text and looks_personal(text):
        why = "Every page shows it, so give an address of the organisation that several roles read"
        raise ValueError(f"{text} looks like a person's own address. {why}, or leave it empty for now")
    return text


def _exit(text: str) -> str:
    from peerhub.directory.rules.url_form import wrong_address

    if not text.startswith("https://") or wrong_address(text):
        raise ValueError(f"It must be the address of a page that begins with https://, found '{text}'")
    return text


def _colour(text: str) -> str:
    from peerhub.cli.colours import NAMED, read_colour

    try:
        return read_colour(text) if text else ""
    except ValueError as error:
        raise ValueError(
            f"A colour must be # and six characters such as #17594f, or one of {', '.join(NAMED)}; found '{text}'"
        ) from error


def _articles(text: str) -> str:
    from peerhub.cli.taken_over import CHOICES

    if text.lower() not in CHOICES:
        raise ValueError(f"Say all, benefits or none, found '{text}'")
    return text.lower()


def _repository(text: str) -> str:
    found = _REPOSITORY.fullmatch(text)
    if found is None:
        raise ValueError(f"Say where the engine is on GitHub, as --engine OWNER/NAME, found '{text}'")
    return found[1]


def _pinned(place: Place, engine: str, pin: str | None, offline: bool) -> tuple[str, str]:
    """Give the full commit to pin, which GitHub has, and its tag where one was named."""
    wanted = pin or current_commit(place.engine) or f"v{version('peerhub')}"
    tag = "" if COMMIT.fullmatch(wanted) else wanted
    if not _TAG.fullmatch(wanted):
        raise PeerHubError(f"--pin must be a tag such as v1.2.0 or a commit, found '{pin}'. Nothing was written.")
    if offline and tag:
        raise PeerHubError("With --offline, --pin must be all 40 characters of a commit. Nothing was written.")
    try:
        return wanted if offline else commit_there(f"https://github.com/{engine}", wanted), tag
    except GitError as error:
        raise PeerHubError(
            f"github.com/{engine} has not shown that it has {wanted}: {error}. Name another --engine or --pin, or "
            "write it unasked with --offline. Nothing was written."
        ) from None


def _origin(place: Place) -> str:
    """Find where this engine was cloned from, if it was from GitHub."""
    try:
        address = git("remote", "get-url", "origin", folder=place.engine)
    except GitError:
        return ""
    found = re.search(r"github\.com[:/]([^/:\s]+/[^/:\s]+?)(?:\.git)?\s*\Z", address)
    return found[1] if found else ""


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """Write a folder beside its place first, so that it is there whole or not at all."""
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            made = Path(beside) / target.name
            for name, content in contents.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            (made / "hub").chmod(0o755)
            if target.exists():
                target.rmdir()
            made.replace(target)
    except OSError as error:
        where = error.filename or folder
        raise PeerHubError(f"{where} cannot be written ({error.strerror}). Nothing was made.") from None
