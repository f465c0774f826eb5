"""What danger phrases are made of can be read: by the browser, and by those who look through it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.danger.compiling import ASKED_FOR, Notation, NotationError, members
from peerhub.directory.danger.reading import classes_in, lines_of
from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "phrase-words"
DESCRIPTION = "Each phrase can be read, and each class of words has members and is used."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each phrase and member that cannot be read, and each class without members or without use."""
    phrases = directory.phrases
    notation = Notation(phrases.words)
    used = classes_in(phrases, (line for _, line in lines_of(phrases)))
    for name, text in phrases.words.items():
        found = members(text)
        if not found:
            hint = "Write words with commas between them, or take the class out."
            yield directory.problem("phrases", ID, "is a class without a word", hint, "words", name)
        elif name not in used and name not in ASKED_FOR:
            hint = f"Write <{name}> in a phrase, or take the class out."
            yield directory.problem("phrases", ID, "is a class that no phrase names", hint, "words", name)
        if name in classes_in(phrases, (text,)):
            hint = f"Take <{name}> out of it, or out of the classes in it."
            yield directory.problem("phrases", ID, "is a class that holds itself", hint, "words", name)
        for member in found:
            try:
                notation.member(member)
            except NotationError as error:
                yield directory.problem("phrases", ID, error.got, error.hint, "words", name)
    for path, line in lines_of(phrases):
        try:
            notation.phrase(line)
        except NotationError as error:
            yield directory.problem("phrases", ID, error.got, error.hint, *path)
