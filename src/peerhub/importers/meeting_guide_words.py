"""The Meeting Guide's type codes in our terms (https://github.com/code4recovery/spec).

A code that we know and have no place for is told apart from one that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from peerhub.feeds.meeting_guide_types import AUDIENCES, LANGUAGES, STEP_FREE
from peerhub.words.language_names import tag_of

AUDIENCE_OF = {code: audience for audience, code in AUDIENCES.items()} | {
    "G": "lgbtq", "L": "lgbtq", "BI": "lgbtq", "T": "lgbtq",
}  # fmt: skip
LANGUAGE_OF = {code: tag for tag, code in LANGUAGES.items()}
ONLINE = "ONL"
NOT_AT_THE_PLACE = "TC"

# Sheets spell types out.
CODE_OF = {
    "men": "M", "women": "W", "young people": "Y", "lgbtq": "LGBTQ", "gay": "G", "lesbian": "L", "bisexual": "BI",
    "transgender": "T", "wheelchair access": STEP_FREE, "online meeting": ONLINE, "online": ONLINE,
    "location temporarily closed": NOT_AT_THE_PLACE, "temporary closure": NOT_AT_THE_PLACE,
    "open": "O", "closed": "C", "english": "EN", "spanish": "S",
    "french": "FR", "german": "DE", "polish": "POL", "portuguese": "POR", "russian": "RUS", "italian": "ITA",
    "american sign language": "ASL", "discussion": "D", "speaker": "SP", "newcomer": "BE", "step study": "ST",
    "step meeting": "ST", "big book": "B", "literature": "LIT", "meditation": "MED", "candlelight": "CAN",
    "child-friendly": "CF", "babysitting available": "BA", "secular": "A", "daily reflections": "DR",
    "living sober": "LS", "as bill sees it": "ABSI", "tradition study": "TR", "grapevine": "GR", "birthday": "H",
    "11th step meditation": "11", "12 steps & 12 traditions": "12x12", "breakfast": "BRK", "outdoor": "OUT",
    "smoking permitted": "SM", "seniors": "SEN", "people of color": "POC", "cross talk permitted": "XT",
    "fragrance free": "FF", "wheelchair-accessible bathroom": "XB",
    "dual diagnosis": "DD", "professionals": "P", "proof of attendance": "POA",
}  # fmt: skip
# Who may come, and whether an evening is meant for those who are new: the words of `importing` in the catalogue.
WHO_OF = {"O": "open", "C": "closed", "BE": "newcomers"}
# What somebody must know to come in and stay, beside the step: likewise words of `importing`.
ACCESS_OF = {"XB": "accessible_toilet", "FF": "fragrance_free"}
TAKEN = (
    WHO_OF.keys() | AUDIENCE_OF.keys() | LANGUAGE_OF.keys() | ACCESS_OF.keys() | {STEP_FREE, ONLINE, NOT_AT_THE_PLACE}
)
_WITHOUT_PLACE = frozenset(
    re.findall(
        r"\S+",
        """
        11 12x12 A ABSI AL AL-AN B BA BRK CAN CF D DB DD DR GR H LIT LS MED N NB NDG OUT P POA POC SEN
        SM SP ST TR XT
        """,
    )
)
KNOWN = _WITHOUT_PLACE | TAKEN


def languages(codes: Iterable[str]) -> list[str]:
    """Give the tags of the languages among type codes; some lists write a language's name."""
    found = [LANGUAGE_OF.get(code) or (None if code in KNOWN else named_language(code)) for code in codes]
    return [tag for tag in dict.fromkeys(found) if tag]


def named_language(said: str) -> str | None:
    """Give the tag of a language by its name or the letters of a sign language; short words may be a code.

    >>> named_language("Welsh"), named_language("BSL"), named_language("Mon")
    ('cy', 'bfi', None)
    """
    tag = tag_of(said)
    return tag if tag and (len(said) > 3 or tag in ("ase", "bfi", "isg")) else None
