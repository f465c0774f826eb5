"""Tasks, alerts and words that are struck out reach the page as GitHub shows them, in the words of its language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from peerhub.articles.markdown_links import HubLinks
from peerhub.pages.article_html import clean_article, removed
from peerhub.pages.citation_words import mark_words
from peerhub.words import load_words

ENGINE = Path(__file__).parents[3]


def page(text: str, language: str) -> str:
    """Render a text as the hub as shipped does, and clean it as a page is."""
    lines = (ENGINE / "mkdocs.yml").read_text(encoding="utf-8").split("markdown_extensions:")[1].split("\n\n")[0]
    names: list[str] = []
    options: dict[str, dict[str, object]] = {}
    for one in yaml.safe_load(lines):
        name, settings = (one, {}) if isinstance(one, str) else next(iter(one.items()))
        names.append(name)
        options[name] = settings
    links = HubLinks()
    links.begin_page(lambda href: None, mark_words(load_words(language)))
    html = Markdown(extensions=[*names, links], extension_configs=options).convert(text)
    cleaned = clean_article(html)
    assert removed(html, cleaned) == []
    return cleaned


@pytest.mark.parametrize(("language", "done", "to_do"), [("en", "Done", "To do"), ("de", "Erledigt", "Zu tun")])
def test_a_task_says_whether_it_is_done_and_holds_no_box_that_nobody_can_tick(
    language: str, done: str, to_do: str
) -> None:
    """Whoever listens to a page hears it in the page's language, and nothing waits for a click."""
    html = page("- [x] ring\n- [ ] write", language)
    assert f'role="img" aria-label="{done}">☑</span> ring' in html
    assert f'role="img" aria-label="{to_do}">☐</span> write' in html
    assert "<input" not in html


@pytest.mark.parametrize(("language", "title"), [("en", "Warning"), ("es", "Advertencia")])
@pytest.mark.parametrize("text", ["> [!WARNING]\n> Ring first.", "!!! warning\n    Ring first."])
def test_an_alert_is_a_note_whose_title_is_in_the_words_of_the_page(language: str, title: str, text: str) -> None:
    """Both ways to write it give the same note."""
    html = page(text, language)
    assert f'<p class="admonition-title">{title}</p>' in html
    assert 'class="admonition warning"' in html
    assert "<p>Ring first.</p>" in html


def test_a_title_of_ones_own_stays() -> None:
    """Only the name of the kind is said in other words."""
    assert '<p class="admonition-title">Bring a coat</p>' in page('!!! note "Bring a coat"\n    It rains.', "de")


def test_words_can_be_struck_out() -> None:
    """One tilde stands for itself."""
    assert page("~~six~~ seven ~ eight", "en") == "<p><del>six</del> seven ~ eight</p>"
