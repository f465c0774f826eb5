"""Reading the directory: its files in, one `Directory` out, and everything that is wrong told at once.

An entry that the model refuses is reported and left out; the others stay, so that the rules can say what
they have to say about those in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from peerhub.directory.answers import Answers
from peerhub.directory.checked_facts import still_holds
from peerhub.directory.countries import country_code
from peerhub.directory.hazards import Hazard
from peerhub.directory.helplines import Helplines
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry, named
from peerhub.directory.phrases import Phrases
from peerhub.directory.prompts.parsing import said_word
from peerhub.directory.provenance import Checked
from peerhub.directory.references import Reference
from peerhub.directory.vocabulary import Vocabulary
from peerhub.problems import Location, Problem, Problems, shown
from peerhub.store.files import leads_out
from peerhub.yaml.list_source import ListSource
from peerhub.yaml.parse import no_collecting
from peerhub.yaml.refusals import Refusal, translate
from peerhub.yaml.source import DataPath, Source, read_yaml

Read = Callable[[Path, str, Problems], Source | None]
Model = TypeVar("Model", bound=BaseModel)

# The parts of each file that can be left out alone when they are wrong, innermost first; None stands for any step.
_PARTS: dict[str, tuple[tuple[str | None, ...], ...]] = {
    "vocabulary": (("topics", None), ("audiences", None), ("formats", None), ("kinds", None), ("countries", None)),
    "helplines": (("countries", None, "lines", None), ("countries", None), ("international", None)),
    "phrases": (("dangers", None),),
    "answers": (("questions", None), ("topics", None), ("missing", None)),
}


def load_directory(root: Path, problems: Problems, read: Read = read_yaml, *, listings: bool = True) -> Directory:
    """Read `data/` of a hub; what is wrong becomes problems, and what is right is in the answer.

    `read` opens one file; a cache of parsed files can stand in for it. Without `listings` the files beside them are
    read alone.
    """
    data, read = root / "data", _own(root, read)
    sources: dict[str, Source] = {}
    for file in ("vocabulary", "helplines", "references", "phrases"):
        source = read(data / f"{file}.yaml", f"data/{file}.yaml", problems)
        if source is not None:
            sources[file] = source
    if (data / "answers.yaml").exists():  # a hub may do without
        answers = read(data / "answers.yaml", "data/answers.yaml", problems)
        sources |= {"answers": answers} if answers is not None else {}
    hazards = read_hazards(root, problems, read)
    if hazards is not None:
        sources["hazards"] = hazards[0]
    lapsed: dict[str, Checked] = {}
    return Directory(
        entries=tuple(_entries(data, problems, read, lapsed)) if listings else (),
        lapsed=lapsed,
        vocabulary=_whole(Vocabulary, "vocabulary", sources, problems),
        helplines=_whole(Helplines, "helplines", sources, problems),
        references=_references(sources.get("references"), problems),
        phrases=_whole(Phrases, "phrases", sources, problems),
        answers=_whole(Answers, "answers", sources, problems),
        hazards=() if hazards is None else hazards[1],
        sources=sources,
    )


def _own(root: Path, read: Read) -> Read:
    """Read no file to which a link leads out of the hub: a message would repeat what stands in it."""

    def inside(path: Path, name: str, problems: Problems) -> Source | None:
        if not leads_out(path, root):
            return read(path, name, problems)
        hint = "Put the file itself here, or remove the link."
        problems.error(Location(name), "unread-file", "is a link out of the hub", hint)
        return None

    return inside


def listing_files(data: Path) -> list[tuple[Path, str]]:
    """List the files that hold listings, each with the name that messages use."""
    folder = data / "groups"
    more = sorted(path for path in folder.glob("*.yaml") if not path.is_dir()) if folder.is_dir() else []
    files = [(path, f"data/groups/{path.name}") for path in more]
    main = data / "groups.yaml"
    # A hub may keep all its listings in the folder; without either, reading the file reports that it is missing.
    return [(main, "data/groups.yaml"), *files] if main.exists() or not files else files


def _tell_unread(data: Path, problems: Problems) -> None:
    """Name each file beside the listings that looks like one and that nobody reads."""
    folder, read = data / "groups", {path for path, _ in listing_files(data)}
    beside = sorted(folder.rglob("*")) if folder.is_dir() and not leads_out(folder, data.parent) else []
    for path in (*data.glob("groups.*"), *beside):
        if path in read or path.suffix.lower() not in (".yaml", ".yml", ".txt") or not path.is_file():
            continue
        stem = re.sub(r"\.ya?ml$", "", path.stem, flags=re.IGNORECASE)  # Windows hides an ending: "a.yaml.txt"
        right = folder / f"{stem}.yaml" if path.parent != data else data / "groups.yaml"
        name, to = (one.relative_to(data.parent).as_posix() for one in (path, right))
        problems.error(Location(name), "unread-file", "is not read: its listings are missing", f"Name it {to}.")


def listing_bytes(root: Path) -> int:
    """Tell how large a hub's listings are, before they are read."""
    return sum(path.stat().st_size for path, _ in listing_files(root / "data") if path.is_file())


