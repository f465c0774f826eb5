"""Give the slashed zero of Atkinson Hyperlegible Next one plain counter: `python -m tools.plain_zero IN OUT`.

A slashed zero reads as code in times and telephone numbers, and the font offers no other. The new counter is the
outer outline again, as wide and as high as the two counters together, in every weight. Needs fonttools and brotli,
which the project does not install (overrides/vendor/README.md has their versions).
"""

from __future__ import annotations

import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

Points = list[tuple[int, int]]


def counter(points: Points, outer: list[int], parted: list[int]) -> Points:
    """Fit the outer outline into the box of the parted counters, turned round, so that it stays open."""
    fits = []
    for axis in (0, 1):
        low, high = min(points[i][axis] for i in outer), max(points[i][axis] for i in outer)
        within_low, within_high = min(points[i][axis] for i in parted), max(points[i][axis] for i in parted)
        scale = (within_high - within_low) / (high - low)
        fits.append((scale, within_low - scale * low))
    (across, left), (along, bottom) = fits
    return [(round(across * points[i][0] + left), round(along * points[i][1] + bottom)) for i in reversed(outer)]


def main(source: str, target: str) -> None:
    """Read a font, redraw its zero and write it as woff2."""
    font = TTFont(source)
    variations = font["gvar"].variations["zero"] if "gvar" in font else []
    glyph = font["glyf"]["zero"]
    coordinates, ends, flags = glyph.getCoordinates(font["glyf"])
    points = list(coordinates)
    outer, parted = list(range(ends[0] + 1)), list(range(ends[0] + 1, len(points)))
    inner = counter(points, outer, parted)
    for variation in variations:
        deltas = variation.coordinates
        # The four deltas more are of the metrics.
        moved = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, deltas, strict=False)]
        within = [(x - ox, y - oy) for (x, y), (ox, oy) in zip(counter(moved, outer, parted), inner, strict=True)]
        variation.coordinates = [*(deltas[i] for i in outer), *within, *deltas[len(points) :]]
    glyph.coordinates = GlyphCoordinates([*(points[i] for i in outer), *inner])
    glyph.flags = bytearray(flags[i] & 1 for i in [*outer, *reversed(outer)])  # bit 0: on the curve
    glyph.endPtsOfContours = [ends[0], 2 * ends[0] + 1]
    glyph.numberOfContours = 2
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
