"""An article as the editorial check sees it: its path, front matter and text, and what can be read from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from peerhub.articles.front_matter import Document, FrontMatter, parse_document
from peerhub.articles.kinds import Kind
from peerhub.articles.masking import mask_code, mask_comments, mask_markdown_code
from peerhub.articles.prose import Paragraph, Part, Sentence, make_paragraph, read_prose
from peerhub.articles.structure import Heading, Link, Tag, find_headings, find_links, find_tags
from peerhub.problems import Location, Problem, Problems, Severity

_FRONT_TEXTS = ("title", "description", "content_note")


@dataclass(frozen=True)
class Article:
    """One Markdown file. `path` is inside docs/; `titles` are references' titles, which count as quoted.

    `language` is the tag of a translation's language, and empty of every other page.
    """

    path: str
    document: Document
    titles: tuple[str, ...] = ()
    language: str = ""

    @property
    def front(self) -> FrontMatter | None:
        """The front matter, or None where it is wrong (which is reported once, by itself)."""
        return self.document.front

    @property
    def kind(self) -> Kind | None:
        """The kind of page, where the front matter says it."""
        return self.front.kind if self.front else None

    @cached_property
    def masked(self) -> str:
        """The body with code and comments blanked out."""
        return mask_code(self.document.body)

    @cached_property
    def prose(self) -> list[Paragraph]:
        """What the body says to its reader."""
        return read_prose(self.masked, self.document.first_line, self.titles)

    @cached_property
    def front_prose(self) -> list[Paragraph]:
        """What the front matter says to the reader: title, description, points in brief and content note."""
        if self.front is None:
            return []
        texts = [(getattr(self.front, field), self.document.at(field)) for field in _FRONT_TEXTS]
        texts += [(text, self.document.at("in_brief", index)) for index, text in enumerate(self.front.in_brief)]
        return [make_paragraph(Part.FRONT, where.line or 1, text) for text, where in texts if text]

    @property
    def sentences(self) -> Iterable[tuple[Part, Sentence]]:
        """Every sentence of front matter and body, with what it is on the page."""
        return (
            (paragraph.part, sentence)
            for paragraph in (*self.front_prose, *self.prose)
            for sentence in paragraph.sentences
        )

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the body."""
        return find_headings(self.masked, self.document.first_line)

    @cached_property
    def links(self) -> list[Link]:
        """The links and images of the body."""
        return find_links(self.masked, self.document.first_line)

    @cached_property
    def tags(self) -> list[Tag]:
        """The raw HTML of the body."""
        if "<" not in self.document.body:
            return []
        return find_tags(mask_comments(mask_markdown_code(self.document.body)), self.document.first_line)

    def at(self, line: int | None) -> Location:
        """Name a line of the file."""
        return Location(self.document.name, line)

    def problem(
        self, rule: str, line: int | None, got: str, hint: str, severity: Severity = Severity.ERROR, at: str = ""
    ) -> Problem:
        """Make a problem on a line of this article."""
        return Problem(self.at(line), rule, got, hint, severity, at)


def read_article(
    text: str, path: str, docs_dir: str, problems: Problems, titles: tuple[str, ...] = (), language: str = ""
) -> Article:
    """Read an article's text; `path` is inside docs/, and `docs_dir` is how messages call that folder."""
    return Article(path, parse_document(text, f"{docs_dir}/{path}", problems), titles, language)
