"""The comparison of searches asks all of them about the same pages, and counts what a host would send."""

from __future__ import annotations

from pathlib import Path

import httpx
from bench.searchers import Own, texts
from bench.serving import PackedServer, packed
from tests.sites.hubs import make_hub


def test_every_search_knows_the_pages_that_the_hub_s_own_knows(tmp_path: Path) -> None:
    """Articles, listings, topics and help with their titles; no list by place or day, and no page of the search."""
    hub = make_hub(tmp_path)
    assert hub.hub("build").code == 0
    found = {text.file: text for text in texts(hub.site)}
    wanted = {"learn/listening/index.html", "groups/evening-circle.html", "groups/topics/anxiety.html"}
    assert wanted | {"get-help-now/index.html", "index.html"} <= found.keys()
    assert not {"404.html", "search/index.html", "groups/upcoming.html", "groups/index.html"} & found.keys()
    assert not [file for file in found if file.startswith(("groups/places/", "groups/days/"))]
    assert found["learn/listening/index.html"].title == "Listening"
    assert "People sit in a circle" in found["learn/listening/index.html"].html


def test_files_for_searching_alone_are_counted(tmp_path: Path) -> None:
    """The index, its modules and lunr are the search's own; the page of the search is one like others."""
    own = Own()
    own.build(tmp_path, tmp_path)
    for path in ("search/manifest.json", "search/index.html", "components/search/client.mjs", "groups/a.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(bytes(10))
    assert own.size() == (20, 2)


def test_a_packed_answer_weighs_what_is_counted(tmp_path: Path) -> None:
    """What is sent is the gzip that is counted, and each file is named once however often it is asked for."""
    (tmp_path / "a.html").write_text("word " * 1000)
    with PackedServer(tmp_path) as server, httpx.Client() as client:
        answer = client.get(server.url + "a.html")
        client.get(server.url + "a.html?again")
        assert client.get(server.url + "b.html").status_code == 404
        assert answer.text == "word " * 1000
        assert int(answer.headers["content-length"]) == packed(tmp_path, "a.html") < 100
        assert server.asked() == ["a.html", "b.html"]
    assert packed(tmp_path, "b.html") == 0
