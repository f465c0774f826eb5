"""Published files: an address changes exactly when the file, or anything that it leads to, has changed."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.assets import Assets, read_assets, templates_digest, without_comments
from peerhub.settings import Settings
from peerhub.words import load_words
from peerhub.words.script_strings import script_strings

OVERRIDES = Path(__file__).parents[2] / "overrides"


def version(assets: Assets, path: str) -> str:
    return assets.href(path).partition("?v=")[2]


def test_references_carry_the_version_of_what_they_name() -> None:
    """Imports of every form, files and pictures: after a deploy no old file meets a new one."""
    assets = Assets(
        {
            "components/a.mjs": b'import "./b.mjs"; import { x } from "../c.mjs"; y = await import("./b.mjs");\n'
            b'const z = new URL("../vendor/d.js", import.meta.url); import "bare"; import "./absent.mjs";',
            "components/b.mjs": b"b",
            "c.mjs": b"c",
            "vendor/d.js": b"d",
            "assets/css/s.css": b"a{background:url(../p.svg)} b{background:url('../p.svg')} c{src:url(data:x)}",
            "assets/p.svg": b"p",
        }
    )
    b, c, d, p = (version(assets, path) for path in ("components/b.mjs", "c.mjs", "vendor/d.js", "assets/p.svg"))
    assert assets.files["components/a.mjs"].decode() == (
        f'import "./b.mjs?v={b}"; import {{ x }} from "../c.mjs?v={c}"; y = await import("./b.mjs?v={b}");\n'
        f'const z = new URL("../vendor/d.js?v={d}", import.meta.url); import "bare"; import "./absent.mjs";'
    )
    assert assets.files["assets/css/s.css"].decode() == (
        f"a{{background:url(../p.svg?v={p})}} b{{background:url('../p.svg?v={p}')}} c{{src:url(data:x)}}"
    )


def test_a_modules_comments_stay_at_home() -> None:
    """Comments on their own lines are not published; code, comments behind it, `//#` and what looks like one, are."""
    source = """//# forTheBrowser
/**
 * What it is for.
 */
import x from "./x.mjs";
  // a reason
const a = 1; // stays
/* one line */
/* two
   lines */ const d = 2;
/* before */ const b = `
// this is text
/* and this
`;
const c = "https://example.org"; // stays too
"""
    published = without_comments(source)
    assert (
        published
        == """//# forTheBrowser
import x from "./x.mjs";
const a = 1; // stays
 const d = 2;
/* before */ const b = `
// this is text
/* and this
`;
const c = "https://example.org"; // stays too
"""
    )


GRAPHS = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef")), min_size=1)


def assets_of(graph: dict[str, set[str]], changed: str = "") -> Assets:
    return Assets(
        {
            f"{name}.mjs": "".join(f'import "./{other}.mjs";' for other in sorted(to)).encode()
            + (b"changed" if name == changed else b"")
            for name, to in graph.items()
        }
    )


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) & graph.keys() - found
        found |= new
        waiting += new
    return found


@given(graph=GRAPHS, data=st.data())
def test_a_version_changes_with_everything_it_leads_to(graph: dict[str, set[str]], data: st.DataObject) -> None:
    """Through any chain and any circle of imports: those that lead to the changed file change, and no others."""
    changed = data.draw(st.sampled_from(sorted(graph)))
    before, after = assets_of(graph), assets_of(graph, changed)
    for name in graph:
        same = version(before, f"{name}.mjs") == version(after, f"{name}.mjs")
        assert same == (changed not in reached(graph, name))


@given(graph=GRAPHS)
def test_every_import_names_one_address(graph: dict[str, set[str]]) -> None:
    """In circles too: a module that was loaded under two addresses would run twice."""
    assets = assets_of(graph)
    for source in assets.files.values():
        for name, found in re.findall(r'"\./(\w)\.mjs(?:\?v=(\w+))?"', source.decode()):
            assert found == (version(assets, f"{name}.mjs") if name in graph else "")


def test_the_first_folder_wins(tmp_path: Path) -> None:
    """A hub's own sheet stands in for the engine's; the engine's other files are still there."""
    for folder, names in (("own", ["x"]), ("engine", ["x", "y"])):
        for name in names:
            path = tmp_path / folder / "assets" / "css" / f"{name}.css"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(folder)
    assets = read_assets([tmp_path / "own", tmp_path / "engine"])
    assert dict(assets.files) == {"assets/css/x.css": b"own", "assets/css/y.css": b"engine"}


