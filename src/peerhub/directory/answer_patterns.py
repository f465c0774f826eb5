"""Compiles the patterns of data/answers.yaml to what the browser reads, in the form of danger's phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from peerhub.directory.answers import Answers
from peerhub.directory.danger.compiling import FILLER, Notation
from peerhub.directory.danger.reading import classes_in
from peerhub.directory.danger.sieve import sieve
from peerhub.directory.danger.typed import ONE_SLIP, Speller, forms
from peerhub.directory.phrases import Phrases

Path = tuple[str | int, ...]
_ALTERNATIVES = re.compile(r"\w+(?:/\w+)+")
_WORD = re.compile(r"\b[a-z]+\b(?!>)")
_STEP = re.compile(r"[^ +]+")
_PLAIN = re.compile(r"[a-z]+|[0-9]+")
PARTS = ("questions", "topics", "missing")
# The groups that only danger has: what is innocent, and who is young, has a family or is grown up.
_NO_SIGNS = "|" * 4


def patterns_of(answers: Answers) -> Iterator[tuple[Path, str]]:
    """Give each pattern with the path to it."""
    for name, question in answers.questions.items():
        yield from (((PARTS[0], name, "put", at), line) for at, line in enumerate(question.put))
    for name, lines in answers.topics.items():
        yield from (((PARTS[1], name, at), line) for at, line in enumerate(lines))
    for name, missing in answers.missing.items():
        yield from (((PARTS[2], name, "put", at), line) for at, line in enumerate(missing.put))


def _words_beside(answers: Answers, parts: Sequence[str]) -> list[str]:
    """List the words of the other parts: "homeless" is a subject of its own, and no slip of "hopeless"."""
    lines = (line for path, line in patterns_of(answers) if path[0] not in parts)
    return sorted({word for line in lines for word in _WORD.findall(line) if len(word) >= ONE_SLIP})


def by_letter(compiled: dict[str, Any]) -> dict[str, str]:
    """Take the patterns out that have a word of their own, and give them by that word's first letter.

    So a search asks for those that its words can meet. Each file names answers by number, as in `3:how much;free`,
    with `|` between, behind the words of other patterns, which are no slips. What is made of classes and fillers
    alone stays: there is no one word to find it by.
    """
    fillers = {form for word in compiled["words"].split(";")[0].split(",") for form in forms(word)}
    stay: list[str] = []
    apart: dict[str, dict[int, list[str]]] = {}
    for number, lines in enumerate(compiled["phrases"]["en"].split("|")):
        left = []
        for line in filter(None, lines.split(";")):
            found = _found_by(line, fillers)
            if not found:
                left.append(line)
            for letter, own in found.items():
                apart.setdefault(letter, {}).setdefault(number, []).append(own)
        stay.append(";".join(left))
    words = set(_WORD.findall(compiled["phrases"]["en"]))
    compiled["phrases"] = {"en": "|".join(stay)}
    here = set(_WORD.findall(f"{compiled['words']} {compiled['phrases']['en']}"))
    files = {}
    for letter, groups in sorted(apart.items()):
        lines = "|".join(f"{number}:{';'.join(lines)}" for number, lines in groups.items())
        others = (word for word in words - here - set(_WORD.findall(lines)) if word[0] == letter)
        files[letter] = f"{','.join(sorted(others))}|{lines}"
    compiled["letters"] = "".join(files)
    return files


def _found_by(line: str, fillers: Collection[str]) -> dict[str, str]:
    """Give a pattern by the first letters of one step's words, with that step's words of each letter alone."""
    best: dict[str, str] = {}
    for step in _STEP.finditer(line):
        words = step[0].removeprefix(".").split("/")
        if not all(_PLAIN.fullmatch(word) and word not in fillers for word in words):
            continue
        letters: dict[str, list[str]] = {}
        for word in words:
            for letter in sorted({form[0] for form in forms(word)}):
                letters.setdefault(letter, []).append(word)
        if not best or len(letters) < len(best):
            gap = "." if step[0].startswith(".") else ""
            best = {
                letter: f"{line[: step.start()]}{gap}{'/'.join(own)}{line[step.end() :]}"
                for letter, own in letters.items()
            }
    return best


def _fewest(alternatives: re.Match[str]) -> str:
    return "/".join(_bare(alternatives[0].split("/")))


def _bare(words: list[str]) -> list[str]:
    """Leave out forms of other words beside them, which are known by those; what ends in "ing" may have its own."""
    known = [forms(word) - {word} for word in words if word]
    return [word for word in words if word.endswith("ing") or not any(word in found for found in known)]


def compile_answers(answers: Answers, parts: Sequence[str] = PARTS, ordinary: Collection[str] = ()) -> dict[str, Any]:
    """Make the compiled form of some parts; what cannot be read is left out, and told by the check.

    Each pattern is named by the letter of its part and its place there: `q3` is the fourth question. Ordinary words
    are never a slip of another: "posted" is not "cost".
    """
    lines = [(path, line) for path, line in patterns_of(answers) if path[0] in parts]
    named = classes_in(Phrases(words=answers.words), [*(line for _, line in lines), f"<{FILLER}>"])
    notation = Notation({name: text for name, text in answers.words.items() if name in named})
    found: dict[str, list[str]] = {
        f"{part[0]}{at}": [] for part in parts for at in range(len(getattr(answers, part)))
    }
    places = {(part, name): f"{part[0]}{at}" for part in parts for at, name in enumerate(getattr(answers, part))}
    for path, line in lines:
        if written := notation.read(line):
            found[places[str(path[0]), str(path[1])]].append(_ALTERNATIVES.sub(_fewest, written))
    words = ";".join(",".join(_bare(members.split(","))) for members in notation.classes())
    phrases = _NO_SIGNS + "|".join(map(";".join, found.values()))
    known = {form for word in _WORD.findall(f"{words} {phrases}") for form in forms(word)}
    speller = Speller(known, lambda _: False)
    others = {*ordinary, *_words_beside(answers, parts)}
    # Each twice, for twice the room: so hardly a slip is taken for one of them.
    guarded = sorted(word for word in others if word not in known and any(speller.read(word))) * 2
    return {
        "order": list(found),
        "over": {},
        "joined": [],
        "theirs": {},
        "words": words,
        "phrases": {"en": phrases},
        "guarded": sieve(guarded),
    }
