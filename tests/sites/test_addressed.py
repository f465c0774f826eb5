"""A hub elsewhere, built by this engine: from any folder, with a look of its own, below any path, demo or open."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.core.pages.elements import elements
from tests.sites.hubs import TinyHub, make_hub, open_doors, run, tree

BASE = "https://example.org/name/"


def page(hub: TinyHub, path: str) -> str:
    return (hub.site / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """An open hub below /name/, built from another folder."""
    folder = tmp_path_factory.mktemp("opened")
    hub = make_hub(folder)
    open_doors(hub)
    done = hub.process("build", cwd=folder, HUB_SITE_URL=BASE.rstrip("/"))
    assert (done.code, done.err) == (0, "")
    return hub


def links(html: str) -> list[str]:
    return re.findall(r'(?:href|src|data-root)="([^"]*)"', html)


def test_the_error_page_finds_its_way_from_any_depth(opened: TinyHub) -> None:
    """It is served for any address, so that each of its links is absolute, below the hub's own path."""
    found = links(page(opened, "404.html"))
    own = [link for link in found if not re.match(r"[a-z]+:|#", link)]
    assert len(own) > 10
    assert all(link.startswith("/name/") or link == "/name" for link in own)
    assert 'rel="canonical"' not in page(opened, "404.html")


def test_all_other_pages_are_relative(opened: TinyHub) -> None:
    """A site can be moved, unpacked anywhere and read from a disk."""
    for path, content in tree(opened.site).items():
        if path.endswith(".html") and path != "404.html":
            assert not [link for link in links(content.decode()) if link.startswith("/")], path


def test_canonical_addresses(opened: TinyHub) -> None:
    """Each page of an open hub names its own full address."""
    for path, content in tree(opened.site).items():
        found = (
            re.findall(r'<link rel="canonical" href="([^"]*)"', content.decode()) if path.endswith(".html") else []
        )
        if path.endswith(".html") and path != "404.html":
            assert found == [BASE + path.removesuffix("index.html")], path


def test_an_open_hub_has_a_sitemap(opened: TinyHub) -> None:
    """An index of maps, in which every page that readers may find stands once, and nothing asks to be left out."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

    def named(path: str) -> list[str]:
        root = ElementTree.fromstring((opened.site / path).read_bytes())  # noqa: S314 - our own file
        return [found.text or "" for found in root.iter(f"{space}loc")]

    maps = named("sitemap.xml")
    assert all(address.startswith(BASE) for address in maps)
    found = [address for name in maps for address in named(name.removeprefix(BASE))]
    assert len(found) == len(set(found))
    files = {path for path in tree(opened.site) if path.endswith(".html")}
    for address in found:
        assert address.startswith(BASE)
        path = address.removeprefix(BASE)
        assert (f"{path}index.html" if not path or path.endswith("/") else path) in files
    for needed in (
        "",
        "groups/",
        "references/",
        "learn/listening/",
        "groups/evening-circle.html",
        "groups/topics/anxiety.html",
    ):
        assert BASE + needed in found
    assert BASE + "groups/old-circle.html" not in found
    assert f"Sitemap: {BASE}sitemap.xml" in page(opened, "robots.txt")
    assert "noindex" not in page(opened, "index.html")


def test_a_demo_asks_not_to_be_found(tmp_path: Path) -> None:
    """As shipped: noindex on every page, a banner, and no sitemap."""
    hub = make_hub(tmp_path)
    assert hub.hub("build", HUB_SITE_URL=BASE).code == 0
    files = tree(hub.site)
    for path, content in files.items():
        if path.endswith(".html"):
            assert b'<meta name="robots" content="noindex">' in content, path
    assert b"hub-demo" in files["index.html"]
    assert not [path for path in files if "sitemap" in path]
    assert b"Sitemap" not in files["robots.txt"]


def test_from_any_folder(opened: TinyHub, tmp_path: Path) -> None:
    """The hub's folder may be named from anywhere, also as a relative path."""
    hub = make_hub(tmp_path)
    words = [sys.executable, "-P", "-m", "peerhub.cli", "--root", "hub/docs/..", "build"]
    done = run(words, tmp_path, hub.environment({}))
    assert (done.code, done.err) == (0, "")
    assert "index.html" in tree(hub.site)
    assert [path.name for path in tmp_path.iterdir()] == ["hub"]


