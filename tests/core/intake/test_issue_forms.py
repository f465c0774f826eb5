"""The issue forms: made from the vocabulary, current, and as GitHub takes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.write_forms import forms_of

from peerhub.directory import joining, listing
from peerhub.directory.vocabulary import Vocabulary
from peerhub.intake.forms import intake_words, make_forms
from peerhub.intake.issue_forms import FOLDER, issue_forms
from peerhub.schedule.days import WEEKDAYS

ROOT = Path(__file__).parents[3]
FORMS = [ROOT / name for name in forms_of(ROOT) if not name.endswith("config.yml")]


def test_the_issue_forms_are_current() -> None:
    """The files are what the questions and this hub's vocabulary make of them, and no other file lies there."""
    made = forms_of(ROOT)
    there = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / FOLDER).iterdir()}
    assert there == made, "run: .venv/bin/python -m tools.write_forms"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_warns_before_it_asks(path: Path) -> None:
    """Each form says first that all is public, asks for no private person, and must be agreed to at its end."""
    body = yaml.safe_load(path.read_text("utf-8"))["body"]
    warning = body[0]["attributes"]["value"]
    assert "is public" in warning
    assert "never about a private person" in " ".join(warning.split())
    assert "../security/policy" in warning
    assert body[-1]["attributes"]["options"][0]["required"] is True


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_github_takes_a_form(path: Path) -> None:
    """Ids and labels stand once, choices are texts that differ, and none is the word that GitHub keeps for itself."""
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "title", "labels", "body"} == form.keys()
    fields: list[dict[str, Any]] = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}
    for name in ("id", "label"):
        values = [field["id"] if name == "id" else field["attributes"]["label"] for field in fields]
        assert len(set(values)) == len(values)
    for field in fields:
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
            assert len(set(options)) == len(options)


def test_a_private_address_stands_in_every_form() -> None:
    """A hub that has an address names it beside the warning."""
    made = issue_forms(Vocabulary(), "safety@hub.example")
    assert all("safety@hub.example" in text for name, text in made.items() if not name.endswith("config.yml"))


def test_choices_are_the_models() -> None:
    """Where a form offers what the model allows, it offers all of it and nothing else."""
    choices = intake_words("en").choices
    assert tuple(choices["days"]) == WEEKDAYS
    assert set(choices["how"]) == set(joining.How.__args__)  # type: ignore[attr-defined] # a Literal has them
    assert set(choices["led_by"]) == set(listing.LedBy.__args__)  # type: ignore[attr-defined] # a Literal has them
    assert set(choices["address"]) == set(choices["link"]) == {"public", "after-contact"}


def test_forms_are_told_apart_by_their_first_question() -> None:
    """The first question of a form stands in no other, and two questions never share a label."""
    forms = make_forms(Vocabulary())
    for form in forms.values():
        others = {asked.label for other in forms.values() if other is not form for asked in other.questions}
        assert form.questions[0].label not in others
    labels = [question.label.casefold() for question in intake_words("en").questions.values()]
    assert len(set(labels)) == len(labels)
    assert all(":" not in label for label in labels)


def test_words_are_plain() -> None:
    """What a form says is short: no sentence of more than twenty words."""
    words = intake_words("en")
    texts = [question.hint for question in words.questions.values()]
    texts += [text for form in words.forms.values() for text in (form.title, form.about)]
    texts += list(words.issue.model_dump().values())
    long = [part for text in texts for part in text.replace("!", ".").split(". ") if len(part.split()) > 20]
    assert long == []