def _entries(data: Path, problems: Problems, read: Read, lapsed: dict[str, Checked]) -> list[Entry]:
    found: list[Entry] = []
    _tell_unread(data, problems)
    with no_collecting(kept=True):
        for path, name in listing_files(data):
            source = read(path, name, problems)
            if source is None:
                continue
            if not source.text.strip():
                hint = "Bring back what stood in it. A hub without listings keeps a line that begins with #."
                problems.error(Location(name), "empty-file", "is empty", hint)
            count = len(source) if isinstance(source, ListSource) else len(_items(source, "groups", problems))
            for index in range(count):
                listing = _listing(source, index, problems)
                if listing is not None and listing.checked is not None and not still_holds(listing):
                    lapsed[listing.id] = listing.checked
                    listing = listing.model_copy(update={"checked": None})
                if listing is not None:
                    found.append(Entry(listing, source, index))
    return found


def _listing(source: Source, index: int, problems: Problems) -> Listing | None:
    """Check one listing, or take what an earlier build kept of the same text when it had checked it."""
    kept = source.kept(index)
    if kept is not None:
        try:
            return Listing.model_validate_json(kept)
        except ValidationError:  # somebody else's cache
            pass
    listing = validated(Listing, source.item(index), source, "groups", (index,), problems)
    if listing is not None:
        source.keep(index, listing.model_dump_json(by_alias=True, exclude_unset=True))
    return listing


def _references(source: Source | None, problems: Problems) -> dict[str, Reference]:
    found: dict[str, Reference] = {}
    if source is None:
        return found
    for index, item in enumerate(_items(source, "references", problems)):
        reference = validated(Reference, item, source, "references", (index,), problems)
        if reference is None:
            continue
        if reference.key in found:
            where = source.locate((index, "key"))
            got = f"uses the key {shown(reference.key)} a second time"
            problems.error(where, "unique-keys", got, "Give each reference its own key.", f"references[{index}].key")
            continue
        found[reference.key] = reference
    return found


def read_hazards(root: Path, problems: Problems, read: Read = read_yaml) -> tuple[Source, tuple[Hazard, ...]] | None:
    """Read data/hazards.yaml, which a hub may do without; what is wrong becomes problems."""
    path = root / "data" / "hazards.yaml"
    source = read(path, "data/hazards.yaml", problems) if path.exists() else None
    if source is None:
        return None
    found: dict[str, Hazard] = {}
    for index, item in enumerate(_items(source, "hazards", problems)):
        hazard = validated(Hazard, item, source, "hazards", (index,), problems)
        if hazard is None:
            continue
        if hazard.id in found:
            got, hint = f"is used a second time: {shown(hazard.id)}", "Give each hazard its own id."
            problems.error(source.locate((index, "id")), "hazard-log", got, hint, f"hazards[{index}].id")
        found[hazard.id] = hazard
        for number, control in enumerate(hazard.controls):
            if (control.by == "machine") != bool(control.tests):
                got = "is proven by no test" if control.by == "machine" else "is done by people and names a test"
                hint = "Name its tests, or write by: people, but not both."
                where = source.locate((index, "controls", number))
                problems.error(where, "hazard-log", got, hint, f"hazards[{index}].controls[{number}]")
    return source, tuple(found.values())


