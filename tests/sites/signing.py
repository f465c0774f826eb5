"""Signing off everything that a hub of the tests holds, as people do before a real one opens."""

from __future__ import annotations

from pathlib import Path

import yaml

from peerhub.articles.front_matter import parse_document
from peerhub.articles.reviews import text_hash
from peerhub.directory.load import load_directory
from peerhub.directory.signed_off import parts_to_sign
from peerhub.opening.advice import advice, advice_hash
from peerhub.opening.sign_offs import FILE, asks_for_review
from peerhub.problems import Problems
from peerhub.words import load_words

ON = "2026-11-20"


def sign_all(root: Path, leave_out: tuple[str, ...] = ()) -> None:
    """Write data/reviews.yaml with a sign-off of all data, all advice, and every article that asks for one.

    `leave_out` names articles that stay without one.
    """
    parts = parts_to_sign(load_directory(root, Problems()))
    parts["advice"] = {name: advice_hash(sentences) for name, sentences in advice(load_words("en")).items()}
    parts["articles"] = {}
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root / "docs").as_posix()
        document = parse_document(file.read_text(encoding="utf-8"), path, Problems())
        if asks_for_review(document) and path not in leave_out:
            parts["articles"][path] = text_hash(document)
    signed = {
        kind: {name: {"role": "Example reviewer", "on": ON, "hash": now} for name, now in names.items()}
        for kind, names in parts.items()
    }
    text = yaml.safe_dump(signed, sort_keys=False).replace(f"'{ON}'", ON)
    (root / FILE).write_text(text, encoding="utf-8")
