"""What the index is given: everything that search can find, whether it was read now or by an earlier build."""

from __future__ import annotations

from pathlib import Path

from tests.core.pages.theme import opened
from tests.sites.hubs import make_hub

from peerhub.reuse import cache_table
from peerhub.search.collecting import entries, entry, search_documents


def test_terms_that_were_kept_are_those_of_the_documents(tmp_path: Path) -> None:
    """Read anew or kept, in the same order, each document has the terms and the excerpt that its texts give it."""
    tiny = make_hub(tmp_path)
    with opened(tiny.root, tiny.site) as theme:
        documents = [entry(theme.hub, found) for found in search_documents(theme.hub)]
        listings = [result for result, _ in documents if result.kind == "group"]
        assert listings
        assert list(entries(theme.hub)) == documents
        table = cache_table(theme.hub, "search")
        assert len(table.text().splitlines()) == len(listings)
        assert list(entries(theme.hub)) == documents
