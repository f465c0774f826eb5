"""`./hub new group`: asked at a real terminal, piped or given as options, it appends a sound listing or nothing."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.house.terminal import Terminal

from peerhub.cli import ENGINE, Place, main
from peerhub.cli.new_group_command import _ask, _explain
from peerhub.directory.load import load_directory
from peerhub.directory.prompts import parsing
from peerhub.directory.prompts.draft import Draft
from peerhub.directory.prompts.questions import QUESTIONS
from peerhub.problems import Problems

TINY = Path(__file__).parents[1] / "sites" / "tiny"
# Tuesday, 24 November 2026.
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795521600"}

ANSWERS = """
group
Morning Tea

A Tuesday tea for people who worry.
Anxiety

18

peers
in-person
United Kingdom
yes
Leeds
West Yorkshire
The Hall

LS1 1AA
yes
Tue
month
2nd, last
7.30 pm

21:00
aug
friday
week
10:00



saturday



""".removeprefix("\n")
WRITTEN = """
- id: morning-tea-leeds
  kind: group
  name: Morning Tea
  summary: A Tuesday tea for people who worry.
  topics: [anxiety]
  ages: {from: 18}
  led_by: peers
  format: in-person
  place:
    venue: The Hall
    city: Leeds
    region: West Yorkshire
    postcode: LS1 1AA
    country: GB
    step_free: true
  meetings:
    - days: [tuesday]
      every: month
      weeks: [2, last]
      starts: "19:30"
      ends: "21:00"
      timezone: Europe/London
      not_in: [august]
    - days: [friday]
      starts: "10:00"
      timezone: Europe/London
    - days: [saturday]
"""
OPTIONS = ("--name", "Open Line", "--kind", "phone-line", "--summary", "Peers who listen.", "--topics", "anxiety")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the tiny hub."""
    folder = tmp_path / "hub"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".cache"))
    return folder


def new(root: Path, *options: str, answers: str | bytes = "") -> Result:
    words = ["--root", str(root), "new", "group", *options]
    return CliRunner().invoke(main, words, input=answers, env=ENVIRONMENT, obj=Place(root, ENGINE))


def groups(root: Path) -> bytes:
    return (root / "data" / "groups.yaml").read_bytes()


def test_answers_become_a_listing(root: Path) -> None:
    """Piped answers, in people's own words, are appended in the model's words; the rest stays byte for byte."""
    before = groups(root)
    done = new(root, answers=ANSWERS)
    assert done.exit_code == 0, done.output
    assert groups(root) == before + WRITTEN.encode()
    assert done.stdout == "morning-tea-leeds: written to data/groups.yaml.\n"


def test_options_ask_nothing(root: Path) -> None:
    """With options nothing is read, and what a person would be offered holds."""
    before = groups(root)
    done = new(root, *OPTIONS, "--format", "phone", "--phone", "+44 20 7946 0000", "--serves", "united kingdom")
    assert done.exit_code == 0, done.output
    assert groups(root) == before + (
        b"\n- id: open-line\n  kind: phone-line\n  name: Open Line\n  summary: Peers who listen.\n"
        b'  topics: [anxiety]\n  format: phone\n  area: {country: GB}\n  join: {phone: "+44 20 7946 0000"}\n'
    )


def test_everything_wrong_with_options_is_told_at_once(root: Path) -> None:
    """Each problem names its option and the nearest right word, and nothing is written."""
    before = groups(root)
    done = new(root, "--name", "Other", "--topics", "anxeity", "--format", "onlin", "--starts", "25:00")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["--format", "--starts", "--summary", "--topics", "hub"]
    assert "Did you mean 'online'?" in lines[0]
    assert "Did you mean 'anxiety'?" in lines[3]
    assert groups(root) == before


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("", "The name that people use. It is needed."),
        ("grup\n", "Did you mean 'group'?"),
        ("group\nOther\n\nAnother.\nanxiety\n\nold\n", "Write a number, such as 18."),
        (b"group\n\xff\xfe\n", "not UTF-8"),
        ("group\nEvening Circle\n\nAnother.\nanxiety\n\n\n\n\nphone\n", "is used a second time"),
    ],
)
def test_a_wrong_answer_from_a_pipe_ends_it(root: Path, answers: str | bytes, told: str) -> None:
    """Nobody is there to ask again: it ends with 1 and what is wrong, and nothing is written."""
    before = groups(root)
    done = new(root, answers=answers)
    assert done.exit_code == 1
    assert told in done.stderr
    assert groups(root) == before


