"""How a language is written: which way its lines run, and in which script, by CLDR through Babel."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]


class Script(NamedTuple):
    """How a language is written: its lines' direction, and whether its letters are Latin."""

    direction: Direction
    latin: bool


@cache
def script_of(tag: str) -> Script:
    """Tell how a language is written, by its BCP 47 tag; raises ValueError for a language that CLDR does not know.

    >>> script_of("cy"), script_of("ar"), script_of("az-Arab").direction
    (Script(direction='ltr', latin=True), Script(direction='rtl', latin=False), 'rtl')
    """
    if tag == "en":  # most hubs: reading CLDR takes a while
        return Script("ltr", True)
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(tag, sep="-")
    except UnknownLocaleError:  # a region that CLDR does not know changes no script
        main = tag.partition("-")[0]
        if main != tag:
            return script_of(main)
        raise ValueError(f"'{tag}' is no language that CLDR knows") from None
    except ValueError:
        raise ValueError(f"'{tag}' is no language that CLDR knows") from None
    likely = get_global("likely_subtags")
    written = [locale.script] if locale.script else likely.get(locale.language, "").split("_")[1:2]
    return Script("rtl" if locale.text_direction == "rtl" else "ltr", written == ["Latn"])


def is_english(tag: str) -> bool:
    """Tell whether a tag means English. ISO 3166 leaves XA to XZ to its users: CLDR's made-up `en-XA` is none.

    >>> is_english("en"), is_english("en-IE"), is_english("en-XA"), is_english("cy")
    (True, True, False, False)
    """
    main, *rest = tag.split("-")
    return main == "en" and not any(len(part) == 2 and part.startswith("X") for part in rest)
