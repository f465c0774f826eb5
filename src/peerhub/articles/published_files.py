"""The files beside the articles: what lies in docs/ is published as it is, so nothing there may run or leak.

A page of HTML or a script would run at the hub's own address, without the policy that our pages carry; and a
link could publish a file from anywhere on the computer that builds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

from peerhub.problems import Location, Problem, Severity, shown
from peerhub.store.files import leads_out
from peerhub.text import is_windows_device

RULE = "published-file"

# What browsers show, save or style by, and never run: the policy of each page keeps a sheet from fetching anything.
_KINDS = (
    "avif css csv doc docx epub gif ico ics jpeg jpg json m4a md mp3 mp4 odt ogg opus pdf png pptx svg txt vtt webm "
    "webp xlsx"
)
KINDS = frozenset(_KINDS.split())
# Files that hosts ask for by name.
NAMES = frozenset({"CNAME", "LICENSE"})
LARGEST_SVG = 1_000_000

_PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"})
# What cameras and editors write into a picture: Exif (place, time, device), IPTC (caption) and XMP (all of it), as
# JPEG keeps them in segments, PNG and WebP in chunks.
_METADATA = re.compile(
    rb"\xff\xe1..(?:Exif\0\0|http://ns\.adobe\.com/xap/)|\xff\xed..Photoshop 3\.0\0|eXIf(?:II\*|MM\0)"
    rb"|XML:com\.adobe\.xmp|EXIF....(?:Exif\0\0)?(?:II\*|MM\0)|XMP ....<|Exif\0\0(?:II\*|MM\0)",
    re.DOTALL,
)
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8|GIF8|\x00\x00\x01\x00|RIFF....WEBP|....ftyp", re.DOTALL)

_DRAWN = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker "
    "linearGradient radialGradient stop clipPath mask pattern filter feGaussianBlur feOffset feMerge feMergeNode "
    "feColorMatrix feFlood feComposite feBlend"
)
_SHAPES = frozenset(_DRAWN.split())
_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)|@import|\\|:\s*expression", re.IGNORECASE)


_NO_LINK = "Put the file itself here, or remove the link."
# The folders that are made from data: a folder whose name differs in case alone would be one of them elsewhere.
_MADE = ("assets", "components", "feeds", "finder", "groups", "places", "search", "suggest", "vendor")


def check_theme(folder: Path, name: str) -> Iterator[Problem]:
    """Name each link in a hub's own theme that leads out of it: what it leads to would be published."""
    if leads_out(folder, folder.parent):
        yield Problem(Location(name), RULE, "is a link to another place", _NO_LINK)
        return
    for path in sorted(folder.rglob("*")):
        where = Location(f"{name}/{path.relative_to(folder).as_posix()}")
        if path.is_symlink() and leads_out(path, folder):
            yield Problem(where, RULE, "is a link to another place", _NO_LINK)
        elif path.suffix in (".html", ".xml", ".txt") and not _is_text(path):
            yield Problem(where, RULE, "is not UTF-8 text", "Save the file as UTF-8.")


def _is_text(path: Path) -> bool:
    try:
        if path.is_file():
            path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return False
    return True


