"""Advice: what the help pages tell somebody to do, in sections that a clinician signs one by one.

The help pages speak from the words of the interface, and so no sign-off of an article covers them.
"""

from __future__ import annotations

from peerhub.directory.needs import NEEDS
from peerhub.text import hash_of
from peerhub.words import Words

FILE = "src/peerhub/words/en.yaml"


def advice(words: Words) -> dict[str, tuple[str, ...]]:
    """Give the sentences of each section by its name, such as `worried.listen`, in the order of the pages."""
    found: dict[str, tuple[str, ...]] = {}
    for need in NEEDS:
        key = f"danger.{need}"
        found[f"{need}.first"] = (words.say(f"{key}.title"), words.say(f"{key}.text", emergency="{emergency}"))
        for part in words.under(f"{key}.parts"):
            section = f"{key}.parts.{part}"
            found[f"{need}.{part}"] = (words.say(f"{section}.title"), *words.several(f"{section}.text"))
    found["abuse.contact"] = (words.say("danger.contact"), *words.several("danger.safe_contact"))
    return found


def advice_hash(sentences: tuple[str, ...]) -> str:
    """Name a section as it now stands: a change to any sentence changes it."""
    return hash_of("\n".join(sentences))