def test_a_look_of_its_own(tmp_path: Path) -> None:
    """A hub's own template and sheet win; everything else is still this engine's."""
    own = {
        "overrides/404.html": "<!doctype html><title>{{ head.title }}</title><p>Our own {{ hub.name }}</p>",
        "overrides/assets/css/tokens.css": "/* our own colours */",
    }
    hub = make_hub(tmp_path, own)
    assert hub.hub("build").code == 0
    files = tree(hub.site)
    assert files["404.html"].endswith(b"<p>Our own Tiny Hub</p>")
    assert b"/* our own colours */" in files["assets/css/hub.css"]
    assert b"hub-header" in files["index.html"]
    assert b"hub-header" in files["groups/index.html"]
    plain = make_hub(tmp_path / "plain")
    assert plain.hub("build").code == 0
    version = re.compile(rb"hub\.css\?v=(\w+)")
    assert version.findall(files["index.html"]) != version.findall(tree(plain.site)["index.html"])


PAYLOAD = "\\\"'><img src=x onerror=alert(1)>{{ 7*7 }}</title><!--"


def test_markup_in_every_other_text(tmp_path: Path) -> None:
    """Settings, front matter, vocabulary, helplines, references: what is no error comes out as text."""
    sites = []
    for name, payload in (("plain", ""), ("hostile", PAYLOAD)):
        hub = make_hub(tmp_path / name)
        hub.replace("mkdocs.yml", "site_name: Tiny Hub", f'site_name: "Tiny Hub{payload}"')
        menu = payload[:25]
        lines = [f'tagline: "T{payload}"', f'publisher: "P{payload}"', f'menu: [{{title: "M{menu}", to: groups/}}]']
        lines.append("quick_exit: everywhere")
        hub.replace("mkdocs.yml", "tagline: Small and whole", "\n    ".join(lines))
        for field in ("title: Helping", "author: The tests", "conflicts: none", "reviewed_by: none"):
            key, _, value = field.partition(": ")
            hub.replace("docs/learn/helping.md", field, f'{key}: "{value}{payload}"')
        hub.replace("docs/learn/helping.md", "  - You may just listen.", f'  - "You may just listen.{payload}"')
        hub.replace("docs/learn/helping.md", "kind: guide", f'kind: guide\ncontent_note: "C{payload}"')
        hub.replace(
            "data/vocabulary.yaml", "label: Anxiety, words: [worry]", f'label: "A{payload}", words: ["w{payload}"]'
        )
        hub.replace("data/vocabulary.yaml", "label: Men", f'label: "Men{payload}"')
        hub.replace("data/vocabulary.yaml", "Groups for people who worry.", f'"G{payload}"')
        hub.replace("data/helplines.yaml", "name: Someone to Talk To", f'name: "S{payload}"')
        hub.replace("data/helplines.yaml", "for: Anyone", f'for: "Anyone{payload}"')
        hub.replace("data/references.yaml", "title: A title", f'title: "A title{payload}"')
        hub.replace("data/groups.yaml", "An online room", "An online {{ 7*7 }} room" if payload else "An online room")
        done = hub.hub("build")
        assert done.code == 0, done.err
        sites.append(tree(hub.site))
    plain, hostile = sites
    # The folders of search and the finder are named by what is in them.
    assert {path for path in plain if path.endswith(".html")} == {path for path in hostile if path.endswith(".html")}
    for path, content in hostile.items():
        if path.endswith(".html"):
            assert elements(content.decode()) == elements(plain[path].decode()), path
    assert b"{{ 7*7 }}" in hostile["groups/night-room.html"]
    assert b"C&#34;&#39;&gt;&lt;img" in hostile["learn/helping/index.html"]


