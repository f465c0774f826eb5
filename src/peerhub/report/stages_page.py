"""Where the time of a build went, as a table for a terminal and as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peerhub.pages.html import trusted
from peerhub.stages import Stage

_LABEL, _BAR, _ROW = 210, 420, 26
_STYLE = """
:root { color-scheme: light dark; }
text { fill: #1c2b28; font: 13px system-ui, sans-serif; }
.paper { fill: #fff; } .passed { fill: #a9cfc7; } .computed { fill: #1d6b5f; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6efec; } .paper { fill: #14201d; } .passed { fill: #37635a; } .computed { fill: #7fd1c1; }
}
"""


def stages_text(stages: Sequence[Stage]) -> str:
    """Write a line a stage: seconds of computing (CPU), their share, seconds that passed, and its name."""
    whole = sum(stage.computed for stage in stages) or 1.0
    lines = [f"{'CPU':>7} {'share':>6} {'passed':>7}  stage"]
    lines += [
        f"{stage.computed:7.2f} {stage.computed / whole:6.1%} {stage.passed:7.2f}  {stage.name}" for stage in stages
    ]
    passed = sum(stage.passed for stage in stages)
    return "\n".join([*lines, f"{sum(stage.computed for stage in stages):7.2f} {1:6.0%} {passed:7.2f}  all"]) + "\n"


def stages_picture(stages: Sequence[Stage]) -> str:
    """Draw two bars a stage as an SVG that stands alone: what passed, and in it what was computed."""
    longest = max((max(stage.passed, stage.computed) for stage in stages), default=0.0) or 1.0
    rows = []
    for number, stage in enumerate(stages):
        top = number * _ROW + 8
        rows.append(_text(_LABEL - 8, top + 15, stage.name, "end"))
        for kind, seconds, inset in (("passed", stage.passed, 3), ("computed", stage.computed, 8)):
            rows.append(
                Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    kind, _LABEL, top + inset, f"{seconds * _BAR / longest:.1f}", _ROW - 4 - 2 * inset
                )
            )
        end = _LABEL + max(stage.passed, stage.computed) * _BAR / longest + 6
        rows.append(_text(end, top + 15, f"{stage.computed:.2f} s"))
    width, height = _LABEL + _BAR + 90, len(stages) * _ROW + 16
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">\n'
        '<style>{style}</style>\n<rect class="paper" width="{width}" height="{height}"/>\n{rows}\n</svg>\n'
    ).format(
        width=width,
        height=height,
        label="Where the time of a build went: what passed, and in it what was computed, stage by stage.",
        style=trusted(_STYLE),
        rows=Markup("\n").join(rows),
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(f"{x:.1f}", y, anchor, text)
