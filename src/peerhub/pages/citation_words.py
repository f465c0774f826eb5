"""The words round citations, tasks and notes in articles, from the catalogue."""

from __future__ import annotations

from peerhub.articles.citations import CitationWords
from peerhub.articles.markdown_links import MARKS
from peerhub.words import Words


def citation_words(words: Words) -> CitationWords:
    """Give the words in which citations and sources are said; places in braces are filled where they are used."""
    return CitationWords(
        label=words.say("citation.label", number="{number}"),
        and_others=words.say("citation.and_others"),
        no_date=words.say("citation.no_date"),
        no_authors=words.say("citation.no_authors"),
    )


def mark_words(words: Words) -> dict[str, str]:
    """Give what a task or a note of each kind is called."""
    return {mark: words.say(f"article.marks.{mark}") for mark in MARKS}