GOLDEN = {
    "text": """\
data/groups.yaml:5: error: groups[0].topics[0] (evening-circle) is not in the vocabulary: 'anxeity'. \
Did you mean 'anxiety'? [known-words]
docs/learn/helping.md:19: warning: has a sentence of 22 words. Write two, of at most 20 words each. [sentence-length]
""",
    "json": """\
[
  {
    "path": "data/groups.yaml",
    "line": 5,
    "at": "groups[0].topics[0]",
    "rule": "known-words",
    "got": "is not in the vocabulary: 'anxeity'",
    "hint": "Did you mean 'anxiety'?",
    "severity": "error",
    "listing": "evening-circle"
  },
  {
    "path": "docs/learn/helping.md",
    "line": 19,
    "at": "",
    "rule": "sentence-length",
    "got": "has a sentence of 22 words",
    "hint": "Write two, of at most 20 words each.",
    "severity": "warning",
    "listing": ""
  }
]
""",
    "github": """\
::error file=data/groups.yaml,line=5,title=known-words::\
groups[0].topics[0] (evening-circle) is not in the vocabulary: 'anxeity'. Did you mean 'anxiety'?
::warning file=docs/learn/helping.md,line=19,title=sentence-length::\
has a sentence of 22 words. Write two, of at most 20 words each.
""",
}


@pytest.mark.parametrize("form", GOLDEN)
def test_the_check_in_each_form(tmp_path: Path, form: str) -> None:
    """For people, for programs, and as annotations on a pull request; only people get a count, beside it."""
    hub = make_hub(tmp_path)
    hub.replace(
        "data/groups.yaml", "  topics: [anxiety]\n  format: in-person", "  topics: [anxeity]\n  format: in-person"
    )
    hub.replace("docs/learn/helping.md", "When you can", "\nWhen you can" + " and can" * 7)
    done = hub.hub("check", "--format", form)
    assert (done.code, done.out) == (1, GOLDEN[form])
    assert done.err == ("1 error, 1 to look at.\n" if form == "text" else "")


def test_pictures_for_shared_links_are_there(opened: TinyHub) -> None:
    """Each page names a picture by its whole address, and the file is in the site."""
    files = tree(opened.site)
    named = {
        address
        for path, content in files.items()
        if path.endswith(".html")
        for address in re.findall(r'<meta property="og:image" content="([^"]*)"', content.decode())
    }
    assert any(address.startswith(f"{BASE}social/topic-") for address in named)
    assert [address for address in named if address.removeprefix(BASE) not in files] == []


@pytest.mark.parametrize(
    ("link", "published_at", "code"),
    [
        ("listening.md", "", 0),
        ("listening.md", "https://charity.example/hub/", 0),
        ("/learn/listening/", "", 1),
        ("/learn/listening/", "https://hub.example/", 0),
        ("/learn/listening/", "https://charity.example/hub/", 1),
        ("/hub/learn/listening/", "https://charity.example/hub/", 0),
        ("//charity.example/hub/", "https://charity.example/hub/", 1),
    ],
)
def test_a_check_judges_paths_as_the_publication_does(
    tmp_path: Path, link: str, published_at: str, code: int
) -> None:
    """A path from the top of a host is told by the check of a change, and not when the hub is to be published."""
    hub = make_hub(tmp_path)
    hub.replace("docs/learn/helping.md", "(listening.md)", f"({link})")
    for command in ("check", "build"):
        done = hub.hub(command, HUB_SITE_URL=published_at)
        assert done.code == code, done.err
        assert ("docs/learn/helping.md:22: error: links to '/" in done.out + done.err) is bool(code)
