"""The Meeting Guide's type codes in our terms (https://github.com/code4recovery/spec).

A code that we know and have no place for is told apart from one that nobody knows.
"""

from __future__ import annotations

import re

from peerhub.feeds.meeting_guide_types import AUDIENCES, LANGUAGES, STEP_FREE

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
    "fragrance free": "FF", "dual diagnosis": "DD", "professionals": "P", "proof of attendance": "POA",
}  # fmt: skip
# Who may come, and whether an evening is meant for those who are new: the words of `importing` in the catalogue.
WHO_OF = {"O": "open", "C": "closed", "BE": "newcomers"}
_WITHOUT_PLACE = frozenset(
    re.findall(
        r"\S+",
        """
        11 12x12 A ABSI AL AL-AN B BA BRK CAN CF D DB DD DR FF GR H LIT LS MED N NB NDG OUT P POA POC SEN SM
        SP ST TR XB XT
        """,
    )
)
KNOWN = (
    _WITHOUT_PLACE | WHO_OF.keys() | AUDIENCE_OF.keys() | LANGUAGE_OF.keys() | {STEP_FREE, ONLINE, NOT_AT_THE_PLACE}
)