def test_only_what_browsers_need_is_published(tmp_path: Path) -> None:
    """Templates, hidden files and unknown kinds stay at home."""
    folder = tmp_path / "components" / "a"
    folder.mkdir(parents=True)
    for name in ("a.html", "a.mjs", ".a.css", "a.py", "a.woff2"):
        (folder / name).write_text("x")
    assert sorted(read_assets([tmp_path]).files) == ["components/a/a.mjs", "components/a/a.woff2"]


def test_bytes_that_are_no_text_go_through(tmp_path: Path) -> None:
    """A theme's sheet in another encoding is the browser's to judge; the build does not stumble over it."""
    assert Assets({"assets/a.css": b"/* \xff */"}).files["assets/a.css"] == b"/* \xff */"


def test_an_absent_file_is_named() -> None:
    """A template that asks for a file that is not there learns which."""
    with pytest.raises(KeyError, match="assets/none"):
        Assets({}).href("assets/none.css")


def test_what_a_hub_says_is_filled_into_the_scripts_of_every_page() -> None:
    """The words stand in the script as JSON, other files keep theirs, and other words make another address."""
    files = {"components/start.mjs": b'const words = "%words%";', "components/a.mjs": b'const words = "%words%";'}
    one, other = (Assets(files).filled({"words": {"old": word}}) for word in ("Café", "tea"))
    assert one.files["components/start.mjs"].decode() == 'const words = {"old":"Café"};'
    assert one.files["components/a.mjs"] == files["components/a.mjs"]
    assert version(one, "components/start.mjs") != version(other, "components/start.mjs")


def test_the_scripts_of_the_theme_name_nothing_that_is_not_filled_in() -> None:
    """Every place in a shipped script is one that the hub's words fill."""
    values = script_strings(Settings(namespace=UUID(int=1)), load_words("en"))
    for path, source in read_assets([OVERRIDES]).filled(values).files.items():
        assert not re.search(rb'"%\w+%"', source), path


def test_every_reference_of_the_theme_is_versioned() -> None:
    """The shipped modules and sheets leave no relative reference to a published file without a version."""
    assets = read_assets([OVERRIDES])
    for path, source in assets.files.items():
        if path.endswith((".mjs", ".css")) and "vendor/" not in path:
            text = source.decode()
            loose = re.findall(r"""(?:from|import|import\(|url\(|new URL\()\s*["']?(\.{1,2}/[^"')?]+)["')]""", text)
            assert loose == [], path


def test_whatever_a_template_may_take_in_counts(tmp_path: Path) -> None:
    """A picture in a page, and a folder that is a link, are part of the theme; a sheet has a version of its own."""
    theme, elsewhere = tmp_path / "theme", tmp_path / "elsewhere"
    (theme / "partials").mkdir(parents=True)
    (theme / "assets").mkdir()
    elsewhere.mkdir()
    (theme / "linked").symlink_to(elsewhere)
    (theme / "linked" / "round").symlink_to(theme)
    before = templates_digest([theme])
    seen = {before}
    for path in ("partials/header.html", "partials/logo.svg", "linked/footer.html"):
        (theme / path).write_text("new")
        seen.add(templates_digest([theme]))
    assert len(seen) == 4
    (theme / "assets" / "a.css").write_text("new")
    assert templates_digest([theme]) in seen
