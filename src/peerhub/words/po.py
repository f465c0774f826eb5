"""Translations as gettext's PO files, by way of Babel: read and checked, and written anew with what is missing."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from peerhub.problems import Location, Problems, did_you_mean, shown
from peerhub.text import HIDDEN, hidden_name
from peerhub.words.catalogue import HELP, Text, texts
from peerhub.words.cldr import locale, plural_forms

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

Said = str | dict[str, str]
_PLACE = re.compile(r"\{[^}]*\}?")
_MARK = re.compile(r"\*\*|\*|\]\([^)]*\)?|[<>\[\]`_]|&\w+;|https?://\S*")
_LINE = re.compile(r'(?:#.*|(?:msg\w+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*")?')
_UNCHECKED = "Not checked by a native speaker."
# Marks of direction and joiners, which Arabic and Hebrew need.
_DIRECTION = "\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069"


@dataclass
class Read:
    """A catalogue as it was read: what may be said by key, and what may not be because its English has changed."""

    said: dict[str, Said] = field(default_factory=dict)
    stale: dict[str, Said] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)


def read_catalogue(raw: bytes, language: str, problems: Problems) -> Read:
    """Read a translation and report each fault with its line; help and advice are left as they are."""
    name, found = f"words/{language}.po", Read()
    catalog = _parsed(raw, name, language, problems)
    if catalog is None:
        return found
    known = {text.key: text for text in texts()}
    for message in catalog:
        if not message.id:
            continue
        at, key = Location(name, message.lineno or 1), message.context or ""
        text = known.get(key)
        if text is None:
            hint = did_you_mean(key, known) or f"Remove it, or let ./hub words {language} write the file anew."
            problems.error(at, "words-unknown", f"the text '{key}' is not in the catalogue", hint)
            continue
        if message.user_comments:
            found.notes[key] = message.user_comments
        said = _said(message, text, language, at, problems)
        if said is None:
            continue
        if HELP.match(key):
            hint = "Help and advice stay in English until a native reviewer has signed for them. Empty it."
            problems.error(at, "words-help", f"'{key}' is translated", hint)
        elif message.fuzzy or _english(message) != text.forms:
            found.stale[key] = said
        else:
            found.said[key] = said
    _check_labels(found, name, problems)
    return found


def written(language: str, old: Read, now: datetime) -> bytes:
    """Write a catalogue: every text in its order, with what is known of it, and empty where nothing is."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(
        language,
        project="Peer Support Hub",
        version="1",
        header_comment=f"# The words of the interface in {locale(language).english_name}. {_UNCHECKED}",
        creation_date=now,
        revision_date=now,
        fuzzy=False,
        charset="utf-8",
    )
    catalog.mime_headers = [*_headers(language)]
    for text in texts():
        if not HELP.match(text.key):
            _add(catalog, text, language, old)
    file = io.BytesIO()
    write_po(file, catalog, width=110, include_previous=False)
    return file.getvalue()


def _add(catalog: Catalog, text: Text, language: str, old: Read) -> None:
    known = old.said.get(text.key) or old.stale.get(text.key) or ""
    forms = plural_forms(language)
    # A text that has become a plural, or is none any more, begins anew.
    said: str | tuple[str, ...] = known if isinstance(known, str) else ""
    if not isinstance(text.english, str):
        said = tuple(known.get(form, "") if isinstance(known, dict) else "" for form in forms)
    catalog.add(
        text.english if isinstance(text.english, str) else (text.english["one"], text.english["other"]),
        said,
        context=text.key,
        flags={"fuzzy"} if text.key in old.stale else set(),
        auto_comments=[text.comment] if text.comment else [],
        user_comments=old.notes.get(text.key, []),
    )


def _headers(language: str) -> Iterator[tuple[str, str]]:
    yield "Language", language
    yield "Plural-Forms", _plural_header(language)
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding", "8bit"


def _plural_header(language: str) -> str:
    """Give gettext's rule for a language's plurals, which counts the forms in the order of CLDR."""
    from babel.plural import to_gettext

    return str(to_gettext(locale(language).plural_form))


