"""What languages are called: CLDR's names, by way of Babel, and those of sign languages, which CLDR does not have."""

from __future__ import annotations

from functools import cache, lru_cache

from peerhub.words.pseudo import BIDI, PSEUDO, pseudo

# By ISO 639-3; in English, as registered.
_SIGNED = {
    "asf": "Australian Sign Language", "bfi": "British Sign Language", "dse": "Dutch Sign Language",
    "fcs": "Quebec Sign Language", "fsl": "French Sign Language", "gsg": "German Sign Language",
    "ise": "Italian Sign Language", "isg": "Irish Sign Language", "nzs": "New Zealand Sign Language",
    "pso": "Polish Sign Language", "ssp": "Spanish Sign Language", "swl": "Swedish Sign Language",
}  # fmt: skip
_ALSO = {"bsl": "bfi", "asl": "ase", "isl": "isg", "auslan": "asf", "nzsl": "nzs", "gaelic": "gd", "maori": "mi"}


@lru_cache(maxsize=512)
def language_name(tag: str, shown_in: str = "en") -> str | None:
    """Name a language by its BCP 47 tag, in the words of another; None where nobody has a name for it.

    >>> language_name("bfi"), language_name("pt-BR"), language_name("zh-Hant"), language_name("en-GB")
    ('British Sign Language', 'Brazilian Portuguese', 'Traditional Chinese', 'British English')
    """
    if shown_in == PSEUDO:
        return pseudo(language_name(tag) or tag)
    names = _names("ar" if shown_in == BIDI else shown_in)
    main = tag.partition("-")[0]
    return names.get(tag.replace("-", "_")) or names.get(main) or _SIGNED.get(main)


def tag_of(name: str) -> str | None:
    """Give the tag of a language by its English name, or by the letters that people use for it.

    >>> tag_of("Welsh"), tag_of("BSL"), tag_of("Arabic"), tag_of("pottery")
    ('cy', 'bfi', 'ar', None)
    """
    said = name.casefold().strip()
    return _ALSO.get(said) or _tags().get(said)


@cache
def _names(shown_in: str) -> dict[str, str]:
    from babel import Locale  # it takes a while to read, and not every command names a language

    return dict(Locale.parse(shown_in, sep="-").languages)


@cache
def _tags() -> dict[str, str]:
    named = {**_SIGNED, **_names("en")}
    return {name.casefold(): tag.replace("_", "-") for tag, name in named.items()}
