"""A hub whose own content is written in Greek letters, so that whatever is Latin on its pages is the interface's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import yaml
from tests.sites.hubs import ENGINE, TinyHub, make_hub

from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml

_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβχδεφγηιξκλμνοπϙρστυϋωςψζΑΒΧΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΥΫΩΣΨΖ"
)
# What people write into data: everything else there is an id, an address, a date or a number.
_WRITTEN = {
    *("name", "organisation", "summary", "description", "label", "plural", "eligibility", "note", "venue", "street"),
    *("city", "region", "access", "what_happens", "size", "confidentiality", "by", "for", "title", "says", "text"),
    *("population", "comparator", "outcome", "silent", "status_note", "platform", "hours_note", "serves", "heard"),
    *("container", "doubt", "doubts", "silent_call", "postcode"),
    *("tagline", "site_name", "publisher", "in_brief", "content_note", "author", "authors", "counts", "when_note"),
}
# What the tiny hub's article names, by what it is called in the example's data.
_CALLED = {
    "- anxiety\n": "- example-worry\n",
    "topic:anxiety": "topic:example-worry",
    "group:evening-circle": "group:example-fresh",
    "- author-2020\n": "- example-2020\n",
    "[@author-2020]": "[@example-2020]",
}
_KEPT = re.compile(r"(\]\([^)]*\)|\[@[^\]]*\]|https?://\S*)")
_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder", "data-label", "data-needed")
_WORD = re.compile(r"[A-Za-z]{2,}")
# No words of the interface: addresses, zones and their cities, and a word that is sent by text.
_NAMES = re.compile(r"\S*(?:://|\.example|@)\S*|[A-Z]\w+/[A-Z]\w+|\b(?:London|Toronto|Dublin|EXAMPLE)\b")


def greek(text: str) -> str:
    """Write Latin letters in Greek; addresses stay."""
    return "".join(part if at % 2 else part.translate(_GREEK) for at, part in enumerate(_KEPT.split(text)))


def pseudo_hub(folder: Path) -> TinyHub:
    """Make a hub in accented English: the example's listings in every state, and two articles, in Greek letters."""
    hub = make_hub(folder)
    example = ENGINE / "example" / "data"
    for file in sorted(example.rglob("*.*")):
        text = file.read_text("utf-8")
        if file.suffix == ".yaml":
            data = _greek_data(parse(text, "it"), written=False)
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        hub.write(f"data/{file.relative_to(example)}", text)
    for file in sorted((hub.root / "docs").rglob("*.md")):
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        said = _greek_data(parse(front, "it"), written=False)
        file.write_text(f"---\n{yaml.safe_dump(said, allow_unicode=True)}---\n{body}", encoding="utf-8")
    for old, new in _CALLED.items():
        hub.replace("docs/learn/listening.md", old, new)
    hub.replace("mkdocs.yml", "tagline: Small and whole", "tagline: Μικρό\n    language: en-XA")
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Τινυ")
    return hub


def parse(text: str, name: str) -> Any:
    """Read YAML as the engine does, for which `on` is a word."""
    source = parse_yaml(text.encode(), name, problems := Problems())
    assert source is not None, list(problems)
    return source.data


def _greek_data(data: Any, *, written: bool) -> Any:
    if isinstance(data, dict):
        return {key: _greek_data(value, written=key in _WRITTEN) for key, value in data.items()}
    if isinstance(data, list):
        return [_greek_data(item, written=written) for item in data]
    return greek(data) if written and isinstance(data, str) else data


def english_in(html: str) -> Iterator[str]:
    """Give every text with Latin words that a page shows or says; what is marked as English is not the page's."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    marked = [one for one in root.iter() if one.get("lang") == "en"]
    # A title cannot be of two languages: that of a page in English is English.
    if not any(inner.tag == "h1" for one in marked for inner in one.iter()):
        yield from english_text(root.findtext("head/title", ""))
    yield from (text for body in root.iter("body") for text in _shown(body))


def english_text(text: str) -> Iterator[str]:
    """Give a text that has a Latin word; addresses, the names of zones and what the data abbreviates are none."""
    if _WORD.search(_NAMES.sub(" ", text)):
        yield " ".join(text.split())


def english_values(found: Any) -> Iterator[str]:
    """Give the texts with Latin words of what scripts are given: whatever has a space or ends like a sentence."""
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for inner in found:
            yield from english_values(inner)
    elif isinstance(found, str) and re.search(r" |[.?!]$", found):
        yield from english_text(re.sub(r"\{\w+\}", "", found))


def _shown(element: ET.Element) -> Iterator[str]:
    if element.get("lang") == "en" or "hub-prose" in element.get("class", ""):
        return
    for name, value in element.items():
        if name in _ATTRIBUTES:
            yield from english_text(value)
        elif name.startswith("data-") and name != "data-meeting":
            yield from english_values(json.loads(value) if value.startswith(('{"', "[")) else value)
    if element.tag == "script":
        if "data-finder-words" in element.attrib:
            yield from english_values(json.loads(element.text or "null"))
        return
    yield from english_text(element.text or "")
    for inner in element:
        if isinstance(inner.tag, str):
            yield from _shown(inner)
        yield from english_text(inner.tail or "")


def place_of(text: str) -> str:
    """Name the line of the engine that holds a text, where one does."""
    for folder, kinds in (
        ("overrides", (".html", ".mjs", ".js")),
        ("src/peerhub", (".py",)),
        ("templates", (".txt",)),
    ):
        for file in sorted((ENGINE / folder).rglob("*")):
            if file.suffix in kinds:
                for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                    if text in line:
                        return f"{file.relative_to(ENGINE)}:{number}"
    return "somewhere"
