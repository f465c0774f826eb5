"""`./hub setup`: the hub that it makes is checked and built by this engine, and publishes itself with it."""

from __future__ import annotations

import re
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.hubs import TinyHub, run

from peerhub.cli import ENGINE, Place, main
from peerhub.cli.colours import DARK_GROUNDS, LEAST, LIGHT_GROUNDS, contrast, tokens
from peerhub.cli.new_hub import taken_over
from peerhub.cli.prompting import Terminal
from peerhub.cli.update_command import command as update

ROOT = Path(__file__).parents[2]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
NAME = 'Tea & "Talk": Leeds [#1]'
OPTIONS = (
    *("--name", NAME, "--publisher", "Example *Charity*", "--country", "gb", "--contact", "safety@example.org"),
    *("--colour", "#BB99EE", "--engine", "example/engine", "--pin", COMMIT, "--offline", "--articles", "none"),
)


def setup(folder: Path, *options: str, answers: str = "") -> Result:
    environment = {"SOURCE_DATE_EPOCH": "1795521600"}
    return CliRunner().invoke(
        main, ["setup", str(folder), *options], input=answers, env=environment, obj=Place(ROOT, ENGINE)
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """Make a hub with every answer, some of them awkward."""
    folder = tmp_path_factory.mktemp("made") / "hub"
    done = setup(folder, *OPTIONS)
    assert done.exit_code == 0, done.output
    return TinyHub(folder)


def workflow(made: TinyHub, name: str) -> Any:
    return yaml.safe_load((made.root / ".github" / "workflows" / name).read_text("utf-8"))


def test_it_is_sound(made: TinyHub) -> None:
    """The check finds nothing wrong, and nothing to look at that its owner had not been told."""
    done = made.hub("check")
    assert (done.code, done.out) == (0, "")


def test_it_builds_with_its_own_name_and_colours(made: TinyHub) -> None:
    """`./hub --root DIR build` makes the site: its name, help for its country, and its colours over the engine's."""
    done = made.hub("build", "--strict")
    assert done.code == 0, done.err
    home = (made.site / "index.html").read_text(encoding="utf-8")
    assert "Tea &amp; &#34;Talk&#34;: Leeds [#1]" in home
    # Without such articles there is no heading above nothing.
    assert 'id="benefits"' not in home
    about = (made.site / "about" / "index.html").read_text(encoding="utf-8")
    assert "Example *Charity* runs this hub." in about
    assert "999" in (made.site / "get-help-now" / "index.html").read_text(encoding="utf-8")
    sheet = (made.site / "assets" / "css" / "hub.css").read_text(encoding="utf-8")
    light, dark = tokens("#bb99ee")
    assert sheet.index("--leaf: #17594f") < sheet.index(f"--leaf: {light['leaf']}") < sheet.index(dark["leaf"])


def test_a_hub_in_another_language_is_sound_and_served_in_it(tmp_path: Path) -> None:
    """Its buttons, dates and forms are in the language; its help is English and says so."""
    done = setup(tmp_path / "hub", *OPTIONS, "--language", "es")
    assert done.exit_code == 0, done.output
    assert "./hub review words es" in done.stderr
    hub = TinyHub(tmp_path / "hub")
    assert hub.hub("build").code == 0
    groups = (hub.site / "groups" / "index.html").read_text("utf-8")
    assert '<html lang="es"' in groups
    assert "Encontrar un grupo" in groups
    assert "24 de noviembre de 2026" in groups
    helps = (hub.site / "get-help-now" / "index.html").read_text("utf-8")
    assert "Esta parte está en inglés." in helps
    assert ' lang="en" dir="ltr"' in helps
    assert "Proponer un grupo" in (hub.root / ".github/ISSUE_TEMPLATE/1-new.yml").read_text("utf-8")


def test_it_has_all_that_looks_after_a_repository(made: TinyHub) -> None:
    """Workflows, code owners and templates are the engine's, without its own tests."""
    ours = {path.name for path in (ROOT / ".github" / "workflows").glob("*.yml")} - {"audit.yml", "release.yml"}
    assert {path.name for path in (made.root / ".github" / "workflows").glob("*.yml")} == ours
    for name in ("CODEOWNERS", "PULL_REQUEST_TEMPLATE.md", "dependabot.yml", "ISSUE_TEMPLATE/1-new.yml"):
        assert (made.root / ".github" / name).is_file(), name
    text = "".join(path.read_text("utf-8") for path in (made.root / ".github").rglob("*.*") if path.suffix != ".md")
    used = set(re.findall(r"\./hub ([\w-]+)", text))
    assert used == {"check", "pr-summary", "build", "due", "issue-to-change"}
    assert "requirements.lock" not in text
    assert "engine only" not in text
    assert list(workflow(made, "checks.yml")["jobs"]) == ["hub"]


def test_its_engine_is_pinned_by_a_full_commit(made: TinyHub) -> None:
    """One file names the engine, and the command that its workflows call fetches just that."""
    pin = yaml.safe_load((made.root / "engine.txt").read_text("utf-8"))
    assert (pin["repository"], pin["commit"]) == ("https://github.com/example/engine", COMMIT)
    assert (made.root / "hub").stat().st_mode & 0o111


def origin_of(tmp_path: Path) -> tuple[dict[str, str], str]:
    """Make a small repository that stands for the engine's on GitHub, and tell git so."""
    origin = tmp_path / "origin"
    origin.mkdir()
    # It stands for the engine's command, and says what it was called with.
    (origin / "hub").write_text("import sys\nprint(*sys.argv[1:])\n", encoding="utf-8")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*identity, "commit", "-q", "-m", "One"), ("tag", "v9.8.7")):
        assert run(["git", *words], origin, {}).code == 0
    instead = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{origin.as_uri()}.insteadOf"}
    environment = {**instead, "GIT_CONFIG_VALUE_0": "https://github.com/example/engine"}
    return environment, run(["git", "rev-parse", "HEAD"], origin, {}).out.strip()


