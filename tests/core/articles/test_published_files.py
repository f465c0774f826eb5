"""What lies beside the articles is published as it is, so nothing there may run or come from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from peerhub.articles.published_files import check_files, check_stray, check_theme

BEGINS = {"png": b"\x89PNG\r\n", "pdf": b"%PDF-1.7"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def told(docs: Path) -> list[str]:
    """Check a folder and give what is said of it, without the hints."""
    return [f"{problem.where} {problem.got}" for problem in check_files(docs, "docs")]


@pytest.mark.parametrize("name", ["a.md", "b.png", "sheet.PDF", "talk.vtt", "CNAME", ".obsidian/plugin.js"])
def test_published(tmp_path: Path, name: str) -> None:
    """Articles, pictures and papers are fine, and hidden files are never published."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(BEGINS.get(name[-3:].lower(), b"x"))
    assert told(tmp_path) == []


@pytest.mark.parametrize("name", ["a.png", "b.JPG", "c.webp", "d.gif", "e.avif", "f.ico", "g.pdf"])
@pytest.mark.parametrize("content", [b"", b"not a picture", b"<!doctype html><title>404</title>"])
def test_a_download_that_failed(tmp_path: Path, name: str, content: bytes) -> None:
    """A file that holds something else than its name says would be shown broken."""
    (tmp_path / name).write_bytes(content)
    assert told(tmp_path) == [f"docs/{name} holds no {name[2:].lower()}"]


EXIF = b"Exif\0\0II*\0\x08\0\0\0"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe1\0\x20" + EXIF),
        ("b.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0......\xff\xe1\0\x20http://ns.adobe.com/xap/1.0/\0"),
        ("c.jpg", b"\xff\xd8\xff\xed\0\x20Photoshop 3.0\x008BIM"),
        ("d.png", b"\x89PNG\r\n\x1a\n....IHDR....eXIfMM\0*"),
        ("e.png", b"\x89PNG\r\n\x1a\n....iTXtXML:com.adobe.xmp\0"),
        ("f.webp", b"RIFF....WEBPVP8X....EXIF\x20\0\0\0II*\0"),
    ],
)
def test_what_a_camera_wrote_down_is_not_published(tmp_path: Path, name: str, content: bytes) -> None:
    """A picture that says where and when it was taken, or has a hidden caption, is named; a plain one is fine."""
    (tmp_path / name).write_bytes(content)
    got = "holds what a camera or an editor wrote into it, such as where it was taken"
    assert told(tmp_path) == [f"docs/{name} {got}"]
    (tmp_path / name).write_bytes(content[:20].split(b"\xff\xe1")[0].split(b"\xff\xed")[0].ljust(16, b"."))
    assert told(tmp_path) == []


def test_a_file_that_nobody_links_to(tmp_path: Path) -> None:
    """What was only put beside the articles is named; what an article or mkdocs.yml names is not, nor an article."""
    for name in ("notes.txt", "plan.docx", "linked.pdf", "logo.png", "page.md", "robots.txt", "CNAME", ".hidden.txt"):
        (tmp_path / name).write_bytes(b"x")
    found = list(check_stray(tmp_path, "docs", {"linked.pdf"}, "theme: {logo: logo.png}"))
    assert [str(problem.where) for problem in found] == ["docs/notes.txt", "docs/plan.docx"]
    assert "An article would be named notes.md." in found[0].hint


@pytest.mark.parametrize(
    "name", ["a.html", "b.js", "c.mjs", "d.xhtml", "e.xml", "f.htc", "g.HTM", "h.yaml", "noending"]
)
def test_not_published(tmp_path: Path, name: str) -> None:
    """What a browser runs is refused, and so is any kind that nobody listed."""
    (tmp_path / name).write_text("x")
    assert told(tmp_path) == [f"docs/{name} is a kind of file that is not published"]


