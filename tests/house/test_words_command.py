"""`./hub words`: a catalogue is begun, checked and brought up to date, and what a translator wrote is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peerhub.cli import ENGINE, Place, main
from peerhub.words.catalogue import HELP, languages, missing, texts

ASKED = sum(not HELP.match(text.key) for text in texts())


def words(*options: str) -> Result:
    environment = {"SOURCE_DATE_EPOCH": "1795521600"}
    return CliRunner().invoke(main, ["words", *options], env=environment, obj=Place(ENGINE, ENGINE))


@pytest.mark.parametrize("language", languages()[1:])
def test_the_catalogues_that_ship_are_sound(language: str) -> None:
    """Each is checked without a fault, and says how much of it is said in English."""
    done = words(language)
    assert done.exit_code == 0, done.output
    assert f"of {ASKED:,} texts are translated, 0 with a fault" in done.stderr


def test_the_languages_are_listed() -> None:
    """English first, and of each other how many texts it lacks, if any."""
    lines = words().stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(languages())
    for tag, line in zip(languages(), lines, strict=True):
        lacks = len(missing(tag))
        assert line == (f"{tag}: {lacks:,} of {len(texts()):,} texts are said in English." if lacks else tag)


def test_a_new_catalogue_is_filled_in_and_brought_up_to_date(tmp_path: Path) -> None:
    """A new one has each text with its context, the English beside it and its plural forms; then it is kept."""
    file = tmp_path / "gd.po"
    done = words("gd", "--file", str(file))
    assert (done.exit_code, "empty" in done.stdout) == (0, True)
    text = file.read_text("utf-8")
    assert text.count("msgctxt") == ASKED
    assert "Scottish Gaelic. Not checked by a native speaker." in text
    assert 'msgctxt "search.count"\nmsgid "1 result"\nmsgid_plural "{n} results"\nmsgstr[0] ""' in text
    assert "msgstr[3]" in text
    label = 'msgctxt "footer.label"\nmsgid "About this hub"\nmsgstr "'
    assert label in text
    # A name of ours, so that no word of a language is made up.
    file.write_text(text.replace(label, f"# mine\n{label}Hub 1"), encoding="utf-8")
    assert f"1 of {ASKED:,} texts are translated" in words("gd", "--update", "--file", str(file)).stderr
    assert f"# mine\n{label}Hub 1" in file.read_text("utf-8")


def test_a_fault_is_told_and_nothing_is_written_over_it(tmp_path: Path) -> None:
    """File, line, rule and cure; the exit code is 1, and the file stays as it was."""
    file = tmp_path / "gd.po"
    words("gd", "--file", str(file))
    label = 'msgctxt "footer.published"\nmsgid "Published by {publisher}."\nmsgstr "'
    broken = file.read_text("utf-8").replace(label, f"{label}Hub 1")
    file.write_text(broken, encoding="utf-8")
    done = words("gd", "--update", "--file", str(file))
    line = broken[: broken.index(label)].count("\n") + 2
    assert done.exit_code == 1
    assert f"words/gd.po:{line}: error: 'footer.published' lacks {{publisher}}. Put it where" in done.stdout
    assert file.read_text("utf-8") == broken


@pytest.mark.parametrize(
    ("language", "told"), [("xq", "no language that CLDR knows"), ("en", "English is the language")]
)
def test_what_is_no_other_language_is_told(tmp_path: Path, language: str, told: str) -> None:
    """A tag that nobody knows has no plurals, and English is what others are made from."""
    done = words(language, "--file", str(tmp_path / "new.po"))
    assert done.exit_code != 0
    assert told in done.output
    assert not list(tmp_path.iterdir())
