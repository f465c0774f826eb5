"""Points on earth: how far apart two are, and whether one lies in a box."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0


def inside(box: tuple[float, float, float, float], latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in a box of south, west, north, east, which may cross the date line."""
    south, west, north, east = box
    between = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    return south <= latitude <= north and between


def km_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the kilometres between two points of latitude and longitude.

    >>> round(km_apart((51.51, -0.13), (53.80, -1.55)))
    273
    """
    (north, east), (far_north, far_east) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((far_north - north) / 2) ** 2 + cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
