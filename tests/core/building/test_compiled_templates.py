"""Compiled templates: what was compiled before is taken, and only when it is of the same source and code."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment

from peerhub.building.compiled_templates import compiled_templates

TEMPLATES = {"page.html": "{% include 'name.html' %}, {{ greeting }}", "name.html": "{{ name }}"}
WORDS = {"greeting": "come in", "name": "Ana"}


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> object:  # type: ignore[override]  # as jinja2's, without its type
        self.compiled += 1
        return super()._compile(source, filename)


def render(folder: Path, templates: dict[str, str] = TEMPLATES, version: str = "1") -> tuple[str, int]:
    """Render as a build of its own would; give the text, and how many templates were compiled for it."""
    environment = Counting(loader=DictLoader(templates), bytecode_cache=compiled_templates(folder, version))
    return environment.get_template("page.html").render(WORDS), environment.compiled


def test_a_second_build_compiles_nothing(tmp_path: Path) -> None:
    """What one build compiled serves the next, and says the same."""
    assert render(tmp_path / "kept") == ("Ana, come in", 2)
    assert render(tmp_path / "kept") == ("Ana, come in", 0)


def test_an_edited_template_is_compiled_anew(tmp_path: Path) -> None:
    """Of two templates one was edited: that one is compiled, and its file takes the place of the old one."""
    render(tmp_path)
    edited = {**TEMPLATES, "name.html": "dear {{ name }}"}
    assert render(tmp_path, edited) == ("dear Ana, come in", 1)
    assert render(tmp_path, edited) == ("dear Ana, come in", 0)
    assert len(list(tmp_path.iterdir())) == 2


def test_other_code_compiles_anew(tmp_path: Path) -> None:
    """What an earlier version of the engine or of a library compiled is neither taken nor left lying about."""
    render(tmp_path)
    assert render(tmp_path, version="2") == ("Ana, come in", 2)
    assert {path.name[:2] for path in tmp_path.iterdir()} == {"2-"}


def test_an_empty_file_is_compiled_anew(tmp_path: Path) -> None:
    """A file that was never written to the end, as when the power went, is as good as none."""
    render(tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(b"")
    assert render(tmp_path) == ("Ana, come in", 2)
    assert render(tmp_path) == ("Ana, come in", 0)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Where nothing can be kept, templates are compiled each time."""
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    assert render(tmp_path / "kept") == ("Ana, come in", 2)
    assert render(tmp_path / "kept") == ("Ana, come in", 2)
