"""Terms of the glossary in articles: linked where a page first uses them, and explained beside that place.

The explanation is there twice and shown once, as the list of contents is: beside the text on wide screens and on
paper, folded below the paragraph on narrow ones. Neither needs a script.

An author steers it in glossary.md, after a term: `<!-- also: carers, carer's -->` names other forms of the word,
and `<!-- not linked -->` leaves a word alone that people use every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup

from peerhub import addresses
from peerhub.articles.kinds import Kind
from peerhub.articles.masking import mask_markdown_code
from peerhub.articles.prose import Part, clean_inline, make_paragraph
from peerhub.hub import ArticlePage, Hub
from peerhub.words import Words

GLOSSARY = "glossary.md"
# Landings and policies lead and state; these explain, and are read from the middle by people who came from a search.
_KINDS = frozenset({Kind.BENEFIT, Kind.GUIDE, Kind.EVIDENCE})

_TERM = re.compile(
    r"^(?P<name>[^\s:#|>-](?:[^\n<]|<(?!!--))*+)(?:<!--(?P<note>[^\n]*?)-->[ \t]*+)?\n"
    r":[ \t]+(?P<text>[^\n]+(?:\n[ \t]+[^\n]+)*)",
    re.MULTILINE,
)
_TOKEN = re.compile(r"(<(?:[^<>\"]|\"[^\"]*\")*>)")
_DEFINED = re.compile(r"<dt>((?:(?!<dt>).)*?)</dt>", re.DOTALL)
_VOID = frozenset({"br", "hr", "img", "wbr"})
# Words are linked in running text alone: nobody's quotation and nothing that leads somewhere already is touched.
_BLOCKS = frozenset({"p", "ul", "ol"})
_LEFT_ALONE = frozenset({"a", "abbr", "blockquote", "cite", "code", "dfn", "kbd", "pre", "q", "samp", "var"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary: its id there, its forms in lower case, and the first sentence of what it means."""

    id: str
    name: str
    forms: tuple[str, ...]
    meaning: str
    linked: bool


def glossary_terms(hub: Hub) -> Mapping[str, Term]:
    """Give the terms that articles are to link, by each of their forms; none where a hub has no glossary."""
    page = hub.articles.get(GLOSSARY)
    found = read_terms(page.document.body) if page and not hub.withheld(page) else ()
    return {form: term for term in found if term.linked for form in term.forms}


def read_terms(markdown: str) -> tuple[Term, ...]:
    """Read the definition lists of a glossary's Markdown."""
    return tuple(_term(match) for match in _TERM.finditer(mask_markdown_code(markdown)))


def _term(match: re.Match[str]) -> Term:
    name, note = clean_inline(match["name"]).strip(), (match["note"] or "").strip()
    also = note.partition("also:")[2].split(",") if note.startswith("also:") else []
    forms = [name, f"{name}s", *(form.strip() for form in also)]
    meaning = make_paragraph(Part.ITEM, 1, clean_inline(match["text"])).sentences
    return Term(
        id=_id(name),
        name=name,
        forms=tuple(dict.fromkeys(form.lower() for form in forms if form)),
        meaning=meaning[0].text if meaning else "",
        linked=note != "not linked" and bool(meaning),
    )


def anchored(html: str) -> str:
    """Give each term of the glossary's own page an anchor."""
    return _DEFINED.sub(lambda match: f'<dt id="{_id(clean_inline(match[1]))}">{match[1]}</dt>', html)


def _id(name: str) -> str:
    return f"term-{addresses.slug(name)}"


def with_terms(hub: Hub, article: ArticlePage, html: str) -> str:
    """Link and explain the terms of an article's finished HTML, each where it first stands in running text."""
    if article.path == GLOSSARY:
        return anchored(html)
    terms = hub.memo("terms", glossary_terms)
    if not terms or article.front.kind not in _KINDS:
        return html
    own = article.front.title.lower()
    wanted = {form: term for form, term in terms.items() if not _about(own, term)}
    if not wanted:
        return html
    glossary = f"{addresses.root_of(article.address)}/{addresses.article(GLOSSARY)}"
    return _Explained(wanted, glossary, hub.words).read(html)


def _about(title: str, term: Term) -> bool:
    """Whether a page's title names the term: then the whole page explains it."""
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", title) for form in term.forms)


class _Explained:
    """Goes through HTML once, token by token; what nh3 wrote is well formed."""

    def __init__(self, terms: Mapping[str, Term], glossary: str, words: Words) -> None:
        self._terms = terms
        self._glossary = glossary
        self._words = words
        longest_first = sorted(terms, key=lambda form: (-len(form), form))
        # In text, what nh3 writes keeps its quotation marks and apostrophes.
        forms = "|".join(re.escape(escape(form, quote=False)) for form in longest_first)
        self._forms = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
        self._explained: set[str] = set()
        self._here: list[Term] = []

    def read(self, html: str) -> str:
        return "".join(self._parts(_TOKEN.split(html)))

    def _parts(self, tokens: Iterable[str]) -> Iterator[str]:
        inside: list[str] = []
        for token in tokens:
            if not token.startswith("<"):
                yield self._text(token) if self._may_link(inside) else token
                continue
            yield token
            name = token.strip("</>").split(None, 1)[0].rstrip("/")
            if token.startswith("</"):
                inside.pop()
                if not inside and self._here:
                    yield self._explain()
            elif name not in _VOID:
                inside.append(name)

    @staticmethod
    def _may_link(inside: list[str]) -> bool:
        return bool(inside) and inside[0] in _BLOCKS and not _LEFT_ALONE.intersection(inside)

    def _text(self, text: str) -> str:
        return self._forms.sub(self._linked, text)

    def _linked(self, match: re.Match[str]) -> str:
        term = self._terms[unescape(match[0]).lower()]
        if term.id in self._explained:
            return match[0]
        self._explained.add(term.id)
        self._here.append(term)
        return f'<a class="hub-term" href="{self._glossary}#{term.id}">{match[0]}</a>'

    def _explain(self) -> str:
        rows = Markup().join(
            Markup("<div><dt><dfn>{}</dfn></dt><dd>{}</dd></div>").format(term.name, term.meaning)
            for term in self._here
        )
        names = ", ".join(term.name for term in self._here)
        self._here = []
        return Markup(
            '\n<div class="hub-terms hub-terms--beside" role="note"><dl>{rows}</dl></div>'
            '\n<details class="hub-terms hub-terms--folded"><summary>{folded}</summary><dl>{rows}</dl></details>'
        ).format(rows=rows, folded=self._words.say("terms.folded", terms=names))