def _parsed(raw: bytes, name: str, language: str, problems: Problems) -> Catalog | None:
    from babel.messages.pofile import PoFileError, read_po

    try:
        locale(language)
    except ValueError:
        hint = "Name the file by a tag that CLDR knows, such as cy.po or pt-BR.po."
        problems.error(Location(name), "words-language", f"the language '{language}' is not known", hint)
        return None
    hint = 'Begin each line with a PO word, and put texts in straight quotes: msgstr "..."'
    try:
        text = raw.decode("utf-8-sig")
        # Babel takes a text without its last quote for an empty one.
        for number, line in enumerate(text.splitlines(), 1):
            if not _LINE.fullmatch(line.strip()):
                problems.error(Location(name, number), "words-file", f"cannot be read here: {shown(line)}", hint)
                return None
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        problems.error(Location(name, (error.lineno or 0) + 1), "words-file", f"cannot be read: {error}", hint)
        return None
    except (UnicodeDecodeError, ValueError, KeyError) as error:
        problems.error(Location(name, 1), "words-file", f"cannot be read: {error}", "Save it as a PO file in UTF-8.")
        return None
    forms = plural_forms(language)
    if catalog.num_plurals != len(forms):
        where = next((at for at, said in enumerate(text.splitlines(), 1) if "Plural-Forms:" in said), 1)
        got = f"says {catalog.num_plurals} plural forms, and this language has {len(forms)}: {', '.join(forms)}"
        problems.error(Location(name, where), "words-plural", got, f"Write: Plural-Forms: {_plural_header(language)}")
        return None
    return catalog


def _said(message: Message, text: Text, language: str, at: Location, problems: Problems) -> Said | None:
    """Give what a message says, or nothing where it is empty or wrong."""
    parts = tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)
    if not any(parts):
        return None
    forms = plural_forms(language)
    plural = not isinstance(text.english, str)
    if plural and (len(parts) != len(forms) or not all(parts)):
        left = [form for form, said in zip(forms, (*parts, *forms), strict=False) if not said or said == form]
        got = f"'{text.key}' has no words for: {', '.join(left) or 'some of its plural forms'}"
        hint = f"Fill in msgstr[0] to msgstr[{len(forms) - 1}], for: {', '.join(forms)}."
        problems.error(at, "words-plural", got, hint)
        return None
    if not plural and len(parts) > 1:
        problems.error(
            at, "words-plural", f"'{text.key}' has one form only", "Write one msgstr, and no msgid_plural."
        )
        return None
    faults = [fault for said in parts for fault in _faults(text, said, plural=plural)]
    for got, rule, hint in dict.fromkeys(faults):
        problems.error(at, rule, f"'{text.key}' {got}", hint)
    if faults:
        return None
    return dict(zip(forms, parts, strict=True)) if plural else parts[0]


def _faults(text: Text, said: str, *, plural: bool) -> Iterator[tuple[str, str, str]]:
    known = set().union(*(_PLACE.findall(form) for form in text.forms))
    # The number itself may be a word: "one group", "dau grŵp".
    needed = set(_PLACE.findall(text.forms[0])) & known if plural else known
    places = set(_PLACE.findall(said))
    for place in sorted(needed - places):
        yield f"lacks {place}", "words-place", "Put it where its value belongs in your sentence."
    for place in sorted(places - known):
        yield f"has {place}", "words-place", f"Use only: {', '.join(sorted(known)) or 'no braces at all'}."
    marks, wanted = _marks([said]), _marks(text.forms[-1:])
    if marks != wanted:
        more = [mark for mark in sorted(marks | wanted) if marks[mark] != wanted[mark]]
        yield (
            f"differs in {' '.join(more)}",
            "words-markup",
            "Keep the marks and addresses of the English, and no others.",
        )
    if (hidden := HIDDEN.search(said.translate(dict.fromkeys(map(ord, _DIRECTION))))) is not None:
        yield f"holds the hidden character {hidden_name(hidden[0])}", "words-markup", "Type it again."


def _marks(said: Iterable[str]) -> Counter[str]:
    # What stands in braces is a place, and its low line is none of Markdown's.
    return Counter(mark for form in said for mark in _MARK.findall(_PLACE.sub("", form)))


def _english(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def _check_labels(found: Read, name: str, problems: Problems) -> None:
    """Refuse a question whose label begins another's: by its label an answer is found again."""
    labels: Mapping[str, Said] = {key: said for key, said in found.said.items() if key.endswith(".label")}
    for key, said in labels.items():
        longer = [other for other, text in labels.items() if other != key and str(text).startswith(str(said))]
        if longer and key.startswith("intake."):
            got = f"'{key}' begins like '{longer[0]}'"
            problems.error(
                Location(name), "words-label", got, "Give the two questions labels that begin differently."
            )
