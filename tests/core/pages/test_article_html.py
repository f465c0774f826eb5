"""An article's HTML is a letter: what we write into it ourselves stays, and the rest goes and is told."""

from __future__ import annotations

import pytest

from peerhub.pages.article_html import clean_article, removed


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="one">One</h2>\n<p>Words, <em>more</em> &amp; <strong>more</strong>.</p>',
        '<p>So<span class="hub-citations">[<a class="hub-citation" id="cite-a-1" href="#ref-a" '
        'aria-label="Source 1">1</a>]</span></p>',
        '<div class="hub-table" role="group" tabindex="0" aria-label="A, B"><table><thead><tr><th>A</th></tr></thead>'
        '<tbody><tr><td class="align-left">1</td></tr></tbody></table></div>',
        '<p><img alt="A tree" src="../tree.png"></p>',
        '<details class="note"><summary>More</summary><p>Words</p></details>',
        '<p><a href="tel:999">999</a> <a href="mailto:a@hub.example">mail</a> <a href="../x/#y">there</a></p>',
        '<div class="admonition note"><p class="admonition-title">Note</p></div>',
    ],
)
def test_kept(html: str) -> None:
    """Nothing of it changes, byte for byte."""
    assert clean_article(html) == html
    assert removed(html, html) == []


@pytest.mark.parametrize(
    ("html", "cleaned", "told"),
    [
        ('<p onclick="a()">x</p>', "<p>x</p>", ['onclick="a()"']),
        ('<p style="position:fixed">x</p>', "<p>x</p>", ['style="position:fixed"']),
        ('<a href="java&#115;cript:a()">x</a>', "<a>x</a>", ['href="javascript:a()"']),
        ('<img src="//other.example/p.gif">', "<img>", ['src="//other.example/p.gif"']),
        ('<img src="/\\other.example/p.gif">', "<img>", ['src="/\\other.example/p.gif"']),
        ("<p>x</p></main>", "<p>x</p>", ["</main>"]),
        ("<p>x</p><script>a()</script>", "<p>x</p>", ["<script>", "</script>"]),
        ('<p class="hub-exit note">x</p>', '<p class="note">x</p>', ['class="hub-exit note"']),
        ('<p data-until="now" hidden>x</p>', "<p>x</p>", ['data-until="now"', "hidden"]),
        ("<p>x<!-- a note --></p>", "<p>x</p>", []),
    ],
)
def test_taken_away(html: str, cleaned: str, told: list[str]) -> None:
    """What runs, loads, hides, or belongs to the page round it goes; comments go in silence."""
    assert clean_article(html) == cleaned
    assert removed(html, cleaned) == told
