"""The command line explains itself, is quick to do so, and never shows a traceback for what is merely wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.sites.hubs import make_hub
from tools.test_command import QUICK, find_browser, pytest_command, quick_command

from peerhub import cli
from peerhub.building.output import Output
from peerhub.building.standing import Standing
from peerhub.cli import COMMANDS, ENGINE, Commands, default_root, main
from peerhub.cli.fault import FAULT
from peerhub.engine_files import NO_ENGINE_FILES
from peerhub.problems import Location, PeerHubError, Problem

ROOT = Path(__file__).parents[2]
RUN = [sys.executable, "-m", "peerhub.cli"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_alone_it_explains_itself() -> None:
    """Without a command it shows what there is, and that is no error."""
    done = run()
    assert done.returncode == 0
    assert done.stdout == run("--help").stdout
    for name, (_, summary) in COMMANDS.items():
        assert name in done.stdout
        assert summary.split()[0] in done.stdout


def test_a_mistyped_command_is_met_with_the_nearest_one() -> None:
    """`./hub tets` ends with 2 and a suggestion."""
    done = run("tets")
    assert done.returncode == 2
    assert "Did you mean 'test'?" in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_opens_with_its_summary(name: str) -> None:
    """The list of commands and a command's own help say the same, though the list imports no command."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").splitlines()[0] == COMMANDS[name][1]


