"""Articles judged beside the data: on a clean build each takes more than a second, and neither needs the other.

Only what a cache would keep comes back: what was found in each article, under a digest of all that it rests on. So
the check itself stays where it is, and finds what it looks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from peerhub.building import crew
from peerhub.check import articles_judged, judge_articles
from peerhub.directory.load import listing_bytes
from peerhub.hub import Hub
from peerhub.stages import Stage, Stages
from peerhub.store.cache import Cache, ShelfUse

_LISTING_BYTES = 1000  # what one takes, about, in a file that was not read yet


class _Told(NamedTuple):
    found: ShelfUse | None
    said: list[str]
    stages: tuple[Stage, ...]


@contextmanager
def judging_apart(
    root: Path, cache: Cache, open_beside: Callable[[Cache], Hub | None], linked: frozenset[str] | None,
    stages: Stages, processes: int,
) -> Iterator[Callable[[], ShelfUse | None]]:  # fmt: skip
    """Let another process judge a hub's articles meanwhile, where nothing is kept of them and there is a large hub.

    `open_beside` opens the hub without its listings. What is given waits for the other process, and gives what that
    found, or None. `processes` is how many may work at once, 0 as many as it pays.
    """

    def judge() -> _Told:
        own, said = Stages(stages.clock), list[str]()
        own.begin("read and check")
        hub = open_beside(Cache(cache.folder, cache.version, said.append))
        found = judge_articles(hub, linked) if hub is not None else None
        return _Told(found, said, own.taken())

    pays = processes or crew.paying(listing_bytes(root) // _LISTING_BYTES)
    with crew.beside(judge, 1 if articles_judged(cache) else pays) as told_there:

        def told() -> ShelfUse | None:
            there = told_there()
            if there is None:
                return None
            stages.take_over(there.stages)
            for line in there.said:
                cache.say(line)
            return there.found

        yield told
