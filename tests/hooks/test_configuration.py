"""What mkdocs.yml says beside the hub's own settings works, or is said to have no effect, with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.sites.hubs import TinyHub, make_hub, tree

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def add(hub: TinyHub, lines: str) -> None:
    """Write lines at the top of the hub's mkdocs.yml."""
    hub.write("mkdocs.yml", f"{lines}\n" + (hub.root / "mkdocs.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_has_no_effect_is_said(case: dict[str, Any], tmp_path: Path) -> None:
    """Each line is named with its file and number, by `check` as by `build`, and never with a traceback."""
    hub = make_hub(tmp_path)
    add(hub, case["write"])
    for command in ("check", "build"):
        done = hub.hub(command)
        said = [line for line in (done.out + done.err).splitlines() if case["said"] in line]
        assert (done.code, len(said)) == (1 if case.get("fails") else 0, 1), done.out + done.err
        assert said[0].startswith("mkdocs.yml:1: ")


def test_what_a_user_expects_works(tmp_path: Path) -> None:
    """Sheets, a logo, a line on copyright, social links and the place of the source are taken up, when warm too."""
    hub = make_hub(tmp_path)
    assert hub.hub("build").code == 0
    hub.write("docs/own.css", "h1 { letter-spacing: 0 }\n")
    more: dict[str, Any] = {
        "extra_css": ["own.css"],
        "copyright": '&copy; Example Charity <a href="https://charity.example/">Charity</a><script>1</script>',
        "repo_url": "https://git.example/charity/hub",
        "edit_uri": "edit/main/docs/",
    }
    hub.write("docs/own.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>')
    more["theme"] = {"name": "peerhub", "logo": "own.svg"}
    add(hub, yaml.safe_dump(more).rstrip())
    hub.replace(
        "mkdocs.yml", "extra:\n", "extra:\n  social:\n    - {name: Mastodon, link: https://social.example/@hub}\n"
    )
    done = hub.hub("build")
    assert (done.code, done.err) == (0, ""), done.err
    made = tree(hub.site)
    for path in ("learn/listening/index.html", "groups/evening-circle.html"):
        page = made[path].decode()
        assert re.search(r'<link rel="?stylesheet"? href="(\.\./)+own\.css">', page), path
        assert '© Example Charity <a href="https://charity.example/"' in page
        assert "<script>1" not in page
        assert ">Mastodon</a>" in page
        assert re.search(r'<img src="?(\.\./)+own\.svg"? alt(="")? height="?24', page), path
    article = made["learn/listening/index.html"].decode()
    assert "https://git.example/charity/hub/edit/main/docs/learn/listening.md" in article
    help_page = made["get-help-now/index.html"].decode()
    assert "own.css" not in help_page
