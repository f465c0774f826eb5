"""What this hub says of the research: the picture and the page beneath it rest on the same sources."""

from __future__ import annotations

from pathlib import Path

import yaml

from peerhub.articles.citations import find_citations

ROOT = Path(__file__).parents[2]


def test_what_is_drawn_is_cited_below() -> None:
    """A claim in the picture of the research can be followed to its source in the tables beside it."""
    references = yaml.safe_load((ROOT / "data" / "references.yaml").read_text(encoding="utf-8"))
    drawn = {
        (entry["key"], claim["id"]) for entry in references for claim in entry.get("claims", []) if "drawn" in claim
    }
    pages = ("research-in-full.md", "research-for-some-people.md")
    body = "\n".join((ROOT / "docs" / "evidence" / page).read_text(encoding="utf-8") for page in pages)
    assert drawn, "the picture would be empty"
    assert drawn - {(citation.key, citation.claim) for citation in find_citations(body)} == set()
