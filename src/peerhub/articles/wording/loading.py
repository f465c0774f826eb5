"""Reads data/wording.yaml: what is wrong with it is told by its line, and the rest of it works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from peerhub.articles.prose import Part, make_paragraph
from peerhub.articles.wording import Wording
from peerhub.articles.wording.excuses import RESERVED
from peerhub.articles.wording.model import WordingKind, WordingRule
from peerhub.articles.wording.patterns import PatternError, classes_in, members_of, parse_pattern
from peerhub.problems import Problems, did_you_mean, shown
from peerhub.yaml.record import Record
from peerhub.yaml.refusals import translate
from peerhub.yaml.source import DataPath, Source

RULE = "wording-rule"
_PARTS = {"kinds": dict, "words": dict, "rules": list}
_GUIDE = "Its form stands at the top of the engine's own data/wording.yaml."
_R = TypeVar("_R", bound=Record)


def read_wording(source: Source, problems: Problems) -> Wording:
    """Read the kinds, classes and rules; what is wrong with one is reported, and that one is left out."""
    return _Reader(source, problems).read()


def check_examples(wording: Wording, source: Source, problems: Problems) -> None:
    """Report every sentence of a rule that it should find and does not, or finds and should not."""
    places: dict[str, int] = {}
    for index, entry in enumerate(source.data["rules"] if wording.rules else ()):
        if isinstance(entry, dict):
            places.setdefault(str(entry.get("id")), index)
    for rule in wording.rules:
        for field, wanted in (("forbidden", True), ("allowed", False)):
            for index, text in enumerate(getattr(rule, field)):
                sentences = make_paragraph(Part.PARAGRAPH, 1, text).sentences
                found = [find.words for find in wording.find(sentences) if find.rule.id == rule.id]
                if bool(found) == wanted:
                    continue
                got = f"is not found: {shown(text)}" if wanted else f"is found by {shown(found[0])}: {shown(text)}"
                hint = "Widen a pattern." if wanted else "Narrow the pattern, or add one to 'unless'."
                path = ("rules", places[rule.id], field, index)
                problems.error(source.locate(path), "wording-example", got, hint, f"{rule.id}.{field}")


class _Reader:
    def __init__(self, source: Source, problems: Problems) -> None:
        self._source = source
        self._problems = problems

    def _error(self, path: DataPath, got: str, hint: str) -> None:
        at = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        self._problems.error(self._source.locate(path), RULE, got, hint, at)

    def read(self) -> Wording:
        data = self._source.data
        if not isinstance(data, dict):
            self._error((), "is not kinds, words and rules", _GUIDE)
            return Wording()
        for name in data.keys() - _PARTS.keys():
            self._error((str(name),), "is no part of it", did_you_mean(str(name), _PARTS) or _GUIDE)
        parts: dict[str, Any] = {name: data.get(name) for name in _PARTS}
        for name, form in _PARTS.items():
            if not isinstance(parts[name], form):
                self._error((name,), f"lacks its {name}", _GUIDE)
                return Wording()
        kinds = self._named("kinds", parts["kinds"], WordingKind)
        classes = self._classes(parts["words"])
        return Wording(kinds, classes, self._rules(parts["rules"], kinds, classes), self._source.digest)

    def _named(self, part: str, entries: Mapping[Any, Any], model: type[_R]) -> dict[str, _R]:
        found = {str(name): self._one((part, str(name)), entry, model) for name, entry in entries.items()}
        return {name: one for name, one in found.items() if one is not None}

    def _one(self, path: DataPath, entry: Any, model: type[_R]) -> _R | None:
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            for refusal in translate(error.errors(include_url=False), model):
                self._error((*path, *refusal.path), refusal.got, refusal.hint)
            return None

    def _classes(self, entries: Mapping[Any, Any]) -> dict[str, str]:
        classes = {str(name): text for name, text in entries.items() if isinstance(text, str) and members_of(text)}
        for name in entries.keys() - classes.keys():
            self._error(("words", str(name)), "holds no words", "Write them after it, with commas, or remove it.")
        for name, text in classes.items():
            for other in classes_in(text):
                if other not in entries:
                    hint = did_you_mean(other, classes) or "Add it, or mend its name."
                    self._error(("words", name), f"names the class '<{other}>', which is not there", hint)
        return classes

    def _rules(
        self, entries: list[Any], kinds: Mapping[str, WordingKind], classes: Mapping[str, str]
    ) -> list[WordingRule]:
        rules: dict[str, WordingRule] = {}
        used = set(RESERVED)
        for index, entry in enumerate(entries):
            rule = self._one(("rules", index), entry, WordingRule)
            if rule is None:
                continue
            weighed = (rule.signs or {}).values()
            used.update(name for text in (*rule.patterns, *rule.unless, *weighed) for name in classes_in(text))
            if rule.id in rules:
                self._error(("rules", index, "id"), f"repeats the id {shown(rule.id)}", "Choose another.")
            elif rule.kind not in kinds:
                hint = did_you_mean(rule.kind, kinds) or f"Kinds are {', '.join(kinds)}."
                self._error(("rules", index, "kind"), f"is no kind: {shown(rule.kind)}", hint)
            elif self._patterns_work(rule, index, classes):
                rules[rule.id] = rule
        waiting = list(used & classes.keys())
        while waiting:
            inner = set(classes_in(classes[waiting.pop()])) & classes.keys() - used
            used |= inner
            waiting += inner
        for name in sorted(classes.keys() - used):
            self._error(("words", name), "is used by no pattern", "Use it in one, or remove it.")
        return list(rules.values())

    def _patterns_work(self, rule: WordingRule, index: int, classes: Mapping[str, str]) -> bool:
        texts: list[tuple[DataPath, str]] = [
            (("rules", index, field, number), text)
            for field in ("patterns", "unless")
            for number, text in enumerate(getattr(rule, field))
        ]
        signs = [
            (("rules", index, "signs"), sign) for said in (rule.signs or {}).values() for sign in members_of(said)
        ]
        works = True
        for path, text in (*texts, *signs):
            try:
                parts = parse_pattern(text, classes)
                if path[-1] == "signs" and (len(parts) > 1 or len(parts[0].steps) > 1):
                    raise PatternError(
                        f"weighs several words: {shown(text)}", "Put them into a class, and weigh that."
                    )
            except PatternError as error:
                self._error(path, str(error), error.hint)
                works = False
        return works
