"""Our words as the Meeting Guide's type codes, only where they surely mean the same.

The codes: https://github.com/code4recovery/spec. Importers ignore a code that they do not know, so a wrong one does
more harm than none.
"""

from __future__ import annotations

AUDIENCES = {"men": "M", "women": "W", "young-people": "Y", "lgbtq": "LGBTQ"}
STEP_FREE = "X"
# By the main part of the BCP 47 tag.
LANGUAGES = {
    "af": "AF", "am": "AM", "ar": "AR", "ase": "ASL", "bg": "BG", "da": "DA", "de": "DE", "el": "EL", "en": "EN",
    "es": "S", "fa": "FA", "fi": "FI", "fr": "FR", "he": "HE", "hi": "HI", "hr": "HR", "hu": "HU", "is": "IS",
    "it": "ITA", "ja": "JA", "ka": "KA", "ko": "KOR", "lt": "LT", "ml": "ML", "mt": "MT", "ne": "NE", "nl": "NL",
    "no": "NO", "pa": "PUN", "pl": "POL", "pt": "POR", "ru": "RUS", "sk": "SK", "sl": "SL", "sv": "SV", "th": "TH",
    "tl": "TL", "tr": "TUR", "uk": "UK",
}  # fmt: skip
