"""End tags are left out only where a reader of HTML puts them back: every page is read as the same tree."""

from __future__ import annotations

import html5lib
import pytest
from tests.core.pages.theme import Theme

from peerhub.building.site import DataPages
from peerhub.pages.chrome import make_chrome
from peerhub.pages.end_tags import without_end_tags

_EVERY = 5  # a page of each kind is among them, and reading them all would take seconds


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<div><p>one</p><p>two</p></div>", "<div><p>one<p>two</div>"),
        ("<p>one</p><ul><li>two</li><li>three</li></ul>", "<p>one<ul><li>two<li>three</ul>"),
        ("<p>one</p><pre>two</pre>", "<p>one</p><pre>two</pre>"),
        ("<p>one</p>two", "<p>one</p>two"),
        ("<p>one</p> <p>two</p>", "<p>one</p> <p>two</p>"),
        ("<p>one</p><a>two</a>", "<p>one</p><a>two</a>"),
        ("<a><p>one</p></a><p>two</p>", "<a><p>one</p></a><p>two</p>"),
        ("<ul><li>one</li></ul>two", "<ul><li>one</ul>two"),
        ("<p>&lt;/p&gt;</p><picture></picture>", "<p>&lt;/p&gt;</p><picture></picture>"),
    ],
)
def test_an_end_tag_goes_only_before_what_ends_it(written: str, sent: str) -> None:
    """What could belong to the paragraph, a text or a link, keeps its tag before it."""
    assert without_end_tags(written) == sent
    assert _tree(sent) == _tree(written)


def test_a_page_is_read_as_the_same_tree(shipped: Theme) -> None:
    """Nothing moves into a paragraph or out of one, on pages of every kind that data makes."""
    made = DataPages(shipped.hub, shipped.render_as_written, make_chrome(shipped.hub))
    pages = [content.decode() for _, content in made][::_EVERY]
    assert len(pages) > _EVERY
    for page in pages:
        sent = without_end_tags(page)
        assert len(sent) < len(page)
        assert _tree(sent) == _tree(page)


def _tree(html: str) -> str:
    return html5lib.serialize(html5lib.parse(html), omit_optional_tags=False, alphabetical_attributes=True)