def test_a_tag_becomes_its_commit_and_the_hub_fetches_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pinned was seen in the engine's repository, and `./hub` there fetches it once and hands over."""
    environment, commit = origin_of(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    options = [word for word in OPTIONS if word != "--offline"]
    done = setup(tmp_path / "hub", *options, "--pin", "v9.8.7")
    assert done.exit_code == 0, done.output
    pin = yaml.safe_load((tmp_path / "hub" / "engine.txt").read_text("utf-8"))
    assert (pin["commit"], pin["version"]) == (commit, "v9.8.7")
    for fetches in (True, False):
        called = run([sys.executable, "hub", "check", "--strict"], tmp_path / "hub", environment)
        assert called.out == f"--root {tmp_path / 'hub'} check --strict\n", called.err
        assert ("Fetching the engine" in called.err) is fetches
    for pin in ("v1.0.0", COMMIT):
        refused = setup(tmp_path / "other", *options, "--pin", pin)
        assert (refused.exit_code, (tmp_path / "other").exists()) == (1, False)
        assert f"has not shown that it has {pin}" in refused.stderr


def test_an_engine_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A folder that holds no engine is named; a fetch that failed leaves none behind that looks like one."""
    assert setup(tmp_path / "hub", *OPTIONS).exit_code == 0
    call = [sys.executable, "hub", "check"]
    told = run(call, tmp_path / "hub", {"HUB_ENGINE": str(tmp_path / "nowhere")})
    assert (told.code, told.out) == (1, "")
    assert "HUB_ENGINE names no engine's folder" in told.err
    nowhere = (tmp_path / "none").as_uri()
    instead = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{nowhere}.insteadOf"}
    failed = run(call, tmp_path / "hub", {**instead, "GIT_CONFIG_VALUE_0": "https://github.com/example/engine"})
    assert failed.code == 1
    assert "git could not fetch the engine that engine.txt names" in failed.err
    assert not (tmp_path / "hub" / "engine").exists()


@pytest.mark.long
def test_the_workflows_commands_run(made: TinyHub, tmp_path: Path) -> None:
    """As CI would: check, build and the week's list end with 0, in a hub that brought five articles along."""
    options = [word for word in OPTIONS if word != "none"]
    assert setup(tmp_path / "hub", *options, "benefits").exit_code == 0
    environment = {"HUB_SITE_URL": "https://hub.example/x/", "HUB_ENGINE": str(ROOT), "RUNNER_TEMP": str(tmp_path)}
    for name, job in (("pages.yml", "build"), ("freshness.yml", "list")):
        for step in workflow(TinyHub(tmp_path / "hub"), name)["jobs"][job]["steps"]:
            if "./hub" in step.get("run", ""):
                done = run(["sh", "-c", step["run"]], tmp_path / "hub", environment)
                assert done.code == 0, done.err
    assert "https://hub.example/x/" in (tmp_path / "hub" / "site" / "index.html").read_text("utf-8")


def test_it_has_a_namespace_of_its_own(made: TinyHub, tmp_path: Path) -> None:
    """Two hubs never share the ids of their calendars and open data, nor this hub's."""
    assert setup(tmp_path / "other", *OPTIONS).exit_code == 0
    found = [
        uuid.UUID(re.findall(r"namespace: (\S+)", (folder / "mkdocs.yml").read_text("utf-8"))[0])
        for folder in (made.root, tmp_path / "other", ROOT)
    ]
    assert len(set(found)) == 3


def test_what_no_option_says_is_asked(tmp_path: Path) -> None:
    """Answers may be piped; an empty one leaves the colour, and a publisher may still be open."""
    options = ("--engine", "example/engine", "--offline", "--pin", COMMIT)
    done = setup(tmp_path / "hub", *options, answers="Our Hub\n\nIreland\n\n\nbenefits\nhttps://www.met.ie/\n")
    assert done.exit_code == 0, done.output
    hub = TinyHub(tmp_path / "hub")
    assert not (hub.root / "overrides").exists()
    assert 'exit_url: "https://www.met.ie/"\n' in (hub.root / "mkdocs.yml").read_text("utf-8")
    assert "Nobody has written down yet who runs this hub." in (hub.root / "docs/about/index.md").read_text("utf-8")
    assert list(yaml.safe_load((hub.root / "data/helplines.yaml").read_text("utf-8"))["countries"]) == ["IE"]
    assert len(list((hub.root / "docs" / "why-it-helps").glob("*.md"))) == 5
    drawn = {
        name
        for page in (hub.root / "docs").rglob("*.md")
        for name in re.findall(r"\((\S+\.svg)\)", page.read_text("utf-8"))
    }
    assert drawn == {path.name for path in (hub.root / "docs").rglob("*.svg")}
    assert hub.hub("check", SOURCE_DATE_EPOCH=None).code == 0  # its articles are as new as the engine's


TEN = ("Norway", "Japan", "DE", "India", "BR", "Kenya", "New Zealand", "Iceland", "Tonga", "Mexico")


@pytest.mark.parametrize("country", [TEN[0], *(pytest.param(one, marks=pytest.mark.long) for one in TEN[1:])])
def test_the_first_build_works_in_any_country(tmp_path: Path, country: str) -> None:
    """Nothing is invented: where the data has no numbers, the site is built, and its help pages say so."""
    done = setup(tmp_path / "hub", *OPTIONS[:5], country, *OPTIONS[6:])
    assert done.exit_code == 0, done.output
    hub = TinyHub(tmp_path / "hub")
    built = hub.hub("build")
    assert built.code == 0, built.err
    page = (hub.site / "get-help-now" / "index.html").read_text(encoding="utf-8")
    code = yaml.safe_load((hub.root / "taken-over.yaml").read_text("utf-8"))["country"]
    if code in yaml.safe_load((ROOT / "data" / "helplines.yaml").read_text("utf-8"))["countries"]:
        assert 'href="tel:' in page
    else:
        assert "for which data/helplines.yaml has no lines" in built.err
        assert "Nobody has put the numbers of" in page
        assert "findahelpline.com" in page
        assert hub.hub("open-check").code == 1


@pytest.mark.parametrize("answer", ["back", "?"])
def test_what_leads_elsewhere_is_no_answer_without_a_terminal(tmp_path: Path, answer: str) -> None:
    """What only a terminal can do is no organisation's name in a pipe."""
    done = setup(tmp_path / "hub", "--offline", answers=f"Tee\n{answer}\nTee\n")
    assert done.exit_code == 1
    assert f"'{answer}' is understood at a terminal only. Nothing was written." in done.stderr
    assert not (tmp_path / "hub").exists()


def test_a_country_without_numbers_is_told_at_the_end(tmp_path: Path) -> None:
    """The last words name the file that needs them, and what is there to fill in."""
    options = [{"gb": "Austria"}.get(word, word) for word in OPTIONS]
    done = setup(tmp_path / "hub", *options)
    assert "Next: data/helplines.yaml needs the emergency number of Austria and a line." in done.stderr
    assert "#   emergency: {number:" in (tmp_path / "hub" / "data" / "helplines.yaml").read_text("utf-8")


def test_a_wrong_answer_is_asked_again_and_back_leads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal nothing that was said is lost: each answer that cannot be right is told, and asked anew."""
    monkeypatch.setattr("peerhub.cli.setup_command.somebody", Terminal)
    answers = "\nTee\nCharity\nback\nThe Charity\n\nEngland and more\nSP\nEngland\njane.smith@gmail.com\n"
    answers += "help@example.org\nmoss\n?\ngreen\nsome\nnone\nthe weather\n\nhttps://github.com/example/engine.git\n"
    done = setup(tmp_path / "hub", "--offline", "--pin", COMMIT, answers=answers)
    assert done.exit_code == 0, done.output
    told = (
        "The country is missing: its emergency number stands first on the help pages.",
        "is no country that is known here. Give its English name",
        "'SP' is no country that is known here. Did you mean 'ES'?\n",
        "must be the address of a page that begins with https://, found 'the weather'.",
        "looks like a person's own address",
        "A colour must",
        "Say all, benefits or",
    )
    assert all(one in done.stderr for one in told), done.stderr
    said = yaml.safe_load((tmp_path / "hub" / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    assert (said["site_name"], said["extra"]["hub"]["publisher"]) == ("Tee", "The Charity")


def test_an_update_brings_what_changed_and_keeps_the_hubs_words(tmp_path: Path) -> None:
    """A text left alone is replaced, one that both changed is merged, and the same lines are left to a person."""
    engine, hub = tmp_path / "engine", tmp_path / "hub"
    names = ("docs/a.md", "docs/b.md", "docs/c.md")
    body = "".join(f"Line {number}.\n" for number in range(9))
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

    def committed(files: dict[str, str]) -> str:
        for name, text in files.items():
            (engine / name).parent.mkdir(parents=True, exist_ok=True)
            (engine / name).write_text(text, encoding="utf-8")
        for words in (("init", "-q"), ("add", "."), (*identity, "commit", "-q", "-m", "One")):
            assert run(["git", *words], engine, {}).code == 0
        return run(["git", "rev-parse", "HEAD"], engine, {}).out.strip()

    (hub / "docs").mkdir(parents=True)
    engine.mkdir()
    before = committed(dict.fromkeys(names, body))
    for name, text in zip(names, (body, body.replace("Line 0", "Ours"), body.replace("Line 8", "Ours")), strict=True):
        (hub / name).write_text(text, encoding="utf-8")
    (hub / "taken-over.yaml").write_text(taken_over(before, "GB", list(names)), encoding="utf-8")
    after = committed(dict.fromkeys(names, body.replace("Line 8", "Theirs")))
    done = CliRunner().invoke(update, [], obj=Place(hub, engine))
    assert done.exit_code == 0, done.output
    assert (hub / names[0]).read_text("utf-8") == body.replace("Line 8", "Theirs")
    assert (hub / names[1]).read_text("utf-8") == body.replace("Line 0", "Ours").replace("Line 8", "Theirs")
    assert (hub / names[2]).read_text("utf-8") == body.replace("Line 8", "Ours")
    assert "docs/c.md: both sides changed the same lines" in done.output
    said = yaml.safe_load((hub / "taken-over.yaml").read_text("utf-8"))
    assert (said["commit"], said["behind"]) == (after, {"docs/c.md": before})


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--contact", "nobody"), "must be an e-mail address"),
        (("--country", "Britain"), "is no country that is known here. Did you mean 'Britain (UK)'"),
        (("--name", ""), "The name is missing"),
        (("--name", "A\u202eB"), "hidden character"),
        (("--language", "xx"), "There are no words for the language 'xx'"),
        (("--colour", "moss"), "must be # and six characters such as #17594f, or one of green, blue"),
        (("--exit", "weather.example"), "must be the address of a page that begins with https://"),
        (("--engine", "https://example.org/x"), "as --engine OWNER/NAME"),
        (("--articles", "some"), "Say all, benefits or none"),
        (("--pin", "v1; rm -rf x"), "must be a tag"),
    ],
)
def test_a_wrong_answer_makes_nothing(tmp_path: Path, options: tuple[str, str], told: str) -> None:
    """It is told, and no folder is left behind."""
    done = setup(tmp_path / "hub", *OPTIONS, *options)
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, []), done.output
    assert told in done.stderr


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Nothing of anybody's is written over."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = setup(tmp_path, *OPTIONS)
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (1, ["mine.txt"])


def test_the_grounds_are_the_themes() -> None:
    """Contrast is reckoned against the grounds that the theme's own sheet has."""
    sheet = (ROOT / "overrides" / "assets" / "css" / "tokens.css").read_text("utf-8")
    found = {name: re.findall(rf"--{name}: (#\w+);", sheet) for name in ("paper", "surface", "sand")}
    long = [
        value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:]) for value, *_ in found.values()
    ]
    assert tuple(long) == LIGHT_GROUNDS
    assert tuple(values[1] for values in found.values()) == DARK_GROUNDS


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_legible(number: int) -> None:
    """Whatever colour an organisation has, its text keeps the theme's contrast on every ground of both schemes."""
    light, dark = tokens(f"#{number:06x}")
    for text in (light["leaf"], light["leaf-deep"]):
        assert min(contrast(text, ground) for ground in (*LIGHT_GROUNDS, light["mist"])) >= LEAST
    for text in (dark["leaf"], dark["leaf-deep"]):
        assert min(contrast(text, ground) for ground in (*DARK_GROUNDS, dark["mist"])) >= LEAST
    assert contrast(dark["leaf"], "#0f1a1b") >= LEAST
    assert min(contrast("#ffffff", bar) for bar in (light["bar"], dark["bar"])) >= LEAST
