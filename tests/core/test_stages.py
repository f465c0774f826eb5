"""Stages: every second of a build is counted once, in the work it was spent on."""

from __future__ import annotations

from xml.etree import ElementTree

from peerhub.report.stages_page import stages_picture, stages_text
from peerhub.stages import Moment, Stage, Stages


class Clock:
    """A clock that goes on by one second of computing, and two in all, each time it is looked at."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> Moment:
        self.looks += 1
        return Moment(2.0 * self.looks, 1.0 * self.looks)


def test_a_stage_counts_only_its_own_time() -> None:
    """What runs inside another stage is that one's, and together they are all that passed."""
    clock = Clock()
    stages = Stages(clock)
    stages.begin("outer")
    with stages("inner"):
        clock()
    stages.turn("next")
    stages.end()
    stages.end()  # nothing is at work: no harm
    found = {stage.name: stage.computed for stage in stages.taken()}
    assert list(found) == ["outer", "inner", "next"]
    assert found == {"outer": 2.0, "inner": 2.0, "next": 1.0}
    assert all(stage.passed == 2 * stage.computed for stage in stages.taken())


def test_making_items_is_counted_and_using_them_is_not() -> None:
    """Pages come one by one: rendering one is the pages' time, writing it is not."""
    stages = Stages(Clock())
    stages.begin("writing")
    assert list(stages.each("pages", iter("ab"))) == ["a", "b"]
    stages.end()
    found = {stage.name: stage.computed for stage in stages.taken()}
    assert found == {"writing": 4.0, "pages": 3.0}


def test_a_build_without_a_clock_is_not_slowed() -> None:
    """Nothing is measured, and nothing is lost."""
    stages = Stages()
    assert list(stages.each("pages", iter("ab"))) == ["a", "b"]
    assert [stage.computed for stage in stages.taken()] == [0.0]


def test_what_another_process_computed_counts_too() -> None:
    """Its computing is added to the stage; the time that passed was the same for both."""
    stages = Stages(Clock())
    with stages("pages"):
        pass
    stages.take_over([Stage("pages", 9.0, 4.0), Stage("feeds", 9.0, 2.0)])
    assert stages.taken() == (Stage("pages", 2.0, 5.0), Stage("feeds", 0.0, 2.0))


def test_the_table_and_the_picture() -> None:
    """Both say each stage with its seconds; the picture is a document of its own, whatever a stage is called."""
    stages = [Stage("read & check", 4.0, 3.0), Stage("nothing", 0.0, 0.0)]
    lines = stages_text(stages).splitlines()
    assert lines[1].split() == ["3.00", "100.0%", "4.00", "read", "&", "check"]
    assert lines[-1].split() == ["3.00", "100%", "4.00", "all"]
    picture = ElementTree.fromstring(stages_picture(stages))  # noqa: S314 - we have just written it
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["read & check", "3.00 s", "nothing", "0.00 s"]
    widths = [float(bar.get("width", "")) for bar in picture.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert widths == [420.0, 315.0, 0.0, 0.0]
    assert "<svg" in stages_picture([])
