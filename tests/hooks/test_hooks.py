"""The hooks are thin, and what they promise holds for the theme they run with."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs.plugins import EVENTS
from tests.core.pages.elements import elements, words
from tests.sites.hubs import ENGINE, Done, TinyHub, make_hub, run, tree

from peerhub_mkdocs.plugin import PeerHubPlugin

HOOKS = sorted((ENGINE / "hooks").glob("*_hook.py"))


def test_every_hook_is_registered() -> None:
    """A hook that mkdocs.yml does not name would never run."""
    written = (ENGINE / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    assert sorted(yaml.safe_load(written)["hooks"]) == [f"hooks/{path.name}" for path in HOOKS]


def test_hooks_only_name_events() -> None:
    """A hook file names events that MkDocs knows, and what is done at each stands elsewhere."""
    for path in HOOKS:
        kinds = {type(node) for node in ast.parse(path.read_text(encoding="utf-8")).body}
        assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign}, path.name
        assert answered(path), path.name
        assert {name.removeprefix("on_") for name in answered(path)} <= set(EVENTS), path.name


def answered(path: Path) -> set[str]:
    """The events that a hook file answers: all that it hands on."""
    found = re.search(r"__all__ = \[(.*)\]", path.read_text(encoding="utf-8"))
    return set(re.findall(r'"(\w+)"', found[1])) if found else set()


def test_the_plugin_answers_what_the_hooks_answer() -> None:
    """The hooks and the plugin listen to the same events, so that both build the same site."""
    assert {name for name in vars(PeerHubPlugin) if name.startswith("on_")} == set().union(*map(answered, HOOKS))


def with_plugin(hub: TinyHub, plugins: str = "plugins: [peerhub]") -> None:
    """Write the hub's configuration as somebody does who builds with `mkdocs`: no hooks, the theme by its name."""
    text = hub.with_engine().read_text(encoding="utf-8")
    for block in ("hooks", "theme"):
        text = re.sub(rf"(?m)^{block}:\n(?:[ -].*\n)+", "", text)
    text = re.sub(r"(?m)^plugins:.*$", plugins, text)
    hub.write("mkdocs.yml", f"{text}\ntheme: {{name: peerhub}}\n")


def mkdocs_build(hub: TinyHub) -> Done:
    """Build as somebody does who has never heard of `./hub`."""
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], hub.root, hub.environment({}))


def test_the_plugin_builds_the_same_site(tmp_path: Path, site: dict[str, bytes]) -> None:
    """`mkdocs build` with `plugins: [peerhub]` and `theme: peerhub` gives the bytes that the hooks give."""
    hub = make_hub(tmp_path)
    with_plugin(hub)
    done = mkdocs_build(hub)
    assert (done.code, done.out + done.err) == (0, "")
    assert tree(hub.site) == site


def test_hooks_and_plugin_together_are_refused(tmp_path: Path) -> None:
    """Both would build the site twice: one sentence says so, and nothing is written."""
    hub = make_hub(tmp_path)
    text = hub.with_engine().read_text(encoding="utf-8")
    hub.write("mkdocs.yml", re.sub(r"(?m)^plugins:.*$", "plugins: [peerhub]", text))
    done = mkdocs_build(hub)
    assert done.code == 1
    assert "mkdocs.yml names both hooks: of the hub and plugins: [peerhub]. Keep one of the two." in done.err
    assert not hub.site.exists()


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
    assert list((Path(sys.prefix) / "hub-templates").iterdir())


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
