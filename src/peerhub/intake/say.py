"""What came of a form, in plain words for the maintainers: as Markdown for a pull request or an issue.

What strangers wrote stands only in blocks of code: there it names nobody, links nowhere and formats nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from peerhub.intake.answers import Answers
from peerhub.intake.change import Change
from peerhub.intake.quoting import block, code
from peerhub.problems import Problem
from peerhub.yaml.editing import write_value

_DONE = {
    "new": "A new listing: {name}",
    "changed": "Other facts in {name}",
    "closed": "{name} has closed",
    "article": "An idea for an article",
}


def report(change: Change, files: Iterable[str], issue: int | None) -> str:
    """Say what a change writes, and what is left to a person."""
    lines = [f"## {_DONE[change.kind].format(name=code(change.name))}", ""]
    written = list(files)
    if written:
        lines += [f"It stands in {', '.join(map(code, written))}, with the id {code(change.listing_id)}.", ""]
        lines += list(_fields(change))
        lines += ["", *_next(change)]
    else:
        lines += ["Nothing was written. This is for a person to decide.", ""]
    if change.notes:
        lines += ["## For a person to look at", ""]
        for sentence, words in change.notes:
            lines += [sentence, "", *([block(words), ""] if words else [])]
    if issue is not None:
        lines += [f"Closes #{issue}." if written else f"From #{issue}.", ""]
    return "\n".join(lines)


def refusal(problems: Iterable[Problem]) -> str:
    """Say why nothing was written, one problem a line, each at its line and question."""
    lines = ["## This could not be put into the directory by itself", ""]
    lines += ["Nothing was changed. A person can correct the form above and try again, or edit the file by hand.", ""]
    for problem in problems:
        place = f"{problem.at}: " if problem.at else ""
        lines.append(f"- {code(str(problem.where))} {code(f'{place}{problem.got}. {problem.hint}'.strip())}")
    return "\n".join([*lines, ""])


def summary(change: Change, answers: Answers) -> str:
    """Give a title of one line, as a commit and a pull request carry it; nothing of it is anybody's own words."""
    title = answers.form.title
    return f"{title}: {change.listing_id}" if change.listing_id else title


def _fields(change: Change) -> Iterator[str]:
    for path, value in change.fields.items():
        name = path if isinstance(path, str) else ".".join(str(step) for step in path)
        shown = value if isinstance(value, str | date) else write_value(value)
        yield f"- {code(name)}: {code(str(shown))}"


def _next(change: Change) -> list[str]:
    """Say what a person does now: a form is no check."""
    if change.kind == "closed":
        return ["Make sure with the group before you merge: readers will be told that it has closed.", ""]
    verify = f'./hub verify {change.listing_id} --how website --by "Directory editor"'
    return [f"A form is no check. Ask the group or read its own page, then write that down: {code(verify)}", ""]