def test_help_imports_nothing_heavy() -> None:
    """The list of commands comes without the model, the theme's engine or the tests' tools."""
    program = (
        "import sys, contextlib\n"
        "from peerhub.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        "print(sorted({'pydantic', 'mkdocs', 'jinja2', 'playwright', 'yaml', 'lunr'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_the_core_refuses_becomes_lines() -> None:
    """An error of the core prints its problems and one last line, and ends with 1."""
    group = Commands("hub")

    @group.command("refuse")
    def refuse() -> None:
        where = Location("data/groups.yaml", 12)
        raise PeerHubError("1 error: the site was not built.", [Problem(where, "topic-unknown", "'sadnes'", "Look.")])

    done = CliRunner().invoke(group, ["refuse"])
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "data/groups.yaml:12: error: 'sadnes'. Look. [topic-unknown]",
        "hub: 1 error: the site was not built.",
    ]


def test_what_nobody_foresaw_becomes_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the engine is one line that names it, with a code of its own; developers can ask for all of it."""
    group = Commands("hub")

    @group.command("fail")
    def fail() -> None:
        Output(Path("site")).write("../\n", b"")

    done = CliRunner().invoke(group, ["fail"])
    assert isinstance(done.exception, ValueError)
    monkeypatch.delenv("HUB_TRACEBACK")
    monkeypatch.setattr(Standing, "new", True)  # an earlier command of this process has built a site
    done = CliRunner().invoke(group, ["fail"])
    assert done.exit_code == FAULT
    assert re.fullmatch(
        r"hub: A fault of the engine, not of yours \(building/output\.py:\d+\): ValueError: a page cannot "
        r"be written to '\.\./\\n'\. What was published stands as it was\. "
        r"Please report this line with the file \S+hub-fault\.log\.\n",
        done.stderr,
    )


def test_the_hub_in_the_current_folder_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --root a command works on the hub in the current folder, else on the engine's own."""
    monkeypatch.chdir(tmp_path)
    assert default_root() == ENGINE
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    assert default_root() == tmp_path


def test_slow_proofs_are_left_out_unless_asked_for() -> None:
    """`./hub test` leaves out what is marked long; `--long` leaves out nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["pytest"]["ini_options"]["addopts"].endswith("-m 'not long'")
    assert "-m" not in pytest_command(False, ())[3:]
    assert pytest_command(True, ())[3:5] == ["-m", "long or not long"]


def test_a_few_files_run_in_one_process() -> None:
    """Starting a second process pays for the whole suite only."""
    assert "-n" not in pytest_command(False, ("tests/house/test_documents.py::test_commands_exist", "-x"))
    assert "-n" in pytest_command(False, ("-x",)) or os.cpu_count() == 1


def test_an_installed_engine_builds_no_hub_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a hub in the current folder a package asks for one; without its files it says so in one sentence."""
    package = tmp_path / "engine"
    package.mkdir()
    monkeypatch.setattr(cli, "ENGINE", package)
    monkeypatch.chdir(tmp_path)
    assert default_root() == tmp_path
    done = CliRunner().invoke(main, ["check"])
    assert (done.exit_code, done.stderr) == (1, f"hub: {NO_ENGINE_FILES}\n")
    monkeypatch.setattr(cli, "is_whole", lambda engine: True)
    done = CliRunner().invoke(main, ["bench"])
    assert (done.exit_code, done.stderr) == (1, "hub: bench stands in the engine's repository: run it there.\n")


def test_the_quick_tests_need_no_browser() -> None:
    """`--quick` names folders that exist, leaves browser and slow tests out, and is not joined with `--long`."""
    words = quick_command(("-x",))
    assert words[words.index("-m", 3) + 1] == "not long and not browser"
    assert all((ROOT / folder).exists() for folder in QUICK)
    assert words[-1] == "-x"
    done = run("test", "--quick", "--long")
    assert (done.returncode, "choose one" in done.stderr) == (2, True)


def test_what_stands_after_the_dashes_goes_to_pytest() -> None:
    """`./hub test -- --version` is pytest's version, and the exit code is pytest's too."""
    if not find_browser():
        pytest.skip("no browser is installed, and this test would fetch one")
    done = run("test", "--", "--version")
    assert (done.returncode, "pytest" in done.stdout + done.stderr) == (0, True)
    assert run("test", "--", "tests/house/test_documents.py", "-k", "no_such_test").returncode == 1


def test_a_browser_that_is_none_is_named() -> None:
    """A wrong HUB_BROWSER is one line, not a page of failed tests."""
    done = run("test", HUB_BROWSER="no-such-browser")
    assert done.returncode == 1
    assert done.stderr == "hub: HUB_BROWSER names no-such-browser, which is no program. Correct it or unset it.\n"


@pytest.mark.parametrize(("ci", "outcome"), [("true", "failed"), ("", "skipped")])
def test_a_browser_test_is_never_skipped_in_ci(ci: str, outcome: str, tmp_path: Path) -> None:
    """Where CI is set, a skipped browser test fails, alone or as a file; another skipped test stays skipped."""
    folder = tmp_path / "browser"
    folder.mkdir()
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n", encoding="utf-8")
    (tmp_path / "test_other.py").write_text("import pytest\ndef test_it(): pytest.skip('why')\n", encoding="utf-8")
    (folder / "test_file.py").write_text(
        "import pytest\npytest.skip('no file here', allow_module_level=True)\n", encoding="utf-8"
    )
    (folder / "test_page.py").write_text(
        textwrap.dedent("""
            import pytest
            @pytest.mark.browser
            def test_page(): pytest.skip("no page here")
        """),
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    done = subprocess.run(
        words, cwd=tmp_path, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False
    )
    if outcome == "failed":
        assert done.returncode == 1, done.stdout
        assert "no file here" in done.stdout
        assert "no page here" in done.stdout
        assert "1 failed, 1 skipped, 1 error" in done.stdout
    else:
        assert done.returncode in (0, 5), done.stdout
        assert "3 skipped" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes streams so")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(closed: str, tmp_path: Path) -> None:
    """Whoever calls may have closed what a command reads from or prints to: it works as ever, and says no wrong."""
    words = ["sh", "-c", f'./hub --root "$0" check --format json {closed}', str(make_hub(tmp_path).root)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a file that is always full")
def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """A full disk behind `>` is nobody's fault here: one line, and the command does not claim that it did nothing."""
    words = ["sh", "-c", './hub --root "$0" check --format json > /dev/full', str(make_hub(tmp_path).root)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "hub: What is printed cannot be written (No space left on device). What was made before that stands."
    )
