"""The whole check of a hub: its data by the directory's rules, its articles by the editorial ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from markdown.extensions.toc import slugify

from peerhub.articles.article import Article
from peerhub.articles.article_check import check_articles
from peerhub.articles.article_templates import template_sentences
from peerhub.articles.context import Context
from peerhub.articles.published_files import check_files, check_stray, check_theme
from peerhub.articles.reviews import ReviewState, read_reviews
from peerhub.articles.structure import resolve
from peerhub.articles.translations import check_translations
from peerhub.articles.wording import Wording
from peerhub.articles.wording.loading import check_examples, read_wording
from peerhub.directory.countries import is_country, meant_country
from peerhub.directory.model import Directory
from peerhub.directory.private.persons import gives_away
from peerhub.directory.private.reader import contact_in
from peerhub.directory.rules import check_apart, check_between
from peerhub.directory.rules.answer_patterns import places_of
from peerhub.engine_files import engine_folder
from peerhub.hub import STANDARD_PAGES, Hub, read_kept
from peerhub.opening.sign_offs import FILE as REVIEWS
from peerhub.opening.sign_offs import KINDS as REVIEWED
from peerhub.opening.sign_offs import sign_offs
from peerhub.problems import Problem, Problems, did_you_mean, shown
from peerhub.settings import MenuEntry
from peerhub.store.cache import Cache, CacheTable, TableUse, digest
from peerhub.yaml.list_source import ListSource
from peerhub.yaml.parse import no_collecting


def check_hub(
    hub: Hub, linked: frozenset[str] | None, checked_beside: Callable[[], TableUse | None] = lambda: None
) -> tuple[Article, ...]:
    """Add everything that is wrong with a hub's data and articles to its problems, and give the articles.

    `linked` are the pages inside docs/ to which the site's navigation leads, or None when it leads to all.
    `checked_beside` returns what `check_articles_alone` found in another process, once the data is checked.
    """
    wording = _wording(hub)
    _check_data(hub, wording)
    _check_help(hub)
    docs = hub.docs.relative_to(hub.root).as_posix()
    hub.problems.extend(check_files(hub.docs, docs))
    hub.problems.extend(check_theme(hub.root / "overrides", "overrides"))
    table, found = hub.cache.table(_ARTICLES), checked_beside()
    if found is not None:
        table.take_over(found)
    # A large directory is in memory by now, and each look for garbage would go through it.
    with no_collecting():
        checked = check_articles(hub.root, hub.docs, _context(hub, linked, wording), table)
    hub.problems.extend(checked.problems)
    _check_reviews(hub, checked.articles)
    led_to = {resolve(article.path, link.target) or "" for article in checked.articles for link in article.links}
    hub.problems.extend(check_stray(hub.docs, docs, led_to, hub.config.text))
    hub.problems.extend(_check_tags(hub))
    hub.problems.extend(check_translations(checked.articles, hub.settings.other_languages))
    originals = {article.path: article for article in checked.articles if not article.language}
    _check_menu(hub, set(originals))
    _check_answers(hub, originals)
    return checked.articles


def check_articles_alone(hub: Hub, linked: frozenset[str] | None) -> TableUse:
    """Check the articles alone, of a hub that need not have read its listings, and give what was found of each."""
    table = hub.cache.table(_ARTICLES)
    check_articles(hub.root, hub.docs, _context(hub, linked, _wording(hub)), table)
    return table.used()


def articles_known(cache: Cache) -> bool:
    """Whether anything is kept of what was found in articles."""
    return not cache.table(_ARTICLES).empty


_ARTICLES = "articles"
WORDING = "data/wording.yaml"


def _context(hub: Hub, linked: frozenset[str] | None, wording: Wording) -> Context:
    """Give all that articles are judged by."""
    menu = {entry.to for entry in (*hub.settings.menu, *hub.settings.footer) if entry.to.endswith(".md")}
    return Context(
        today=hub.today,
        pages=frozenset(STANDARD_PAGES),
        topics=frozenset(hub.directory.vocabulary.topics),
        audiences=frozenset(hub.directory.vocabulary.audiences),
        references=hub.directory.references,
        linked=(_all_pages(hub) if linked is None else linked) | menu | _ALWAYS_LINKED,
        wording=wording,
        gives_away=gives_away,
        contact_in=contact_in,
        languages=hub.settings.other_languages,
        language=hub.settings.language,
        published_at=hub.published_at,
        template_sentences=template_sentences([hub.root / "templates", engine_folder() / "templates"]),
    )


def _check_data(hub: Hub, wording: Wording) -> None:
    """Hold the data against the rules; the same files on the same day have the same problems, so those are kept."""
    directory, today = replace(hub.directory, wording=wording), hub.today.isoformat()
    files = list({id(entry.source): entry.source for entry in directory.entries}.values())
    inputs = [part for source in (*directory.sources.values(), *files) for part in (source.name, source.digest)]
    inputs.append(wording.digest)
    of_entries = "entries", digest(today, wording.digest, *(source.text for source in directory.sources.values()))
    kept = hub.cache.get_data("rules", today, *inputs)
    if isinstance(kept, list):
        hub.problems.extend(Problem.from_row(row) for row in kept)
        hub.cache.leave(*of_entries)
        return
    found = Problems()
    with no_collecting():
        check_entries(directory, hub.today, found, hub.cache.table(*of_entries))
        check_between(directory, hub.today, found)
    hub.problems.extend(found)
    for source in files:
        source.let_go()
    hub.cache.put_data([problem.row() for problem in found], "rules", today, *inputs)


def check_entries(directory: Directory, today: date, problems: Problems, table: CacheTable) -> None:
    """Hold each entry against the rules, or take what was found in the same text, wherever it stood."""
    # Of a file that is read whole, the text of an item is not known by itself.
    starts = {
        (entry.source.name, entry.index): (entry, entry.source.item_line(entry.index))
        for entry in directory.entries
        if isinstance(entry.source, ListSource)
    }
    kept = {place: table.get(entry.digest) for place, (entry, _) in starts.items()}
    unknown = [entry for entry in directory.entries if kept.get((entry.source.name, entry.index)) is None]
    found = Problems()
    check_apart(replace(directory, entries=tuple(unknown)), today, found)
    problems.extend(found)
    rows: dict[tuple[str, int], list[dict[str, Any]]] = {place: [] for place, known in kept.items() if known is None}
    for problem in found:
        at = _ENTRY.match(problem.at)
        if at and (place := (problem.where.path, int(at[1]))) in rows:
            line = (problem.where.line or 0) - starts[place][1]
            rows[place].append({**problem.row(), "path": "", "line": line, "at": problem.at[at.end() :]})
    for place, own in rows.items():
        table.put(starts[place][0].digest, own)
    for (name, index), (_, line) in starts.items():
        for row in kept[name, index] or ():
            moved = {**row, "path": name, "line": row["line"] + line, "at": f"groups[{index}]{row['at']}"}
            problems.add(Problem.from_row(moved))


_LEFT_OUT = re.compile(r"vocabulary\.(?:topics|audiences|countries)\.([\w-]+)|references\[(\d+)\]")
_MISSED = frozenset({"known-words", "known-topic", "known-countries", "unknown-link", "citation-unknown"})


def drop_what_follows(hub: Hub) -> None:
    """Leave out that a word or a source is missed which was left out for its own mistake: that is told already."""
    lost = set()
    references = hub.directory.sources.get("references")
    for found in filter(None, (_LEFT_OUT.match(problem.at) for problem in hub.problems.errors)):
        item = references.item(int(found[2])) if found[2] and references is not None else {}
        name = found[1] or (item.get("key") if isinstance(item, dict) else None)
        lost.add(f"'{name}'".casefold())
    if lost:
        hub.problems.drop(lambda one: one.rule in _MISSED and one.got.casefold().endswith(tuple(lost)))


_ENTRY = re.compile(r"groups\[(\d+)\]")


def _all_pages(hub: Hub) -> frozenset[str]:
    return frozenset(path.relative_to(hub.docs).as_posix() for path in hub.docs.rglob("*.md"))


# Every page's chrome leads here.
_ALWAYS_LINKED = frozenset({"index.md", "get-help-now.md", "stay-safe-online.md", "search.md"})


def _wording(hub: Hub) -> Wording:
    """Read the wording rules and try their examples; a hub may do without any."""
    path = hub.root / WORDING
    source = read_kept(hub.cache, path, WORDING, hub.problems) if path.exists() else None
    if source is None:
        return Wording()
    wording = read_wording(source, hub.problems)
    kept = hub.cache.get_data("wording", source.digest)
    if not isinstance(kept, list):
        found = Problems()
        check_examples(wording, source, found)
        kept = [problem.row() for problem in found]
        hub.cache.put_data(kept, "wording", source.digest)
    hub.problems.extend(Problem.from_row(row) for row in kept)
    return wording


def _check_tags(hub: Hub) -> Iterator[Problem]:
    """Tell of each entry of the menus and each word that is said in a language which the hub has not."""
    others = hub.settings.other_languages
    menus = [(name, *entry) for name in ("menu", "footer") for entry in enumerate(getattr(hub.settings, name))]
    for menu, number, entry in menus:
        for tag in entry.in_.keys() - set(others):
            where = hub.config.locate(("extra", "hub", menu, number, "in", tag))
            yield Problem(where, "translation", *_unknown_tag(tag, hub))
    for tag in hub.settings.translated.keys() - set(others):
        yield Problem(hub.config.locate(("extra", "hub", "translated", tag)), "translation", *_unknown_tag(tag, hub))
    vocabulary = hub.directory.vocabulary
    for part in type(vocabulary).model_fields:
        for name, term in getattr(vocabulary, part).items():
            for tag in term.in_.keys() - set(others):
                path = (part, name, "in", tag)
                yield hub.directory.problem("vocabulary", "translation", *_unknown_tag(tag, hub), *path)

    yield from _check_listing_tags(hub)


def _check_listing_tags(hub: Hub) -> Iterator[Problem]:
    """Tell of each translation of a listing in a language that the hub has not, or of what it does not say."""
    others = hub.settings.other_languages
    for entry in hub.directory.entries:
        for tag, given in entry.listing.in_.items():
            if tag not in others:
                yield entry.problem("translation", *_unknown_tag(tag, hub), "in", tag)
            for name in sorted(given.model_fields_set):
                if not getattr(entry.listing, name):
                    got, hint = (
                        "translates what the entry does not say",
                        f"Write {name} there, or remove this.",
                    )
                    yield entry.problem("translation", got, hint, "in", tag, name)


def _unknown_tag(tag: str, hub: Hub) -> tuple[str, str]:
    """Say of a translation that it is in no other language of the hub, and what to do."""
    if tag == hub.settings.language:
        return f"is in {shown(tag)}, the hub's first language", "Write it where it is translated from, without `in`."
    return f"is in {shown(tag)}, a language that the hub has not", _tag_hint(tag, hub.settings.other_languages)


def _tag_hint(tag: str, others: tuple[str, ...]) -> str:
    return did_you_mean(tag, others) or f"Add {tag} to extra.hub.languages, or remove it."


def _check_reviews(hub: Hub, articles: tuple[Article, ...]) -> None:
    """Read the sign-offs, and tell which no longer stand for the text as it is now."""
    path = hub.root / REVIEWS
    source = read_kept(hub.cache, path, REVIEWS, hub.problems) if path.exists() else None
    if source is None or not isinstance(source.data, dict):
        return
    read = {kind: read_reviews(source, hub.today, hub.problems, kind) for kind in REVIEWED}
    hub.reviews = read.pop("articles")
    hub.data_reviews = read
    for kind in source.data.keys() - REVIEWED:
        hint = did_you_mean(str(kind), REVIEWED) or f"Known are {', '.join(REVIEWED)}."
        hub.problems.error(source.locate((kind,)), "review-value", "is no kind of text to sign off", hint, str(kind))
    known = {(signed.kind, signed.name): signed for signed in sign_offs(hub, {a.path: a.document for a in articles})}
    for kind, name in ((kind, name) for kind, names in {**read, "articles": hub.reviews}.items() for name in names):
        signed, where, at = known.get((kind, name)), source.locate((kind, name)), f"{kind}.{name}"
        if signed is None:
            place = "docs/" if kind == "articles" else "the hub's data"
            hint = did_you_mean(name, [other for of, other in known if of == kind])
            got = f"signs off '{name}', which is not in {place}"
            hub.problems.error(where, "review-page", got, hint or "Remove the sign-off, or give the new name.", at)
        elif signed.status.state is ReviewState.LAPSED:
            got = f"no longer holds for '{name}': its text has changed since"
            hint = f"Have it read again, then run: ./hub review {kind} {name} --role ROLE"
            hub.problems.warning(where, "review-lapsed", got, hint, at)


def tell_withheld(hub: Hub) -> None:
    """Tell of each article of which only a short page is left; its rule has told already that it is overdue."""
    for article in hub.articles.values():
        if hub.withheld(article):
            where = article.document.at("next_review")
            got = "is so long overdue that only a short page is shown, which says that it is being reviewed"
            hint = "Read it against its sources, then set last_updated and next_review."
            hub.problems.warning(where, "article-withheld", got, hint, "next_review")


def _check_help(hub: Hub) -> None:
    """No hub opens without help: its own country has an emergency number and a line. A demo says that it has none."""
    countries = hub.directory.helplines.countries
    code = hub.settings.country
    unread = any(problem.where.path == "data/helplines.yaml" for problem in hub.problems.errors)
    if unread and (code not in countries or not countries[code].lines):
        return  # what is wrong there is told
    if code not in countries or not countries[code].lines:
        where = hub.config.locate(("extra", "hub", "country"))
        got = f"is '{code}', for which data/helplines.yaml has no lines"
        hint = "Add its emergency number and lines there. Until then the help pages say that they have none."
        if not is_country(code) and (meant := meant_country(code)):
            got, hint = f"is no country: '{code}'", f"Did you mean '{meant}'?"
        hub.problems.warning(where, "help-country", got, hint, "extra.hub.country")
    for number, extra in enumerate(hub.settings.help_countries):
        if extra not in countries:
            where = hub.config.locate(("extra", "hub", "help_countries", number))
            got = f"names '{extra}', for which data/helplines.yaml has no lines"
            hub.problems.error(where, "help-country", got, "Remove it, or add its lines.", "extra.hub.help_countries")


def _check_answers(hub: Hub, articles: dict[str, Article]) -> None:
    """Each answer of the search leads to a page that is there, and to one of its headings."""
    for path, ref in places_of(hub.directory.answers):
        page, _, anchor = ref.partition("#")
        if not page.endswith(".md"):
            continue
        got = hint = ""
        if page in STANDARD_PAGES and page not in articles:
            continue  # the engine lends it
        if page not in articles:
            got, hint = f"leads to '{page}', which is not in docs/", did_you_mean(page, articles)
        elif anchor:
            headings = [slugify(heading.text, "-") for heading in articles[page].headings]
            if anchor not in headings:
                got, hint = f"leads to no heading of '{page}': '{anchor}'", did_you_mean(anchor, headings)
        if got:
            hub.problems.add(
                hub.directory.problem("answers", "answer-place", got, hint or "Name one that is there.", *path)
            )


def _check_menu(hub: Hub, pages: set[str]) -> None:
    for name in ("menu", "footer"):
        entries: tuple[MenuEntry, ...] = getattr(hub.settings, name)
        for number, entry in enumerate(entries):
            if entry.to.endswith(".md") and entry.to not in pages:
                where = hub.config.locate(("extra", "hub", name, number, "to"))
                got = f"leads to '{entry.to}', which is not in docs/"
                hub.problems.error(where, "menu", got, "Name a page that is there.", f"extra.hub.{name}[{number}].to")