def check_files(docs: Path, name: str) -> Iterator[Problem]:
    """Name each file under `docs` that may not be published; `name` is how messages call that folder."""
    alike = {name: name for name in _MADE}
    for path in sorted(docs.rglob("*")):
        inside = path.relative_to(docs).as_posix()
        if inside.startswith(".") or "/." in inside:
            continue  # hidden: MkDocs leaves these out
        where = Location(f"{name}/{inside}")
        yield from _wrong_name(path, inside, alike, where)
        if path.is_symlink() and (leads_out(path, docs) or path.is_dir()):
            yield Problem(where, RULE, "is a link to another place", _NO_LINK)
        elif path.is_file():
            if path.suffix.lower().removeprefix(".") not in KINDS and path.name not in NAMES:
                hint = f"Remove it, or save it as one of: {', '.join(sorted(KINDS))}."
                yield Problem(where, RULE, "is a kind of file that is not published", hint)
            elif path.suffix.lower() == ".svg" and (wrong := _wrong_svg(path)):
                hint = "Save it as plain SVG without scripts, links and styles, or as PNG."
                yield Problem(where, RULE, f"is a drawing that {wrong}", hint)
            elif not _begins_well(path):
                hint = "Save it anew and open it to see: a download may have failed."
                yield Problem(where, RULE, f"holds no {path.suffix.lower().removeprefix('.')}", hint)
            elif path.suffix.lower() in _PICTURES and _METADATA.search(path.read_bytes()):
                got = "holds what a camera or an editor wrote into it, such as where it was taken"
                yield Problem(where, RULE, got, "Save a picture of the screen that shows it, or export it without.")
        elif not path.is_dir():
            yield Problem(where, RULE, "is neither a file nor a folder", "Remove it.")


def check_stray(docs: Path, name: str, linked: Collection[str], settings: str) -> Iterator[Problem]:
    """Name each file that is published though no article links to it: often it was only put beside them.

    `linked` are the paths inside `docs` to which articles lead, `settings` the text of mkdocs.yml, which names some.
    """
    for path in sorted(docs.rglob("*")):
        inside = path.relative_to(docs).as_posix()
        kind = path.suffix.lower().removeprefix(".")
        if kind not in KINDS - {"md", "css", "ico"} or inside.startswith(".") or "/." in inside or not path.is_file():
            continue
        if inside not in linked and path.name not in settings and path.name != "robots.txt":
            more = f" An article would be named {path.stem}.md." if kind == "txt" else ""
            got, hint = "is published as it is, and no article links to it", f"Remove it, or link to it.{more}"
            yield Problem(Location(f"{name}/{inside}"), "stray-file", got, hint, Severity.WARNING)


def _wrong_name(path: Path, inside: str, alike: dict[str, str], where: Location) -> Iterator[Problem]:
    """Name what another system cannot hold: Windows' own names, and two names that macOS and Windows take for one.

    `alike` holds the paths so far by what they are there: without case, their letters composed (Unicode NFC).
    """
    if is_windows_device(path.name):
        yield Problem(where, RULE, "has a name that Windows keeps for itself", "Choose another name.")
    if not inside.isprintable():  # a line break, a direction mark, or bytes that are no UTF-8
        yield Problem(where, RULE, "has a name with signs that nobody sees", "Choose another name.")
    other = alike.setdefault(unicodedata.normalize("NFC", inside).casefold(), inside)
    if other != inside:
        hint = "Choose another name for one of them."
        yield Problem(where, RULE, f"is the same file as {shown(other)} on Windows and macOS", hint)


def _begins_well(path: Path) -> bool:
    """Whether a picture or a PDF begins as one does; browsers take any kind of picture under any picture's name."""
    suffix = path.suffix.lower()
    if suffix not in _PICTURES and suffix != ".pdf":
        return True
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        return False
    return b"%PDF-" in start if suffix == ".pdf" else _PICTURE.match(start) is not None


def _wrong_svg(path: Path) -> str:
    """Say why a drawing is more than shapes and words, or nothing."""
    try:
        if path.stat().st_size > LARGEST_SVG:
            return f"is larger than {LARGEST_SVG:,} bytes"
        text = path.read_text(encoding="utf-8-sig")
        if re.search(r"<!(?!--)|<\?(?!xml\s)", text):
            return "declares entities or a style sheet"
        root = ElementTree.fromstring(text)  # noqa: S314 - without a DOCTYPE there are no entities to expand
    except (OSError, ValueError, ElementTree.ParseError):
        return "cannot be read as XML in UTF-8"
    for element in root.iter():
        if element.tag.rpartition("}")[2] not in _SHAPES:
            return f"holds <{element.tag.rpartition('}')[2]}>"
        for attribute, value in element.attrib.items():
            short = attribute.rpartition("}")[2].lower()
            if short.startswith("on") or (short == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
                return f"holds {short}="
    return ""
