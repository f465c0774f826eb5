"""JSON on one line: letters stay letters, and an encoder that is made once."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_line(value: Any) -> str:
    """Write a value as JSON on one line.

    >>> json_line({"name": "Café"})
    '{"name":"Café"}'
    """
    return _ENCODER.encode(value)
