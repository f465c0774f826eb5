"""A hub's own colours: from the one or two that an organisation has, the tokens of both schemes, all legible."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence

_HEX = re.compile(r"#[0-9a-f]{6}")

# Colours by their names, for who has none of their own.
NAMED = {
    "green": "#17594f", "blue": "#1f4e8c", "purple": "#5b2a86", "red": "#8c2f39", "brown": "#6b4423",
}  # fmt: skip

# The grounds of the theme on which text stands; overrides/assets/css/tokens.css holds the same.
LIGHT_GROUNDS = ("#fbf9f4", "#ffffff", "#f3ecdf")
DARK_GROUNDS = ("#0f1a1b", "#162425", "#1b2b2c")
# The contrast that every text colour of the theme keeps, above the 4.5:1 of WCAG 2.2, 1.4.3.
LEAST = 5.3
STRONG = 9.0


def read_colour(text: str) -> str:
    """Take a colour written as `#17594f`, `17594F` or `#abc`, or by its name; raises ValueError for anything else."""
    digits = NAMED.get(text.strip().lower(), text).strip().lower().removeprefix("#")
    colour = f"#{digits if len(digits) != 3 else ''.join(digit * 2 for digit in digits)}"
    if not _HEX.fullmatch(colour):
        raise ValueError(f"must be a colour such as #17594f, found '{text}'")
    return colour


def tokens(colour: str, accent: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """Give the tokens of both schemes; a colour that nobody could read is moved until it is legible."""
    deep = _until(colour, [*LIGHT_GROUNDS, mixed(colour, "#ffffff", 0.12)], STRONG, darker=True)
    mist = mixed(colour, "#ffffff", 0.12)
    light = {
        "leaf": _until(colour, [*LIGHT_GROUNDS, mist], LEAST, darker=True),
        "leaf-deep": deep,
        "mist": mist,
        "bar": deep,
    }
    dusk = mixed(colour, DARK_GROUNDS[0], 0.18)
    dark = {
        "leaf": _until(colour, [*DARK_GROUNDS, dusk], 7.0, darker=False),
        "leaf-deep": _until(colour, [*DARK_GROUNDS, dusk], STRONG, darker=False),
        "mist": dusk,
        "bar": _until(mixed(colour, DARK_GROUNDS[0], 0.3), ["#ffffff"], 12.0, darker=True),
    }
    if accent:
        light["sun"] = dark["sun"] = accent
    return light, dark


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """Lay a share of a colour over a ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _hex([top * share + below * (1 - share) for top, below in pairs])


def _until(colour: str, grounds: Sequence[str], least: float, *, darker: bool) -> str:
    """Darken or lighten a colour in small steps until it is legible on each ground; black or white always is."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    moved = colour
    end = 0.0 if darker else 1.0
    while min(contrast(moved, ground) for ground in grounds) < least and lightness != end:
        lightness = max(0.0, lightness - 0.01) if darker else min(1.0, lightness + 0.01)
        moved = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return moved


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