def test_people_who_must_not_be_found_are_asked_for_no_address(root: Path) -> None:
    """A protected topic offers that nothing is public, and then asks for neither street nor link."""
    answers = "group\nSafe Room\n\nA room for people who were hurt.\nabuse\n\n\n\n\nin-person\nGB\n\nLeeds\n\n"
    done = new(root, answers=answers)
    assert done.exit_code == 0, done.output
    assert b"  place: {city: Leeds, country: GB, address: after-contact}\n" in groups(root)


@pytest.mark.long
def test_a_person_is_asked_again_until_the_answer_holds(root: Path) -> None:
    """At a terminal a wrong answer is explained at once and asked again; the listing is shown before it is added."""
    pytest.importorskip("pty")
    before = groups(root)
    screen = Terminal("--root", str(root), "new", "group", cwd=root, **ENVIRONMENT)
    screen.wait_for("What is it:")
    screen.type("network\n")
    screen.wait_for("called?")
    screen.type("Worry Network\n")
    screen.wait_for("Who runs it?")
    screen.type("\n")
    screen.wait_for("in one plain sentence?")
    screen.type("A network of groups.\n")
    screen.wait_for("What is it about?")
    screen.type("?\n")
    screen.wait_for("Domestic abuse")
    screen.type("anxeity\n")
    screen.wait_for("Did you mean 'anxiety'?")
    screen.type("anxiety\n")
    for _ in range(sum(question.path[0] not in ("meetings", "online") for question in QUESTIONS)):
        screen.type("\n")
    screen.wait_for("Add this as data/groups.yaml?")
    assert screen.end() == 0, screen.said
    assert groups(root) == before + (
        b"\n- id: worry-network\n  kind: network\n  name: Worry Network\n  summary: A network of groups.\n"
        b"  topics: [anxiety]\n"
    )


@pytest.mark.long
def test_what_may_be_private_is_asked_again(root: Path) -> None:
    """A secret is never kept; what may be a person's is kept only when it is given twice."""
    pytest.importorskip("pty")
    screen = Terminal("--root", str(root), "new", "group", cwd=root, **ENVIRONMENT)
    screen.wait_for("What is it:")
    screen.type("network\n")
    screen.wait_for("called?")
    screen.type("Worry Network, pw 4711\n")
    screen.wait_for("holds a passcode")
    screen.type("Worry Network\n")
    screen.wait_for("Who runs it?")
    screen.type("\n")
    for answer in ("Ask for Bob.", "Ask for Ann.", "Ask for Ann."):
        screen.wait_for("in one plain sentence?")
        screen.type(f"{answer}\n")
    screen.wait_for("What is it about?")
    screen.type("anxiety\n")
    for _ in range(sum(question.path[0] not in ("meetings", "online") for question in QUESTIONS)):
        screen.type("\n")
    screen.wait_for("Add this as data/groups.yaml?")
    assert screen.end() == 0, screen.said
    assert b"  name: Worry Network\n  summary: Ask for Ann.\n" in groups(root)