def _items(source: Source, file: str, problems: Problems) -> list[Any]:
    if source.data is None:
        return []
    if not isinstance(source.data, list):
        problems.error(
            source.locate(), "wrong-type", "must be a list", "Begin each entry with '- ' at the line's start.", file
        )
        return []
    return source.data


def validated(
    model: type[Model], data: Any, source: Source, file: str, path: DataPath, problems: Problems
) -> Model | None:
    """Check one entry against its model; what is wrong becomes problems, and the answer is then None."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        _report(error, model, source, file, path, problems)
        return None


def _report(
    error: ValidationError, model: type[BaseModel], source: Source, file: str, path: DataPath, problems: Problems
) -> list[DataPath]:
    refusals = translate(error.errors(include_url=False), model)
    listing = _id_of(source, path) if file == "groups" else ""
    for refusal in refusals:
        full = (*path, *refusal.path)
        where, at = source.locate(full), named(file, full)
        hint = _said(refusal, source, full) or refusal.hint
        problems.add(Problem(where, refusal.rule, refusal.got, hint, at=at, listing=listing))
    return [refusal.path for refusal in refusals]


def _said(refusal: Refusal, source: Source, path: DataPath) -> str:
    """Give the right word where a value is what people say: a country's name, or `just turn up`."""
    value = source.data
    for step in path:
        found = isinstance(value, dict) and step in value
        found = found or (isinstance(value, list) and isinstance(step, int) and step < len(value))
        value = value[step] if found else None
    if not isinstance(value, str):
        return ""
    if path[-1:] == ("country",) and (code := country_code(value.upper() if len(value) == 2 else value)):
        return f"Did you mean '{code}'?"
    meant = said_word(value) if refusal.rule == "unknown-value" else ""
    return (
        f"Did you mean '{meant}'?"
        if meant not in ("", value) and re.search(rf"[ ,]{re.escape(meant)}[ ,]", refusal.got)
        else ""
    )


def _id_of(source: Source, path: DataPath) -> str:
    """Name a listing by its id, where what stands there is one."""
    item = source.item(path[0]) if path and isinstance(path[0], int) else None
    return str(item.get("id", ""))[:64] if isinstance(item, dict) else ""


def _whole(model: type[Model], file: str, sources: dict[str, Source], problems: Problems) -> Model:
    """Check a file that is one mapping: report every wrong part, leave it out, and keep the others."""
    source = sources.get(file)
    if source is None or source.data is None:
        return model()
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        wrong = _report(error, model, source, file, (), problems)
    sound = source.data
    for path in sorted({_part(file, path) for path in wrong}, key=last_first, reverse=True):
        sound = without(sound, path)
    try:
        return model.model_validate(sound)
    except ValidationError:  # what was wrong is reported already
        return model()


def last_first(path: DataPath) -> tuple[tuple[bool, int, str], ...]:
    """Order paths so that, from the last to the first, leaving out a list's item does not move the others."""
    return tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in path)


def _part(file: str, path: DataPath) -> DataPath:
    """Find the smallest part that can be left out so that the wrong place is gone."""
    for part in _PARTS[file]:
        if len(path) >= len(part) and all(want in (None, step) for want, step in zip(part, path, strict=False)):
            return path[: len(part)]
    return path[:1]


def without(data: Any, path: DataPath) -> Any:
    """Copy data without one part; a part that is gone already changes nothing."""
    if not path:
        return {}
    step, *rest = path
    if isinstance(data, dict) and step in data:
        if rest:
            return {**data, step: without(data[step], tuple(rest))}
        return {key: value for key, value in data.items() if key != step}
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        if rest:
            return [*data[:step], without(data[step], tuple(rest)), *data[step + 1 :]]
        return [*data[:step], *data[step + 1 :]]
    return data
