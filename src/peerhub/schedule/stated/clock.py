"""Hours as people write them: `7.30 pm`, `19h30`, `1900hrs`, `12 noon`, and the morning's `10:30`."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?"
    r"(?:\s*(?:([ap])\.?\s?m\.?|(uhr|hours|hrs?|h|o'?clock)))?(?:\s*(noon|midday))?(?:\s*[ap]m)?\s*\Z",
    re.IGNORECASE,
)
_LED = re.compile(r"\A(?:at|from|kl\.?|um|ab) ")
# As in timetables, without a sign between hour and minute; an hour past noon needs no minutes.
_COMPACT = re.compile(r"(\d{1,2})([0-5]\d)(?=\s*(?:hours|hrs?|h|[ap]\.?\s?m\.?)?\Z)")
_PAST_NOON = re.compile(r"(?:1[3-9]|2[0-3])\Z")
_NAMED = {"noon": "12:00", "midday": "12:00", "12 noon": "12:00", "12 midday": "12:00", "midnight": "00:00"}
_NAMED |= dict.fromkeys(("midi", "mediodia", "mediodía", "mezzogiorno"), "12:00")
# Read as they stand: nobody means 10.30 in the evening without saying so.
_MORNING = range(10, 13)


class UnsureHourError(ValueError):
    """Occurs when an hour may be one of the morning or of the evening; it names both."""

    def __init__(self, hour: int, minute: int) -> None:
        super().__init__(f"{hour:02}:{minute:02} or {hour + 12}:{minute:02}")


def clock(text: str, stated: bool = False) -> str | None:
    """Read an hour of any usual form as `HH:MM`; None when it is none.

    A feed's own field is `stated` in 24 hours. In people's words 7.30 may be morning or evening, unless an evening
    is spoken of. Raises UnsureHourError then.

    >>> clock("7.30 pm"), clock("19h30"), clock("12 noon"), clock("10:30"), clock("1900hrs"), clock("25:00")
    ('19:30', '19:30', '12:00', '10:30', '19:00', None)
    """
    plain = _LED.sub("", " ".join(text.split()).lower(), count=1)
    plain = f"{plain}:00" if _PAST_NOON.match(plain) else _COMPACT.sub(r"\1:\2", plain)
    if plain in _NAMED:
        return _NAMED[plain]
    found = _CLOCK.match(plain)
    if not found or not any(found.group(2, 3, 4, 5)):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or ("p" if found[5] else "")
    if (found[4] or "").startswith(("hr", "hours")) and not found[2]:
        return None  # 2 hours are a while, and no hour of the day
    if hour > 23 or minute > 59 or (found[3] and not stated and not 0 < hour < 13):
        return None
    if half:
        # 20:00 PM is written by people who mean 20:00.
        hour = hour if hour > 12 else hour % 12 + (12 if half == "p" else 0)
    elif not stated and not found[4] and not found[1].startswith("0") and 0 < hour < _MORNING.start:
        raise UnsureHourError(hour, minute)
    return f"{hour:02}:{minute:02}"


def hours_between(starts: str, ends: str, half: str = "") -> tuple[str | None, str | None]:
    """Read from when to when; what is said once of morning or evening holds for both.

    `half` is `am` or `pm` where other words tell it. Raises UnsureHourError when they do not.

    >>> hours_between("10", "11.30 am"), hours_between("11", "1pm"), hours_between("5.30", "7.00pm")
    (('10:00', '11:30'), ('11:00', '13:00'), ('17:30', '19:00'))
    """
    start_half, end_half = (_half(part) for part in (starts, ends))
    # In 24 hours there is no doubt.
    if not start_half and not end_half and any(_hour(part) > 12 or part.startswith("0") for part in (starts, ends)):
        return clock(_full(starts), stated=True), clock(_full(ends), stated=True)
    end = clock(_full(ends) + ("" if end_half else start_half or half))
    if start_half or end is None:
        return clock(_full(starts)), end
    first = clock(_full(starts) + (end_half or half))
    if end_half and first and first > end:
        first = clock(_full(starts) + ("am" if end_half == "pm" else "pm"))
    return first, end


def _half(part: str) -> str:
    found = re.search(r"([ap])\.?\s?m\b\.?", part, re.IGNORECASE)
    return f"{found[1].lower()}m" if found else ""


def _hour(part: str) -> int:
    found = re.match(r"\d{1,2}", part.strip())
    return int(found[0]) if found else 0


def _full(part: str) -> str:
    """Give an hour its minutes."""
    return re.sub(r"^(\d{1,2})(?![\d:.h])", r"\1:00", part.strip())
