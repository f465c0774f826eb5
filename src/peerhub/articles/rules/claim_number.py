"""Numbers that the cited claim does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from peerhub.articles.article import Article
from peerhub.articles.bibliography import Reference
from peerhub.articles.citations import EXISTS, Citation
from peerhub.articles.cited import cited_sentences
from peerhub.articles.claim_numbers import Claim, not_in, numbers_of
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_SHOWN = 8


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report each number in a cited sentence, or in a cited row of a table, that none of its claims has."""
    references = context.references or {}
    for sentence, pairs in groupby(cited_sentences(article), key=lambda pair: pair[1]):
        cited = [citation for citation, _ in pairs if citation.key in references]
        claims = [claim for citation in cited for claim in _claims(citation, references[citation.key])]
        years = [references[citation.key].year for citation in cited]
        if not cited:
            continue
        for number in not_in(claims, sentence, years):
            name = ", ".join(dict.fromkeys(_name(citation) for citation in cited))
            got = f"prints {shown(number.text)}{_counted(number.unit)} beside {name}, which does not have it"
            yield article.problem(
                RULE.id, cited[0].line, got, f"{_has(claims)} Print what the claim has, or mend it."
            )


def _claims(citation: Citation, reference: Reference) -> list[Claim]:
    """Give the claim that is cited; a citation without one stands for all."""
    if citation.claim == EXISTS:
        return []
    return [claim for claim in reference.claims if citation.claim in ("", claim.id)]


def _name(citation: Citation) -> str:
    return f"{citation.key}#{citation.claim}" if citation.claim else citation.key


def _counted(unit: str) -> str:
    return f" ({unit})" if unit else ""


def _has(claims: list[Claim]) -> str:
    known = list(
        dict.fromkeys(f"{number.text}{_counted(number.unit)}" for claim in claims for number in numbers_of(claim))
    )
    if not known:
        return "The claim has no numbers."
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"It has {', '.join(known[:_SHOWN])}{more}."


RULE = Rule("claim-number", "Each number beside a citation is one of the claim that is cited.", Severity.ERROR, check)
