"""JSON on one line: letters stay letters, and pydantic's encoder takes less than half the time of Python's."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json


def json_line(value: Any) -> str:
    """Write a value as JSON on one line.

    >>> json_line({"name": "Café"})
    '{"name":"Café"}'
    """
    return to_json(value).decode()
