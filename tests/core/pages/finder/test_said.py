"""The modules' words: each that they say is in the catalogue, and each in the catalogue is said."""

from __future__ import annotations

import re

from tests.sites.hubs import ENGINE

from peerhub.words import load_words

_SAID = re.compile(r"""(?:\bwords\.(?!mjs)|count\("|count\(words, ")([a-z_]+)""")
# Put together from a part and a value, or given by other keys of the catalogue.
_ELSEWHERE = {"months", "date", "neutral", "neutral_note", "joining"}


def test_the_modules_and_the_catalogue_agree() -> None:
    """A word that a module lacks would show as undefined; one that no module says is work for nobody."""
    folder = ENGINE / "overrides" / "components" / "finder"
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.mjs")))
    said = set(_SAID.findall(text)) - _ELSEWHERE
    known = {key.removeprefix("finder.said.") for key in load_words("en").known_keys() if "finder.said." in key}
    assert said, "no word was found: the pattern no longer fits the modules"
    assert sorted(said - known) == []
    assert sorted(known - said) == []
