"""What a rule of the editorial check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its id, what it asks for in one sentence, how grave a breach is at most, and the check itself."""

    id: str
    description: str
    severity: Severity
    check: Callable[[Article, Context], Iterable[Problem]]