@pytest.mark.long
def test_ctrl_c_leaves_nothing(root: Path) -> None:
    """Stopped in the middle, it ends with 130 and one line, and no file is there that was not there before."""
    pytest.importorskip("pty")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    screen = Terminal("--root", str(root), "new", "group", cwd=root, **ENVIRONMENT)
    screen.wait_for("What is it:")
    screen.type("group\n")
    screen.wait_for("called?")
    assert screen.end("\x03") == 130
    assert screen.said.endswith("hub: stopped.\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.long
def test_people_answer_as_they_speak_and_go_back(root: Path) -> None:
    """An hour without its half is asked about, who is not sure says nothing, and < leads to the question before."""
    screen = Terminal("--root", str(root), "new", "group", cwd=root, **ENVIRONMENT)
    screen.wait_for("What is it:")
    steps = (
        *(("group", "called?"), ("Tee", "Who runs it?"), ("<", "called?"), ("Morning Tea", "Who runs it?")),
        *(
            ("", "one plain sentence?"),
            ("A tea for people who worry.", "lists them."),
            ("anxiety", "empty for anybody."),
        ),
        *(("", "From which age?"), ("old", "Write a number, such as 18."), ("", "Up to"), ("", "Who leads")),
        *(("members", "meet"), ("face to face", "In which country"), ("England", "everybody know the address?")),
    )
    for typed, next_question in steps:
        screen.type(f"{typed}\n")
        screen.wait_for(next_question)
    assert screen.end("\x03") == 130


SPOKEN = [
    *(("country", "UK", "GB"), ("country", "England", "GB"), ("country", "Republic of Ireland", "IE")),
    *(
        ("every", "fortnightly", "2 weeks"),
        ("every", "every other week", "2 weeks"),
        ("word", "just turn up", "drop-in"),
    ),
    *(("word", "Face to face", "in-person"), ("yes_or_no", "not sure", None), ("yes_or_no", "Yes", True)),
    *(("days", "Tues & Thurs", ["tuesday", "thursday"]), ("months", "July and August", ["july", "august"])),
    *(("zone", "GMT", "Europe/London"), ("zone", "London time", "Europe/London"), ("zone", "Mars", "Mars")),
    *(("day", "24.11.2026", date(2026, 11, 24)), ("day", "2026-11-24", date(2026, 11, 24))),
    *(("day", "31.11.2026", "31.11.2026"), ("day", "1/2/2026", "1/2/2026"), ("doubts", "y", True)),
    *(("doubts", "No", None), ("doubts", "The hour.", "The hour.")),
    *(("audiences", "everyone", None), ("number", "18+", 18), ("number", "65 and over", 65), ("number", "no", None)),
    *(
        ("clock", "18", "18:00"),
        ("clock", "1930hrs", "19:30"),
        ("clock", "730", "730"),
        ("clock", "2 hours", "2 hours"),
    ),
    *(("word", "volunteers", "volunteers"),),
    *(("clock", "7 pm", "19:00"), ("clock", "7", "7"), ("number", "18", 18)),
]


@pytest.mark.parametrize(("reader", "said", "read"), SPOKEN)
def test_peoples_own_words_are_read(reader: str, said: str, read: object) -> None:
    """What people say becomes what the data holds; what is in doubt stays as it is, and is asked about."""
    vocabulary = load_directory(ENGINE, Problems()).vocabulary
    assert getattr(parsing, reader)(said, vocabulary) == read
    halves = [parsing.half_told("7", half) for half in ("evening", "in the morning", "pm", "maybe")]
    assert halves == ["7 pm", "7 am", "7 pm", "maybe"]
    assert [parsing.unsure_hour(one) for one in ("7", "9.30", "730", "19", "seven")] == [True] * 3 + [False] * 2


class Person:
    """Gives answers one after another, as somebody at a terminal."""

    patient = True

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def answer(self, question: str, offered: str) -> str:
        """Give the next answer."""
        return self.answers.pop(0)


def test_what_a_rule_doubts_is_asked_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that was found wanting is never kept without a word; said again, it is meant."""
    draft = Draft(load_directory(ENGINE, Problems()), date(2026, 11, 24))
    question = next(one for one in QUESTIONS if one.option == "summary")
    _ask(draft, Person("stress", "A tea for people who worry."), question, question.path)
    assert draft.get("summary") == "A tea for people who worry."
    assert "Give another, or the same again" in capsys.readouterr().err
    _ask(draft, Person("stress", "stress"), question, question.path)
    assert draft.get("summary") == "stress"


def test_an_explanation_speaks_of_answers_and_not_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Who answers questions writes no quotes, no true and false, and no standard's codes."""
    draft = Draft(load_directory(ENGINE, Problems()), date(2026, 11, 24))
    for question in QUESTIONS:
        _explain(draft, question)
    said = capsys.readouterr().err
    assert "Yes when nobody has to speak." in said
    assert not re.search(r"\btrue\b|\bfalse\b|in quotes|ISO|BCP", said)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.option)
def test_every_question_can_be_explained(question: object) -> None:
    """What ? says comes from the model, so it cannot differ from the field reference."""
    assert question.about.endswith((".", "?", "file.")), question  # type: ignore[attr-defined]  # parametrised


@pytest.mark.parametrize(
    ("option", "answer", "written"),
    [
        ("--languages", "Spanish and Catalan", b"languages: [es, ca]"),
        ("--free", "donations", b"cost: {free: true}"),
        ("--first", "24 November 2026", b"first: 2026-11-24"),
        ("--first", "24/11/2026", b"first: 2026-11-24"),
    ],
)
def test_usual_words_are_taken(root: Path, option: str, answer: str, written: bytes) -> None:
    """Languages by name, a gift for no fee, and a day that can mean one day alone."""
    said = {"--days": "tuesday", "--every": "2 weeks", "--first": "2026-11-24", option: answer}
    meets = ("--kind", "group", "--format", "in-person", "--country", "GB", "--city", "Leeds", "--how", "drop-in")
    done = new(root, *OPTIONS[:2], *OPTIONS[4:], *meets, *(word for pair in said.items() for word in pair))
    assert done.exit_code == 0, done.output
    assert written in groups(root)


def test_who_is_not_sure_leaves_it_out(root: Path) -> None:
    """At every question that may be left open, "not sure" is an answer."""
    kind, name, summary = "network", "Worry Network", "A network of groups."
    lines = [kind, name, "not sure", summary, "anxiety", "don't know", "not sure", "no idea", "not sure"]
    done = new(root, answers="\n".join(lines) + "\n")
    assert done.exit_code == 0, done.output
    assert groups(root).endswith(b"  summary: A network of groups.\n  topics: [anxiety]\n")
