"""The issue forms of a repository on GitHub, made from the same questions as the page suggest/.

GitHub's "Syntax for GitHub's form schema" says what may stand in such a file.
"""

from __future__ import annotations

from typing import Any

import yaml

from peerhub.directory.vocabulary import Vocabulary
from peerhub.intake.forms import Form, IssueWords, Question, intake_words, make_forms

FOLDER = ".github/ISSUE_TEMPLATE"
LABEL = "suggestion"

_HEAD = """# Made from the engine's questions (src/peerhub/words/intake.en.yaml), this hub's vocabulary and address.
# To change it, change those and run in the engine's folder: .venv/bin/python -m tools.write_forms HUB
"""
# Without a form nobody is warned, so a blank issue is left to maintainers. GitHub itself adds a link to SECURITY.md.
_CONFIG = _HEAD + "blank_issues_enabled: false\n"
_KINDS = {"line": "input", "text": "textarea", "one": "dropdown", "several": "dropdown"}


def issue_forms(vocabulary: Vocabulary, contact: str, language: str = "en") -> dict[str, str]:
    """Give the files by their path from the hub's root; `contact` is the hub's private address, or empty."""
    words = intake_words(language).issue
    files = {f"{FOLDER}/config.yml": _CONFIG}
    for number, form in enumerate(make_forms(vocabulary, language).values(), 1):
        text = yaml.safe_dump(_form(form, words, contact), sort_keys=False, allow_unicode=True, width=110)
        files[f"{FOLDER}/{number}-{form.id}.yml"] = _HEAD + text
    return files


def _form(form: Form, words: IssueWords, contact: str) -> dict[str, Any]:
    private = words.private.replace("{contact}", contact) if contact else words.no_contact
    warning = {"type": "markdown", "attributes": {"value": f"{words.warning}\n\n{private}\n\n{words.help}\n"}}
    agree = {
        "type": "checkboxes",
        "id": "agree",
        "attributes": {"label": words.agree_label, "options": [{"label": words.agree, "required": True}]},
    }
    return {
        "name": form.title,
        "description": form.about,
        "title": f"{form.title}: ",
        "labels": [LABEL],
        "body": [warning, *map(_field, form.questions), agree],
    }


def _field(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.hint:
        attributes["description"] = question.hint
    if question.options:
        attributes["multiple"] = question.kind == "several"
        attributes["options"] = list(question.options.values())
    field: dict[str, Any] = {"type": _KINDS[question.kind], "id": question.id, "attributes": attributes}
    return {**field, "validations": {"required": True}} if question.needed else field
