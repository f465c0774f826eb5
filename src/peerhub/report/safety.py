"""The safety report: the hazard log of a hub as it stands today, and a sheet for the person who answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peerhub.articles.reviews import ReviewState
from peerhub.directory.hazards import Hazard
from peerhub.directory.signed_off import parts_to_sign
from peerhub.hub import Hub
from peerhub.opening.advice import advice
from peerhub.opening.gate import Requirement, State, requirements
from peerhub.opening.risks import open_risks
from peerhub.opening.sign_offs import log_status, sign_offs

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class ControlRow:
    """What stands against a danger: `by` is machine or people, and `tests` prove what a machine keeps."""

    says: str
    by: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HazardRow:
    """One danger: what could happen, what limits it, and which risks are open today."""

    id: str
    title: str
    could: str
    controls: tuple[ControlRow, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """A section of advice that nobody has signed as it stands; `changed` says that somebody signed it before."""

    name: str
    changed: bool
    hash: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyReport:
    """The log on the day `on`. `signed` says who signed this text, or is empty; `hash` names the text.

    `undone` lists what the opening check still asks for, but for reviews, of which it counts those that are missing
    in `unreviewed`.
    """

    hub: str
    on: date
    stage: str
    owner: str
    signed: str
    hash: str
    hazards: tuple[HazardRow, ...]
    advice: tuple[AdviceRow, ...]
    undone: tuple[str, ...]
    unreviewed: int


def make_safety_report(hub: Hub) -> SafetyReport:
    """Gather the hazard log and what stands open."""
    status = log_status(hub)
    signed = status.review if status.state is ReviewState.CURRENT else None
    asked = [one for one in hub.memo("requirements", requirements) if one.state is not State.MET]
    return SafetyReport(
        hub=hub.site_name,
        on=hub.today,
        stage=hub.stage,
        owner=hub.settings.safety_owner,
        signed=f"{signed.signed} on {signed.on}" if signed else "",
        hash=parts_to_sign(hub.directory)["hazards"].get("log", ""),
        hazards=tuple(_row(hub, hazard) for hazard in hub.directory.hazards),
        advice=tuple(_unsigned(hub)),
        undone=tuple(_undone(one) for one in asked if one.group != "reviews"),
        unreviewed=sum(one.group == "reviews" for one in asked),
    )


def _unsigned(hub: Hub) -> Iterator[AdviceRow]:
    known = advice(hub.words)
    for signed in sign_offs(hub, {}):
        if signed.kind == "advice" and signed.status.state is not ReviewState.CURRENT:
            yield AdviceRow(signed.name, signed.status.state is ReviewState.LAPSED, signed.hash, known[signed.name])


def _row(hub: Hub, hazard: Hazard) -> HazardRow:
    controls = tuple(ControlRow(_plain(one.says), one.by, one.tests) for one in hazard.controls)
    risks = tuple(_plain(risk.says) for risk in open_risks(hub, hazard))
    return HazardRow(hazard.id, hazard.title, hazard.could, controls, risks)


def _undone(one: Requirement) -> str:
    return f"{one.where}: {one.found}"


def _plain(text: str) -> str:
    """Take the links out of a sentence: on paper they lead nowhere."""
    return _LINK.sub(r"\1", text)


def safety_text(report: SafetyReport) -> str:
    """Write the report as plain text, with the sheet to sign at its end."""
    return "\n".join(_lines(report)) + "\n"


def summary(report: SafetyReport) -> Iterator[str]:
    """Say in sentences where the hub stands."""
    controls = [control for hazard in report.hazards for control in hazard.controls]
    proven = sum(control.by == "machine" for control in controls)
    risks = sum(len(hazard.open) for hazard in report.hazards)
    yield f"{len(report.hazards)} dangers, {len(controls)} controls, {risks} open risks."
    yield f"{proven} controls are proven by tests, {len(controls) - proven} are kept by people."
    yield f"Answers for safety: {report.owner or 'nobody yet'}. Signed by: {report.signed or 'nobody, as it stands'}."
    yield f"The opening check asks for {len(report.undone)} more things and {report.unreviewed} reviews."


def _lines(report: SafetyReport) -> Iterator[str]:
    yield f"Safety of {report.hub} on {report.on}, shown as: {report.stage}"
    yield from summary(report)
    for number, hazard in enumerate(report.hazards, 1):
        yield from ("", f"{number}. {hazard.title} ({hazard.id})", f"   {hazard.could}")
        for control in hazard.controls:
            yield f"   + {control.says}"
            yield from (f"       proven by {test}" for test in control.tests)
            if control.by == "people":
                yield "       kept by people"
        yield from (f"   - open: {risk}" for risk in hazard.open)
    yield from ("", "Still asked for by ./hub open-check", *(f"  {one}" for one in report.undone))
    yield from ("", *sheet(report))


def sheet(report: SafetyReport) -> Iterator[str]:
    """Give the lines of the sheet that a person signs."""
    blank = "_" * 40
    yield "To be filled in and signed by the person who answers for safety"
    for number, hazard in enumerate(report.hazards, 1):
        yield f"  {number}. {hazard.title}: severity ________ likelihood ________ acceptable: yes / no"
    yield from (f"  Name:      {blank}", f"  Role:      {blank}", f"  Date:      {blank}", f"  Signature: {blank}")
    yield f"  The text that is signed: {report.hash}"
    yield "  Then record it: ./hub review hazards log --role ROLE"
    for row in report.advice:
        changed = ", changed since it was signed" if row.changed else ""
        yield from ("", f"  Advice {row.name}{changed}: correct yes / no   {row.hash}")
        yield from (f"    {sentence}" for sentence in row.sentences)
    if report.advice:
        yield from ("", "  Then record each: ./hub review advice NAME... --role ROLE")
