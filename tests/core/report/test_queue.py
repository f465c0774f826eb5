"""The queue of what waits: help first, each with who must do it and about how long it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.sites.hubs import make_hub

from peerhub.cli import Place
from peerhub.cli.open_hub import open_place
from peerhub.opening.gate import State, requirements
from peerhub.opening.queue import Task, hours, in_words, opening_queue
from peerhub.report.sign_sheets import sign_sheets


def test_help_comes_first_and_nothing_is_lost(tmp_path: Path) -> None:
    """Numbers stand before phrases, phrases before articles, and each thing that is missing stands once."""
    hub, _ = open_place(Place(make_hub(tmp_path).root))
    assert hub is not None
    asked = requirements(hub)
    tasks = opening_queue(hub, asked)
    ids = [task.id for task in tasks]
    assert sorted(ids) == sorted(one.id for one in asked if one.state is not State.MET)
    assert ids[0] == "emergency-number"
    starts = [
        next(at for at, id_ in enumerate(ids) if id_.startswith(start)) for start in ("review-phr", "review-art")
    ]
    assert starts == sorted(starts)
    assert all(task.minutes % 5 == 0 and task.minutes > 0 and task.who for task in tasks)


def test_what_two_do_alone_counts_for_both() -> None:
    """Hours are added up by who must give them."""
    tasks = [
        Task("a", "A.", "clinician and native speaker", 30, ""),
        Task("b", "B.", "clinician, each alone", 60, ""),
    ]
    assert hours(tasks) == {"clinician": 1.5, "native speaker": 0.5}
    assert (in_words(95), in_words(150)) == ("about 95 minutes", "about 2.5 hours")


def test_a_sheet_holds_what_its_reader_must_do(tmp_path: Path) -> None:
    """Each sheet names its own tasks alone, with room to sign, and no sheet is empty."""
    hub, _ = open_place(Place(make_hub(tmp_path).root))
    assert hub is not None
    mine, other = Task("a", "Read <this>.", "clinician", 30, "Then."), Task("b", "Call.", "second maintainer", 20, "")
    sheets = sign_sheets(hub, [mine, other])
    assert sorted(sheets) == ["clinician.html", "second-maintainer.html"]
    assert "Read &lt;this&gt;." in sheets["clinician.html"]
    assert "Call." not in sheets["clinician.html"]


def test_exit_and_who_cannot_be_asked_are_named(tmp_path: Path) -> None:
    """In another country than the engine's the page behind Exit is a task; and each task says whose it is."""
    hub, _ = open_place(Place(make_hub(tmp_path).root))
    assert hub is not None
    assert not [one for one in requirements(hub) if one.id == "exit-page"]
    settings = hub.settings.model_copy(update={"country": "ES"})
    found = {one.id: one for one in requirements(replace(hub, settings=settings))}
    assert found["exit-page"].state is State.MISSING
    assert "a page that many people in Spain open" in found["exit-page"].hint
    assert found["emergency-number"].found == "There are no numbers of Spain"
