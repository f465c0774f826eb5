"""The page suggest/: questions that somebody without an account answers, and sends as a letter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from peerhub.hub import Hub
from peerhub.intake.forms import Form, Question, make_forms


@dataclass(frozen=True, slots=True)
class FormView:
    """A form: its questions, the text of a letter that asks them all, and a link that opens it as an e-mail."""

    id: str
    title: str
    about: str
    questions: tuple[Question, ...]
    text: str
    mail: str


def suggest_view(hub: Hub) -> tuple[FormView, ...]:
    """Give every form; without a private address there is no link, and the text can be copied."""
    forms = make_forms(hub.directory.vocabulary, hub.settings.language)
    return tuple(_view(form, hub.settings.contact) for form in forms.values())


def _view(form: Form, contact: str) -> FormView:
    text = "\n".join([form.title, "", *(f"{question.label}: " for question in form.questions)])
    mail = f"mailto:{contact}?subject={quote(form.title)}&body={_body(text)}" if contact else ""
    return FormView(form.id, form.title, form.about, form.questions, text, mail)


def _body(text: str) -> str:
    """Write the text of a letter for a link; its lines end with CRLF (RFC 6068, section 5)."""
    return quote(text.replace("\n", "\r\n"))
