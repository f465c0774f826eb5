"""`./hub setup`: the hub that it makes is checked and built by this engine, and publishes itself with it."""

from __future__ import annotations

import re
import shutil
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

ROOT = Path(__file__).parents[2]
NAME = 'Tea & "Talk": Leeds [#1]'
OPTIONS = (
    *("--name", NAME, "--publisher", "Example *Charity*", "--country", "gb", "--contact", "safety@example.org"),
    *("--colour", "#BB99EE", "--engine", "example/engine", "--pin", "v9.8.7"),
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


def test_its_workflow_builds_it_with_the_pinned_engine(made: TinyHub) -> None:
    """The engine comes from the tag, every action is pinned as ours are, and its commands succeed as written."""
    pages = workflow(made, "pages.yml")
    assert pages["env"] == {"ENGINE": "example/engine", "ENGINE_TAG": "v9.8.7"}
    steps = pages["jobs"]["build"]["steps"]
    assert steps[1]["with"]["ref"] == "refs/tags/${{ env.ENGINE_TAG }}"
    text = (made.root / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    ours = (ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert len(used) == 6
    assert set(used) <= set(re.findall(r"uses: (.+)", ours))
    commands = [step["run"] for step in steps if "run" in step]
    assert commands == ["engine/hub --root . check --format github", "engine/hub --root . build"]


@pytest.mark.long
def test_the_workflows_commands_run(made: TinyHub, tmp_path: Path) -> None:
    """With the engine where the workflow puts it, its check and its build end with 0."""
    shutil.copytree(made.root, tmp_path / "hub", ignore=shutil.ignore_patterns("site", ".cache"))
    (tmp_path / "hub" / "engine").symlink_to(ROOT)
    for step in workflow(made, "pages.yml")["jobs"]["build"]["steps"]:
        if "run" in step:
            done = run(["sh", "-c", step["run"]], tmp_path / "hub", {"HUB_SITE_URL": "https://hub.example/x/"})
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
    done = setup(tmp_path / "hub", "--engine", "example/engine", answers="Our Hub\n\nIE\n\n\n")
    assert done.exit_code == 0, done.output
    hub = TinyHub(tmp_path / "hub")
    assert not (hub.root / "overrides").exists()
    assert "Nobody has written down yet who runs this hub." in (hub.root / "docs/about/index.md").read_text("utf-8")
    assert list(yaml.safe_load((hub.root / "data/helplines.yaml").read_text("utf-8"))["countries"]) == ["IE"]
    assert hub.hub("check").code == 0


def test_a_country_without_lines_is_not_invented(tmp_path: Path) -> None:
    """The hub is made, and its check names the line where the emergency number and a line are missing."""
    done = setup(tmp_path / "hub", *OPTIONS[:5], "JP", *OPTIONS[6:])
    assert done.exit_code == 0, done.output
    checked = TinyHub(tmp_path / "hub").hub("check")
    assert (checked.code, "for which data/helplines.yaml has no lines" in checked.out) == (1, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--contact", "nobody"), "must be an e-mail address"),
        (("--country", "Britain"), "must be a country as two capital letters"),
        (("--name", ""), "name is missing"),
        (("--name", "A\u202eB"), "hidden character"),
        (("--colour", "green"), "must be a colour such as #17594f"),
        (("--engine", "https://example.org/x"), "must be OWNER/NAME"),
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
