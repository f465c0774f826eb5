"""Pictures for shared links: one for each topic and for each section of the articles, drawn at build.

A chat or a network shows such a picture (`og:image`, https://ogp.me/) beside a link, and takes no SVG for it. The
theme's `assets/social-topic.png` has room at its left; a title and the hub's name are written there in the theme's
own letters. A page about a sensitive topic keeps the general picture, which names nothing: a link that somebody
sends may be seen on a locked screen. Without an address of the site there are none: a picture needs a whole one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.hub import ArticlePage, Hub

BASE = "assets/social-topic.png"
FONT = "vendor/atkinson-hyperlegible-next/latin.woff2"

# The letters that the theme's font has; a title in others keeps the general picture.
DRAWABLE = re.compile("[\u0020-\u007e\u00a3\u00c0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]+")
_INK, _SOFT = (29, 43, 47), (75, 91, 96)
_LEFT, _WIDTH = 70, 520
_NAME_AT, _NAME_SIZE = (144, 151), 29
_TITLE_TOP, _TITLE_LINES, _SMALLEST = 235, 3, 34
_TITLE_SIZES = (66, 58, 50, 42, _SMALLEST)
_LINE_SIZE = 29
_BOLD, _PLAIN = 700, 400
# Letters fade into the paper in this many steps: more shades than that no eye tells apart at their size.
_SHADES = 16


def topic_picture(hub: Hub, topic_id: str) -> str:
    """Give the whole address of a topic's picture; empty where the general one is shown."""
    topic = hub.directory.vocabulary.topics.get(topic_id)
    if topic is None or topic.sensitive or topic.protected:
        return ""
    return _address(hub, f"topic-{topic_id}", topic.label)


def listing_picture(hub: Hub, listing: Listing) -> str:
    """Give the picture of a listing's first topic; none where any of its topics is sensitive, or it has ended."""
    if listing.ended or hub.directory.is_sensitive(listing):
        return ""
    return next((found for topic in listing.topics if (found := topic_picture(hub, topic))), "")


def article_picture(hub: Hub, article: ArticlePage, sensitive: bool) -> str:
    """Give the picture of the section in which an article stands, by the section's own first page."""
    section = _section(hub, article)
    if sensitive or section is None:
        return ""
    return _address(hub, f"section-{addresses.slug(section.path.removesuffix('/index.md'))}", section.front.title)


def social_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Draw every picture to which a page of the site may lead."""
    if not hub.site_url:
        return
    for topic_id, topic in hub.directory.vocabulary.topics.items():
        if topic_picture(hub, topic_id):
            yield f"social/topic-{topic_id}.png", _drawn(hub, topic.label)
    sections = {found.path: found for page in hub.articles.values() if (found := _section(hub, page))}
    for section in sections.values():
        if address := article_picture(hub, section, sensitive=False):
            yield address.removeprefix(hub.site_url), _drawn(hub, section.front.title)


def _section(hub: Hub, article: ArticlePage) -> ArticlePage | None:
    folder = article.path.rpartition("/")[0]
    return hub.articles.get(f"{folder}/index.md") if folder else None


def _address(hub: Hub, name: str, title: str) -> str:
    has_parts = BASE in hub.assets.files and FONT in hub.assets.files
    drawable = DRAWABLE.fullmatch(title) and DRAWABLE.fullmatch(hub.site_name)
    return f"{hub.site_url}social/{name}.png" if hub.site_url and has_parts and drawable else ""


def _drawn(hub: Hub, title: str) -> bytes:
    """Draw a picture, or take it from the cache: the same title and theme give the same bytes."""
    base, font = hub.assets.files[BASE], hub.assets.files[FONT]
    line = hub.words.say("chrome.social_line")
    inputs = (title, hub.site_name, line, base, font)
    kept = hub.cache.get("social", *inputs)
    if kept is None:
        kept = draw(base, font, title, hub.site_name, line)
        hub.cache.put(kept, "social", *inputs)
    return kept


def draw(base: bytes, font: bytes, title: str, name: str, line: str) -> bytes:
    """Write a title, the hub's name and a line below into the free room of a picture, and give it as PNG."""
    from PIL import Image  # only a site with an address draws, and no other command should load a library for it

    with Image.open(io.BytesIO(base)) as opened:
        picture = opened if opened.mode == "P" else opened.convert("RGB").quantize(256)
        picture.load()
    size = next((size for size in _TITLE_SIZES if _fits(font, size, title)), _SMALLEST)
    _write(picture, font, name, _NAME_AT, _NAME_SIZE, _BOLD, _INK)
    top = _TITLE_TOP
    for part in _lines(font, size, _BOLD, title)[:_TITLE_LINES]:
        _write(picture, font, part, (_LEFT, top), size, _BOLD, _INK)
        top += round(size * 1.14)
    for part in _lines(font, _LINE_SIZE, _PLAIN, line)[:2]:
        _write(picture, font, part, (_LEFT, top + 22), _LINE_SIZE, _PLAIN, _SOFT)
        top += round(_LINE_SIZE * 1.4)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def _face(font: bytes, size: int, weight: int) -> Any:
    from PIL import ImageFont

    # Without the shaping library, which not every system has, the letters are the same everywhere.
    face = ImageFont.truetype(io.BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def _fits(font: bytes, size: int, text: str) -> bool:
    return len(_lines(font, size, _BOLD, text)) <= _TITLE_LINES and all(
        _face(font, size, _BOLD).getlength(word) <= _WIDTH for word in text.split()
    )


def _lines(font: bytes, size: int, weight: int, text: str) -> list[str]:
    """Break a text into lines that are no wider than the room for it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _face(font, size, weight).getlength(longer) <= _WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _write(
    picture: Any, font: bytes, text: str, at: tuple[int, int], size: int, weight: int, ink: tuple[int, int, int]
) -> None:
    """Write a line with shades that the picture's palette holds, so that it stays as small as it was."""
    from PIL import Image, ImageDraw

    face = _face(font, size, weight)
    box = (0, 0, min(_WIDTH, round(face.getlength(text)) + 2), round(size * 1.4))
    mask = Image.new("L", box[2:])
    ImageDraw.Draw(mask).text((0, 0), text, fill=255, font=face)
    table = _shades(picture, ink)
    letters = mask.point([table[level * (_SHADES - 1) // 255] for level in range(256)])
    picture.paste(letters, at, mask.point([255 if level else 0 for level in range(256)]))


def _shades(picture: Any, ink: tuple[int, int, int]) -> list[int]:
    """Find the palette's nearest colour for each step from the paper to the ink."""
    raw = picture.getpalette("RGB")
    palette = [tuple(raw[place : place + 3]) for place in range(0, len(raw), 3)]
    paper = palette[picture.getpixel((0, 0))]
    found = []
    for step in range(_SHADES):
        wanted = [round(p + (i - p) * step / (_SHADES - 1)) for p, i in zip(paper, ink, strict=True)]
        found.append(min(range(len(palette)), key=lambda index: _distance(palette[index], wanted)))
    return found


def _distance(colour: tuple[int, ...], wanted: list[int]) -> int:
    return sum((one - other) ** 2 for one, other in zip(colour, wanted, strict=True))
