"""What a rule of the editorial check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its id, what it asks for in one sentence, how grave a breach is at most, and the check itself.

    One that knows `english` alone has nothing to say of a text in another language.
    """

    id: str
    description: str
    severity: Severity
    check: Callable[[Article, Context], Iterable[Problem]]
    english: bool = False
