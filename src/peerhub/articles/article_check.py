"""The editorial check: every article against its front matter, its citations and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peerhub.articles.article import Article, read_article
from peerhub.articles.bibliography import Reference
from peerhub.articles.citations import check_citations
from peerhub.articles.context import Context
from peerhub.articles.known import Known, KnownWords, Verdict
from peerhub.articles.prose import long_paragraph
from peerhub.articles.rules import RULES
from peerhub.articles.structure import resolve
from peerhub.articles.suppressions import apply_suppressions, find_suppressions
from peerhub.articles.translations import original_of
from peerhub.languages import is_english
from peerhub.problems import Location, Problem, Problems, Severity
from peerhub.store.cache import CacheTable
from peerhub.store.files import read_file

LARGEST_ARTICLE = 1_000_000
_RULE_IDS = frozenset(rule.id for rule in RULES)


@dataclass(frozen=True)
class Checked:
    """What a check gives back: the articles, and all that is wrong with them."""

    articles: tuple[Article, ...]
    problems: Problems


def check_articles(root: Path, docs_dir: Path, context: Context, table: CacheTable | None = None) -> Checked:
    """Check every Markdown file under `docs_dir`, a folder inside the hub's `root`.

    Of `context`, `pages`, `linked` and `size_of` are added to from the files: pass in `linked` only what the
    navigation and pages made from data lead to. `table` holds what earlier checks found in the same articles.
    """
    problems = Problems()
    name = docs_dir.relative_to(root).as_posix()
    known, words = Known(table), KnownWords(table)
    context = replace(context, syllables_in=words.syllables_in)
    articles = tuple(read_articles(docs_dir, name, context, problems))
    for problem in check_all(articles, _with_files(articles, docs_dir, context, known), known):
        problems.add(problem)
    words.keep()
    return Checked(articles, problems)


def read_articles(docs_dir: Path, name: str, context: Context, problems: Problems) -> Iterable[Article]:
    """Read every Markdown file under a folder in the order of their paths; `name` is how messages call it."""
    titles = tuple(reference.title for reference in (context.references or {}).values())
    for file in sorted(docs_dir.rglob("*.md")):
        path = file.relative_to(docs_dir).as_posix()
        if path.startswith(".") or "/." in path:
            continue  # hidden, as editors' own files are: MkDocs leaves them out too
        text = _read(file, Location(f"{name}/{path}"), problems)
        if text is not None:
            yield read_article(text, path, name, problems, titles, original_of(path, context.languages)[1])


def check_all(articles: Sequence[Article], context: Context, known: Known | None = None) -> Iterable[Problem]:
    """Check articles that were read; suppressions are applied. Required references that nobody cites are told too."""
    cited: set[str] = set()
    known = known or Known()
    known.judge(context)
    for article in articles:
        found = known.verdict(article, context)
        if found is None:
            problems = Problems()
            keys: tuple[str, ...] = ()
            if context.references is not None:
                keys = _check_citations(article, context.references, problems)
            problems.extend(check_article(article, context))
            found = known.keep(article, context, Verdict(tuple(problems), keys))
        cited.update(found.cited)
        yield from found.problems
    for key, reference in sorted((context.references or {}).items()):
        if reference.required and key not in cited:
            hint = "Cite it where it belongs, or remove 'required' from its entry."
            where = Location("data/references.yaml")
            yield Problem(
                where, "citation-required", f"has the required reference '{key}', which no page cites", hint
            )


def check_article(article: Article, context: Context) -> list[Problem]:
    """Run every rule on one article and apply its suppressions."""
    if article.document.source is None and article.document.body.startswith("---\n"):
        return []  # front matter that is not closed would be judged as prose
    if (found := long_paragraph(article.document.body)) is not None:
        line, why = found
        # The rules are not asked: on some such texts a reader of Markdown works for ever.
        hint = "Leave empty lines between its thoughts: three sentences are enough for one."
        return [article.problem("file-size", article.document.first_line + line, f"begins a paragraph {why}", hint)]
    english = is_english(article.language or context.language)
    rules = [rule for rule in RULES if english or not rule.english]
    told = [problem for rule in rules for problem in rule.check(article, context)]
    if article.front is not None and article.front.draft:
        # Nobody is shown it yet, so what is unfinished stops nothing.
        told = [replace(one, severity=Severity.WARNING) for one in told]
    suppressions, wrong = find_suppressions(article, _RULE_IDS)
    return [*apply_suppressions(article, told, suppressions), *wrong]


def links_between(articles: Iterable[Article], known: Known | None = None) -> frozenset[str]:
    """List the pages inside docs/ to which other pages lead, by links in the text and as related pages."""
    linked: set[str] = set()
    known = known or Known()
    for article in articles:
        targets = known.targets(article, links_from)
        linked.update(target for target in targets if target != article.path)
    # A link to a folder leads to its first page.
    return frozenset(linked | {f"{target}/index.md" for target in linked})


def links_from(article: Article) -> list[str]:
    """List the pages inside docs/ to which one page leads."""
    targets = [resolve(article.path, link.target) for link in article.links if not link.image]
    targets += article.front.related if article.front else ()
    return [target for target in targets if target is not None]


def _check_citations(article: Article, references: Mapping[str, Reference], problems: Problems) -> tuple[str, ...]:
    document = article.document
    declared = None
    if document.front is not None:
        where = document.at("sources") if document.has("sources") else document.at()
        declared = (document.front.sources, where)
    start = Location(document.name, document.first_line)
    return check_citations(document.body, start, references, problems, declared).keys


def _with_files(articles: Sequence[Article], docs_dir: Path, context: Context, known: Known) -> Context:
    def size_of(path: str) -> int | None:
        try:
            return (docs_dir / path).stat().st_size
        except (OSError, ValueError):  # ValueError: a NUL in the name
            return None

    pages = frozenset(article.path for article in articles if not article.language)
    # The reader is led to a translation by the switcher.
    context = replace(context, linked=context.linked | {article.path for article in articles if article.language})
    return replace(
        context, pages=context.pages | pages, linked=context.linked | links_between(articles, known), size_of=size_of
    )


def _read(file: Path, where: Location, problems: Problems) -> str | None:
    try:
        if file.stat().st_size > LARGEST_ARTICLE:
            got = f"is larger than {LARGEST_ARTICLE:,} bytes"
            problems.error(where, "file-size", got, "Split it: nobody reads a page that long.")
            return None
        return read_file(file).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        problems.error(where, "file-utf8", "is not UTF-8 text", "Save the file as UTF-8.")
    except OSError as error:
        problems.error(where, "file-unreadable", f"cannot be read ({error.strerror})", "Check the file.")
    return None