def test_links_to_other_places(tmp_path: Path) -> None:
    """A link may not bring a file or a folder in from elsewhere; one to a file beside it may stay."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (docs / "a.txt").write_text("x")
    (docs / "beside.txt").symlink_to("a.txt")
    (docs / "out.txt").symlink_to("../secret.txt")
    (docs / "round").symlink_to(".")
    (docs / "self.md").symlink_to("self.md")
    assert told(docs) == [f"docs/{name} is a link to another place" for name in ("out.txt", "round", "self.md")]


def test_links_out_of_a_theme(tmp_path: Path) -> None:
    """What a link in overrides/ leads to would be published; a link to a file beside it may stay."""
    theme = tmp_path / "overrides"
    theme.mkdir()
    (theme / "a.css").write_text("x")
    (theme / "b.css").symlink_to("a.css")
    (theme / "c.css").symlink_to("/etc/hostname")
    assert [f"{problem.where} {problem.got}" for problem in check_theme(theme, "overrides")] == [
        "overrides/c.css is a link to another place"
    ]


def test_a_theme_that_is_elsewhere(tmp_path: Path) -> None:
    """One sentence tells of it, and not one for each file that lies there."""
    (tmp_path / "hub").mkdir()
    theme = tmp_path / "hub" / "overrides"
    theme.symlink_to("/etc")
    assert [f"{problem.where} {problem.got}" for problem in check_theme(theme, "overrides")] == [
        "overrides is a link to another place"
    ]


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    """The template that cannot be read is named before a build fails over it."""
    (tmp_path / "main.html").write_bytes(b"\xff\xfe\0")
    (tmp_path / "picture.png").write_bytes(BEGINS["png"])
    assert [f"{problem.where} {problem.got}" for problem in check_theme(tmp_path, "overrides")] == [
        "overrides/main.html is not UTF-8 text"
    ]


@pytest.mark.parametrize("name", [b"odd\xff.png", b"two\nlines.png", b"\xe2\x80\xaegnp.png"])
def test_names_that_nobody_can_read(tmp_path: Path, name: bytes) -> None:
    """Bytes that are no UTF-8 cannot stand in a page, and a line break or a direction mark deceives."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(BEGINS["png"])
    assert [problem.got for problem in check_files(tmp_path, "docs")] == ["has a name with signs that nobody sees"]


def test_a_folder_that_is_made_from_data_elsewhere(tmp_path: Path) -> None:
    """Groups/ and groups/ are one folder on Windows and macOS."""
    (tmp_path / "Groups").mkdir()
    (tmp_path / "groups").mkdir()
    assert told(tmp_path) == ["docs/Groups is the same file as 'groups' on Windows and macOS"]


@pytest.mark.parametrize("name", ["con.md", "AUX.png", "nul.txt"])
def test_names_that_windows_keeps(tmp_path: Path, name: str) -> None:
    """Whoever clones the hub on Windows could not have the file."""
    (tmp_path / name).write_bytes(BEGINS.get(name[-3:], b"x"))
    assert told(tmp_path) == [f"docs/{name} has a name that Windows keeps for itself"]


@pytest.mark.parametrize(("one", "other"), [("A-page.md", "a-page.md"), ("cafe\u0301.md", "caf\u00e9.md")])
def test_two_names_that_are_one_elsewhere(tmp_path: Path, one: str, other: str) -> None:
    """Case and how a letter is composed tell files apart here, and not on Windows or macOS."""
    (tmp_path / one).write_text("x")
    (tmp_path / other).write_text("y")
    assert told(tmp_path) == [f"docs/{other} is the same file as '{one}' on Windows and macOS"]


def test_what_is_no_file(tmp_path: Path) -> None:
    """A pipe would let the build wait for ever."""
    os.mkfifo(tmp_path / "pipe.md")
    assert told(tmp_path) == ["docs/pipe.md is neither a file nor a folder"]


def test_a_plain_drawing(tmp_path: Path) -> None:
    """Shapes, words and links inside the drawing are fine."""
    shapes = '<defs><path id="a" d="M0 0"/></defs><use x:href="#a" fill="url(#b)"/><text>Tea</text>'
    (tmp_path / "a.svg").write_text(SVG.format(shapes))
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (SVG.format("<script>a()</script>"), "holds <script>"),
        (SVG.format("<foreignObject/>"), "holds <foreignObject>"),
        (SVG.format('<path onclick="a()"/>'), "holds onclick="),
        (SVG.format('<use x:href="https://other.example/a.svg#b"/>'), "holds href="),
        (SVG.format('<path style="fill:url(//other.example/a)"/>'), "holds style="),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(""), "declares entities or a style sheet"),
        ('<?xml-stylesheet href="a.css"?>' + SVG.format(""), "declares entities or a style sheet"),
        (SVG.format("<x:script xmlns:x='http://www.w3.org/2000/svg'/>"), "holds <script>"),
        ("not a drawing", "cannot be read as XML in UTF-8"),
    ],
)
def test_a_drawing_that_does_more(tmp_path: Path, content: str, wrong: str) -> None:
    """A drawing that could run or load something is refused: opened by itself it is a page of the hub."""
    (tmp_path / "a.svg").write_text(content)
    assert told(tmp_path) == [f"docs/a.svg is a drawing that {wrong}"]
