"""Structure: the headings, links, images and raw HTML of an article's Markdown, with their lines."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from peerhub.articles.prose import clean_inline
from peerhub.yaml.source import line_in, line_starts

_ATX = re.compile(r"(#{1,6})(?!#)(.*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(=+|-+)[ \t]*$", re.MULTILINE)
_TARGET = r"\(\s*+(?P<target><[^<>\n]*>|[^()\s]*+(?:\([^()\s]*\)[^()\s]*+)*+)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_INLINE = re.compile(
    r"(?<!\\)(?P<image>!)?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:" + _TARGET + r"|\[(?P<id>[^\]\n]*)\])"
)
_REFERENCE = re.compile(r"^ {0,3}\[(?P<id>[^\]^][^\]\n]*)\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:\s[^<>]*|/)?)>")
_UNCLOSED = re.compile(
    r"<(?P<close>/?)(?P<name>script|style|iframe|object|embed)\b(?P<rest>[^<>]*)(?=<|\Z)", re.IGNORECASE
)
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6 and its words."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: its words, and its target as written."""

    text: str
    target: str
    line: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A raw HTML tag."""

    name: str
    attributes: str
    line: int


def find_headings(masked: str, first_line: int = 1) -> list[Heading]:
    """List the headings in order, both `## so` and underlined."""
    starts = line_starts(masked)
    found = []
    for match in _ATX.finditer(masked):
        if masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" "):
            continue
        text = _words(match[2].strip().rstrip("#"))
        found.append(Heading(len(match[1]), text, line_in(starts, match.start()) + first_line - 1))
    for match in _UNDERLINE.finditer(masked):
        line = line_in(starts, match.start())
        above = masked[starts[line - 2] : match.start()].strip() if line > 1 else ""
        if above and above[0] not in "-*+>|#=":
            found.append(Heading(1 if match[1][0] == "=" else 2, _words(above), line + first_line - 2))
    return sorted(found, key=lambda heading: heading.line)


def _words(text: str) -> str:
    return " ".join(clean_inline(text).split())


def find_links(masked: str, first_line: int = 1) -> list[Link]:
    """List the links and images in order; an image inside a link is listed too."""
    if "[" not in masked:
        return []
    starts = line_starts(masked)
    targets = {match["id"].lower(): match["target"] for match in _REFERENCE.finditer(masked)}
    found = []
    waiting = [(masked, 0)]
    while waiting:
        text, base = waiting.pop()
        for match in _INLINE.finditer(text):
            line = line_in(starts, base + match.start()) + first_line - 1
            target = match["target"]
            if target is None:
                target = targets.get((match["id"] or match["text"]).lower())
                if target is None:
                    continue
            found.append((base + match.start(), Link(match["text"], target.strip("<>"), line, bool(match["image"]))))
            if not match["image"] and "[" in match["text"]:
                waiting.append((match["text"], base + match.start("text")))
    return [link for _, link in sorted(found, key=lambda item: item[0])]


def find_tags(text: str, first_line: int = 1) -> list[Tag]:
    """List the raw HTML tags that open; `text` has its code and comments masked, but not `<script>` or `<pre>`."""
    if "<" not in text:
        return []
    starts = line_starts(text)
    found: dict[int, Tag] = {}
    for pattern in (_TAG, _UNCLOSED):
        for match in pattern.finditer(text):
            if not match["close"]:
                line = line_in(starts, match.start()) + first_line - 1
                found.setdefault(match.start(), Tag(match["name"].lower(), match["rest"].strip(), line))
    return [found[start] for start in sorted(found)]


def resolve(page: str, target: str) -> str | None:
    """Give the path inside docs/ to which a page's link leads; None for other sites, `group:` and the like."""
    path = unquote(target.split("#")[0].split("?")[0])
    if not path or _ABSOLUTE.match(path) or path.startswith("/"):
        return None
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return None if resolved.startswith("..") else resolved
