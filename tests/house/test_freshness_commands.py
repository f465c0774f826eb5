"""`./hub due` and `./hub verify`, on a copy of the tiny hub: what they print, write and leave alone."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peerhub.cli import ENGINE, Place, main

TINY = Path(__file__).parents[1] / "sites" / "tiny"
# Tuesday, 24 November 2026.
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795521600"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the tiny hub."""
    folder = tmp_path / "hub"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".cache"))
    return folder


def hub(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=ENVIRONMENT, obj=Place(root, ENGINE))


def groups(root: Path) -> bytes:
    return (root / "data" / "groups.yaml").read_bytes()


def test_one_check_changes_one_line(root: Path) -> None:
    """A check that stands there is exchanged, and every other byte of the file stays."""
    before = groups(root)
    done = hub(root, "verify", "evening-circle", "--how", "email", "--by", "Directory editor")
    assert done.exit_code == 0, done.output
    old = b"checked: {on: 2026-11-01, how: phone, by: Directory editor}"
    assert before.count(old) == 1
    new = b'checked: {on: 2026-11-24, how: email, by: Directory editor, facts: "1efaa7cf898a"}'
    assert groups(root) == before.replace(old, new)
    assert [path.name for path in (root / "data").glob(".*")] == []


def test_a_listing_with_an_error_is_not_said_to_be_missing(root: Path) -> None:
    """Its error is named with file and line; a check in a table too."""
    path = root / "data" / "groups.yaml"
    path.write_bytes(groups(root) + b"- id: half\n  kind: group\n  name: Half\n  cost: free\n")
    done = hub(root, "verify", "half", "--how", "phone", "--by", "Editor")
    assert done.exit_code == 1
    assert re.search(r"the listing 'half' has an error at data/groups\.yaml:\d+\. Mend it first", done.stderr)
    table = root / "replies.csv"
    table.write_text("id,how,by,on\nhalf,visit,Editor,2026-11-02\n")
    assert (
        "replies.csv:2: error: id the listing 'half' has an error" in hub(root, "verify", "--from", str(table)).stderr
    )
    done = hub(root, "verify", "halv-an-hour", "--how", "phone", "--by", "Editor")
    assert "If it stands in data/groups.yaml, run ./hub check" in done.stderr


def test_a_table_of_checks_in_several_files(root: Path) -> None:
    """Many checks at once find their files, in data/groups/ too."""
    more = root / "data" / "groups"
    more.mkdir()
    (more / "north.yaml").write_bytes(
        b"# North\r\n- id: north\r\n  kind: network\r\n  name: North\r\n  summary: Many.\r\n  topics: [anxiety]\r\n"
    )
    table = root / "replies.csv"
    table.write_text(
        "id,how,by,on,closed\nnorth,visit,Editor,2026-11-02,\nnight-room,phone,Editor,2026-11-03,2026-11-01\n"
    )
    done = hub(root, "verify", "--from", str(table))
    assert done.exit_code == 0, done.output
    assert (
        (more / "north.yaml")
        .read_bytes()
        .startswith(b"# North\r\n- id: north\r\n  kind: network\r\n  name: North\r\n")
    )
    assert b"  checked: {on: 2026-11-02, how: visit, by: Editor, facts: " in (more / "north.yaml").read_bytes()
    closed = rb'  checked: {on: 2026-11-03, how: phone, by: Editor, facts: "?[0-9a-f]{12}"?}\n  closed: 2026-11-01\n'
    assert re.search(closed, groups(root))


def test_what_changes_after_a_check_says_so(root: Path) -> None:
    """Another hour by hand lapses the check: the check warns, it is asked first, and a new check mends it."""
    hub(root, "verify", "evening-circle", "--how", "phone", "--by", "Editor")
    assert "changed-since-check" not in hub(root, "check").output
    path = root / "data" / "groups.yaml"
    path.write_bytes(groups(root).replace(b'starts: "19:00", ends', b'starts: "19:30", ends'))
    assert "groups[0].checked (evening-circle) has changed since it was checked" in hub(root, "check").output
    first, *_ = [line for line in hub(root, "due").output.splitlines() if "2026" in line]
    assert "it has changed since it was checked" in first
    hub(root, "verify", "evening-circle", "--how", "phone", "--by", "Editor")
    assert "changed-since-check" not in hub(root, "check").output


def test_one_wrong_row_and_nothing_is_written(root: Path) -> None:
    """Every problem of a table is named with its line, and the right rows are not written either."""
    before = groups(root)
    table = root / "replies.csv"
    table.write_text("id,how,by,on\nevening-circle,phone,Editor,2026-11-20\nnight-roam,phone,,2026-11-20\n")
    done = hub(root, "verify", "--from", str(table))
    assert done.exit_code == 1
    assert "replies.csv:3: error: id no listing has the id 'night-roam'. Did you mean 'night-room'?" in done.output
    assert "replies.csv:3: error: by " in done.output
    assert "Nothing was written." in done.output
    assert groups(root) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody", "--how", "phone", "--by", "Editor"),
        ("evening-circle", "--how", "phone", "--by", "Editor", "--on", "2027-01-01"),
        ("old-circle", "--how", "phone", "--by", "Editor"),
        ("evening-circle", "--how", "phone", "--by", "Ed\u202eitor"),
        ("evening-circle", "--how", "phone"),
        (),
    ],
)
def test_what_cannot_be_is_refused(root: Path, arguments: tuple[str, ...]) -> None:
    """An unknown or ended listing, a day to come or a missing word changes nothing."""
    before = groups(root)
    done = hub(root, "verify", *arguments)
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.output
    assert groups(root) == before


