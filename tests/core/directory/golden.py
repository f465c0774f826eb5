"""Golden cases: a file holds the input and the exact problems, so that anybody can add a case without Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from peerhub.articles.wording import Wording
from peerhub.articles.wording.loading import read_wording
from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory
from peerhub.problems import Problem, Problems
from peerhub.yaml.source import read_yaml

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)


def _read(path: Path) -> Any:
    problems = Problems()
    source = read_yaml(path, path.name, problems)
    assert source is not None, list(problems)
    assert not problems.has_errors, list(problems)
    return source.data


BASE: dict[str, Any] = _read(HERE / "base.yaml")


def _wording() -> Wording:
    source = read_yaml(HERE / "wording.yaml", "data/wording.yaml", problems := Problems())
    assert source is not None, list(problems)
    return read_wording(source, problems)


WORDING = _wording()


@dataclass(frozen=True)
class Case:
    """One case: a name, the parts that differ from `base.yaml`, and the problems as text."""

    name: str
    data: dict[str, Any]
    problems: str
    today: date


def cases_in(path: Path) -> list[Case]:
    """Read the cases of one file."""
    found = []
    for item in _read(path):
        data = {key: item[key] for key in item if key not in ("name", "problems", "today")}
        found.append(Case(item["name"], data, item["problems"] or "", item.get("today", TODAY)))
    return found


def directory_of(case: Case, root: Path, problems: Problems) -> Directory:
    """Write the files of a case and read them as a hub's."""
    listings = [over(BASE["listing"], item) for item in case.data.get("listings", [])]
    helplines = over(BASE["helplines"], case.data.get("helplines", {}))
    for country in helplines["countries"].values():
        country["lines"] = [over(BASE["line"], line) for line in country.get("lines", [])]
    references = [over(BASE["reference"], item) for item in case.data.get("references", [])]
    files = {
        "groups": listings,
        "vocabulary": over(BASE["vocabulary"], case.data.get("vocabulary", {})),
        "helplines": helplines,
        "references": references,
        "phrases": over(BASE["phrases"], case.data.get("phrases", {})),
    }
    if "answers" in case.data:  # a hub may do without
        files["answers"] = case.data["answers"]
    (root / "data").mkdir(exist_ok=True)
    for name, data in files.items():
        text = yaml.dump(data, Dumper=_Plain, allow_unicode=False, sort_keys=False)
        if name == "groups":  # a case about how a listing is written gives the file itself
            text = case.data.get("groups_text", text)
        (root / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return replace(load_directory(root, problems), wording=WORDING)


class _Plain(yaml.SafeDumper):
    """Writes a part that stands twice twice: the hub's reader refuses YAML's anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def over(base: Any, part: Any) -> Any:
    """Lay one mapping over another; null takes a field away."""
    if not (isinstance(base, dict) and isinstance(part, dict)):
        return part
    merged = {key: over(base.get(key), value) for key, value in part.items() if value is not None}
    return {key: value for key, value in base.items() if key not in part} | merged


def told(problems: list[Problem]) -> str:
    """Write problems as the cases do: without the file's line and the listing's id, which the base files give."""
    bare = [replace(problem, listing="") for problem in problems]
    return "".join(f"{str(problem).removeprefix(f'{problem.where}: ')}\n" for problem in bare)
