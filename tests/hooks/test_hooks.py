"""The hooks are thin: one event, one call into the core; what they promise holds for the theme they run with."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
import yaml
from tests.core.pages.elements import elements, words
from tests.sites.hubs import ENGINE, make_hub, tree

HOOKS = sorted((ENGINE / "hooks").glob("*_hook.py"))


def test_every_hook_is_registered() -> None:
    """A hook that mkdocs.yml does not name would never run."""
    written = (ENGINE / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    assert sorted(yaml.safe_load(written)["hooks"]) == [f"hooks/{path.name}" for path in HOOKS]


@pytest.mark.parametrize("path", HOOKS, ids=lambda path: path.stem)
def test_hooks_answer_only_events(path: Path) -> None:
    """Each public function is an event that MkDocs knows; a mistyped one would be passed over in silence."""
    from mkdocs.plugins import EVENTS

    found = [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    public = [name for name in found if not name.startswith("_")]
    assert public
    assert {name.removeprefix("on_") for name in public} <= set(EVENTS)
    assert len(path.read_text().splitlines()) < 120


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tiny hub, built."""
    hub = make_hub(tmp_path_factory.mktemp("site"))
    done = hub.hub("build")
    assert (done.code, done.err) == (0, "")
    return tree(hub.site)


def test_nothing_of_the_base_theme_is_published(site: dict[str, bytes]) -> None:
    """None of Material's scripts, sheets, fonts or search files, and none of MkDocs' own sitemap."""
    assert not [path for path in site if path.startswith(("assets/javascripts", "assets/stylesheets", "sitemap"))]
    assert not any(b"generator" in content for path, content in site.items() if path.endswith(".html"))


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="these libraries are shared with other programs")
def test_compiled_templates_stand_beside_the_libraries(site: dict[str, bytes]) -> None:
    """They are code: a build keeps them where code is, and not in the cache, which may come from elsewhere."""
    assert site
    assert list((Path(sys.prefix) / "hub-templates").glob("*.compiled"))


def test_articles_are_whole(site: dict[str, bytes]) -> None:
    """Citations are numbered, the hub's own links lead to pages, and the sources stand below."""
    page = site["learn/listening/index.html"].decode()
    for wanted in ('href="../../groups/evening-circle.html"', 'href="../../groups/topics/anxiety.html"'):
        assert wanted in page
    assert 'href="../../groups/"' in page
    assert 'href="../../get-help-now/"' in page
    assert 'href="../helping/#when-to-help"' in page
    assert 'id="ref-author-2020"' in page
    assert "[@author-2020]" not in page


def test_no_page_runs_or_styles_inline(site: dict[str, bytes]) -> None:
    """No inline script, style or handler: the policy would refuse them."""
    for path, content in site.items():
        if not path.endswith(".html"):
            continue
        assert b"Content-Security-Policy" in content, path
        for tag, attributes in elements(content.decode()):
            assert tag != "style", path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            if tag == "script":
                assert "src" in attributes or "type" in attributes, path


def test_every_page_shows_help_and_its_day(site: dict[str, bytes]) -> None:
    """Help is one step away on every page that a reader stays on."""
    for path, content in site.items():
        if path.endswith(".html"):
            said = words(content.decode())
            assert "tel:999" in said, path


def test_a_page_with_readme_for_its_name(tmp_path: Path) -> None:
    """MkDocs takes README.md for a folder's first page; so does the hub, and links between both work."""
    hub = make_hub(tmp_path)
    article = (hub.root / "docs/learn/helping.md").read_text(encoding="utf-8")
    hub.write("docs/more/README.md", article.replace("(listening.md)", "(../learn/listening.md)"))
    hub.replace(
        "docs/learn/listening.md",
        "or [get help now](help:)",
        "[helping twice](../more/README.md), or [get help now](help:)",
    )
    done = hub.hub("build")
    assert (done.code, done.err) == (0, "")
    assert "more/index.html" in tree(hub.site)


def test_pages_that_the_configuration_leaves_out(tmp_path: Path) -> None:
    """`exclude_docs` takes a page from the site, from search and from related reading too."""
    hub = make_hub(tmp_path)
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Tiny Hub\nexclude_docs: learn/spare.md")
    article = (hub.root / "docs/learn/helping.md").read_text(encoding="utf-8")
    hub.write("docs/learn/spare.md", article.replace("title: Helping", "title: Spare wheel"))
    done = hub.hub("build")
    assert (done.code, done.err) == (0, "")
    assert not any(b"Spare wheel" in content for content in tree(hub.site).values())
