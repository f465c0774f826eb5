"""The rules of the editorial check, one a file; a file put here that has a `RULE` is one of `RULES`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from peerhub.articles.rules.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    import_module(f"{__name__}.{found.name}").RULE for found in iter_modules(__path__) if found.name != "rule"
)


_ENGLISH = " Of texts in English only."


def describe_rules() -> str:
    """Write the rules as a Markdown table for the contributors' guide."""
    rows = [
        f"| `{rule.id}` | {rule.description}{_ENGLISH if rule.english else ''} | {rule.severity.value} |\n"
        for rule in RULES
    ]
    return "| Rule | What it asks for | At most |\n|---|---|---|\n" + "".join(rows)


__all__ = ["RULES", "Rule", "describe_rules"]
