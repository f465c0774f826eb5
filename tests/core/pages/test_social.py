"""Pictures for shared links: drawn alike each time, small, in letters that the font has, and of nothing sensitive."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFont
from tests.core.feeds.hubs import SITE, add_article, listing, make_hub

from peerhub.assets import Assets
from peerhub.hub import Hub
from peerhub.pages.social import BASE, DRAWABLE, FONT, article_picture, listing_picture, social_files, topic_picture

OVERRIDES = Path(__file__).parents[3] / "overrides"
MOST_BYTES = 40_000
TOPIC = f"{SITE}social/topic-anxiety.png"


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """Open a hub with the theme's picture and letters, a section and some listings."""
    made = make_hub(
        tmp_path,
        listing(id="worry", topics=["anxiety"]),
        listing(id="both", topics=["anxiety", "voices"]),
    )
    add_article(made, "why/index.md", "title: Why it helps\ndescription: D\nkind: landing\n")
    add_article(made, "why/hope.md", "title: Hope\ndescription: D\nkind: guide\n")
    add_article(made, "loose.md", "title: Loose\ndescription: D\nkind: guide\n")
    assets = Assets({path: (OVERRIDES / path).read_bytes() for path in (BASE, FONT)})
    return replace(made, site_name="Example hub", assets=assets, _made={})


def test_every_page_leads_to_a_picture_that_is_there(hub: Hub) -> None:
    """A topic, its listings and a section's articles have a picture, and exactly those pictures are drawn."""
    found = hub.directory.listings
    section = article_picture(hub, hub.articles["why/hope.md"], sensitive=False)
    assert topic_picture(hub, "anxiety") == listing_picture(hub, found["worry"]) == TOPIC
    assert section == article_picture(hub, hub.articles["why/index.md"], sensitive=False)
    assert article_picture(hub, hub.articles["loose.md"], sensitive=False) == ""
    assert {f"{SITE}{path}" for path, _ in social_files(hub)} == {TOPIC, section}


def test_nothing_sensitive_is_named(hub: Hub) -> None:
    """A sensitive topic, a listing with one, and an article that needs care keep the general picture."""
    assert topic_picture(hub, "voices") == topic_picture(hub, "abuse") == topic_picture(hub, "unknown") == ""
    assert listing_picture(hub, hub.directory.listings["both"]) == ""
    assert article_picture(hub, hub.articles["why/hope.md"], sensitive=True) == ""


def test_it_is_a_picture_of_the_usual_size(hub: Hub) -> None:
    """Each is 1200 by 630, small, differs by its title, and is the same when it is drawn again without the cache."""
    drawn = dict(social_files(hub))
    assert len(set(drawn.values())) == len(drawn) == 2
    for content in drawn.values():
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
        assert len(content) < MOST_BYTES
    assert dict(social_files(replace(hub, cache=make_hub(hub.root).cache))) == drawn


@pytest.mark.parametrize("change", [{"site_url": ""}, {"assets": Assets({})}, {"site_name": "東京"}])
def test_without_an_address_a_theme_or_letters_there_is_none(hub: Hub, change: dict[str, object]) -> None:
    """A picture needs a whole address, the theme's parts, and a font that has the letters."""
    other = replace(hub, _made={}, **change)  # type: ignore[arg-type] # the changes are Hub's own fields
    assert topic_picture(other, "anxiety") == ""
    assert list(social_files(other)) == []


def test_the_font_has_every_letter_that_is_drawn() -> None:
    """No title comes out with boxes in place of letters."""
    font = ImageFont.truetype(io.BytesIO((OVERRIDES / FONT).read_bytes()), 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    drawable = [chr(code) for code in range(0x20, 0x2100) if DRAWABLE.fullmatch(chr(code))]
    assert len(drawable) > 150
    assert [char for char in drawable if char.strip() and bytes(font.getmask(char)) == missing] == []