def test_a_day_the_other_way_round_is_told_how_to_write(root: Path) -> None:
    """The message holds the very words to type."""
    done = hub(root, "verify", "evening-circle", "--how", "phone", "--by", "Editor", "--on", "30/11/2026")
    assert done.exit_code == 2
    assert "'30/11/2026' is no day that can be read. Write the year first, such as 2026-11-30." in done.output
    done = hub(root, "verify", "evening-circle", "--how", "phone", "--by", "me")
    assert "must say who checked it, found 'me'. Write your role in the hub, such as Directory editor" in done.output


def test_a_check_that_would_break_the_data_is_refused(root: Path) -> None:
    """The result is checked by the hub's own rules before it takes the old file's place."""
    before = groups(root)
    done = hub(root, "verify", "evening-circle", "--how", "phone", "--by", "<script>alert(1)</script>")
    assert done.exit_code == 1, done.output
    assert groups(root) == before


def test_an_error_elsewhere_does_not_stand_in_the_way(root: Path) -> None:
    """Somebody else's mistake in the same file stays theirs: it is neither mended nor a hindrance."""
    path = root / "data" / "groups.yaml"
    path.write_bytes(groups(root) + b"- id: broken\n  kind: nonsense\n")
    done = hub(root, "verify", "evening-circle", "--how", "email", "--by", "Editor")
    assert done.exit_code == 0, done.output
    assert groups(root).endswith(b"- id: broken\n  kind: nonsense\n")


def test_drafts_for_those_with_an_address(root: Path) -> None:
    """Who is due and has an address gets a draft; private addresses are not shown, and git leaves them alone."""
    (root / "data" / "contacts.yaml").write_text("night-room: {email: sam@private.example, name: Sam}\n")
    folder = root / "asking"
    done = hub(root, "due", "--week", "52", "--emails", str(folder))
    assert done.exit_code == 0, done.output
    assert "night-room" in done.output
    assert "private e-mail" in done.output
    assert "sam@private.example" not in done.output
    assert "\x1b" not in done.output
    assert (folder / ".gitignore").read_text() == "*\n"
    draft = email.message_from_bytes((folder / "night-room.eml").read_bytes(), policy=email.policy.default)
    assert draft["To"] == "sam@private.example"
    assert "Night Room" not in draft["Subject"]
    body = draft.get_body()
    assert body is not None
    assert "Hello Sam," in body.get_content()
    assert "- Night Room\n" in body.get_content().replace("\r\n", "\n")
    assert "{" not in body.get_content()


@pytest.mark.parametrize(
    "contacts",
    [
        "night-room: {email: 'a@b.example, c@d.example'}\n",
        'night-room: {email: "a@b.example\\nBcc: c@d.example"}\n',
        'night-room: {email: a@b.example, name: "Sam\\nBcc: c@d.example"}\n',
        "night-room: a@b.example\n",
        "- a@b.example\n",
    ],
)
def test_a_contact_that_could_write_to_others_is_refused(root: Path, contacts: str) -> None:
    """Each contact is one address; whatever could add another is an error with its line."""
    (root / "data" / "contacts.yaml").write_text(contacts)
    done = hub(root, "due", "--emails", str(root / "asking"))
    assert done.exit_code == 1
    assert "data/contacts.yaml:1" in done.output
    assert not (root / "asking").exists()


def test_a_list_for_an_issue_is_only_text(root: Path) -> None:
    """In an issue no listing's name can mention somebody, close another issue, or break the table."""
    path = root / "data" / "groups.yaml"
    path.write_text(path.read_text().replace("name: Night Room", 'name: "@someone #1 | <img> [x](y) `z`"'))
    done = hub(root, "due", "--week", "52", "--format", "markdown")
    assert done.exit_code == 0, done.output
    (row,) = [line for line in done.output.splitlines() if "night-room" in line]
    assert "@someone" not in row
    assert "#1" not in row
    assert row.replace("\\|", "").count("|") == 6
    for harmless in ("\\<img\\>", "\\[x\\]\\(y\\)", "\\`z\\`"):
        assert harmless in row


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_report_is_written_to_a_file(root: Path, form: str) -> None:
    """Every format of the report can be printed or written, and both are the same."""
    printed = hub(root, "report", "--format", form)
    assert printed.exit_code == 0, printed.output
    file = root / "report"
    assert hub(root, "report", "--format", form, "--output", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == printed.stdout
    assert hub(root, "report", "--format", form, "--output", str(root / "no" / "report")).exit_code == 1
