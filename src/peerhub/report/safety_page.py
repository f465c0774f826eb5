"""The safety report as one page to print and sign: no script and no request."""

from __future__ import annotations

from markupsafe import Markup

from peerhub.report.alone import stand_alone
from peerhub.report.safety import AdviceRow, HazardRow, SafetyReport, summary

_STYLE = """
:root { color-scheme: light dark; --edge: #8a9995; }
body { margin: 0 auto; padding: 1.5rem; max-width: 48rem; font: 1rem/1.5 system-ui, sans-serif; }
small, code { overflow-wrap: anywhere; }
div { overflow-x: auto; }
table { border-collapse: collapse; margin-block: 1rem; }
th, td { padding: .4rem .8rem; border: 1px solid var(--edge); text-align: start; }
@media print { section { break-inside: avoid; } }
"""


def safety_page(report: SafetyReport) -> str:
    """Write the report as HTML, with a sheet to sign."""
    said = Markup("\n").join(Markup("<p>{}</p>").format(sentence) for sentence in summary(report))
    hazards = Markup("\n").join(_section(number, hazard) for number, hazard in enumerate(report.hazards, 1))
    body = Markup("{said}\n{hazards}\n{undone}\n{sheet}").format(
        said=said,
        hazards=hazards,
        undone=Markup("<section><h2>Still asked for by <code>./hub open-check</code></h2>\n{}</section>").format(
            _list(report.undone)
        ),
        sheet=_sheet(report),
    )
    return stand_alone(f"Safety of {report.hub} on {report.on}", _STYLE, body)


def _section(number: int, hazard: HazardRow) -> Markup:
    controls = Markup("\n").join(
        Markup("<li>{}<br><small>{}</small></li>").format(
            control.says, ", ".join(control.tests) if control.tests else "kept by people"
        )
        for control in hazard.controls
    )
    return Markup(
        "<section>\n<h2>{number}. {title}</h2>\n<p>{could}</p>\n<h3>What limits it</h3>\n<ul>{controls}</ul>\n"
        "<h3>What is still open</h3>\n{risks}</section>"
    ).format(number=number, title=hazard.title, could=hazard.could, controls=controls, risks=_list(hazard.open))


def _list(found: tuple[str, ...]) -> Markup:
    if not found:
        return Markup("<p>Nothing that we know of.</p>")
    return Markup("<ul>{}</ul>").format(Markup("\n").join(Markup("<li>{}</li>").format(one) for one in found))


def _sheet(report: SafetyReport) -> Markup:
    heads = Markup().join(
        Markup('<th scope="col">{}</th>').format(head)
        for head in ("Danger", "Severity", "Likelihood", "Acceptable: yes or no")
    )
    rows = Markup("\n").join(
        Markup('<tr><th scope="row">{}. {}</th><td></td><td></td><td></td></tr>').format(number, hazard.title)
        for number, hazard in enumerate(report.hazards, 1)
    )
    blanks = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(name, "_" * 40)
        for name in ("Name", "Role", "Date", "Signature")
    )
    return Markup(
        "<section>\n<h2>To be filled in and signed by the person who answers for safety</h2>\n"
        '<div role="group" aria-label="Dangers" tabindex="0"><table><thead><tr>{heads}</tr></thead>\n'
        "<tbody>{rows}</tbody></table></div>\n<table><tbody>{blanks}</tbody></table>\n"
        "<p>The text that is signed: <code>{hash}</code></p>\n"
        "<p>Then record it: <code>./hub review hazards log --role ROLE</code></p>\n{advice}</section>"
    ).format(heads=heads, rows=rows, blanks=blanks, hash=report.hash, advice=_advice(report.advice))


def _advice(rows: tuple[AdviceRow, ...]) -> Markup:
    """List each sentence that nobody has signed as it stands; nothing if all are signed."""
    found = Markup("\n").join(
        Markup("<h3>{}{}</h3>\n{}\n<p>Correct: yes or no <small><code>{}</code></small></p>").format(
            row.name, ", changed since it was signed" if row.changed else "", _list(row.sentences), row.hash
        )
        for row in rows
    )
    record = "./hub review advice NAME... --role ROLE"
    return found and Markup("<h2>Advice to sign</h2>\n{}\n<p>Then record each: <code>{}</code></p>\n").format(
        found, record
    )
