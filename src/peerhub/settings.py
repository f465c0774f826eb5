"""The settings of a hub: what stands under `extra.hub` in mkdocs.yml, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from peerhub.languages import script_of
from peerhub.problems import Problems
from peerhub.text import HIDDEN, MAIL_ADDRESS, hidden_name
from peerhub.yaml.refusals import translate
from peerhub.yaml.source import Source

# What a check says: what must be, then what to do.
_NO_HTTPS = "must be an https:// address. Begin it with https://, or remove the line"


def _https(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError(_NO_HTTPS) from None
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(_NO_HTTPS)
    return url


def _https_or_nothing(url: str) -> str:
    return _https(url) if url else url


def _target(to: str) -> str:
    """Accept what a menu may lead to; the link check says later whether it is there."""
    if to.startswith("https://"):
        return _https(to)
    if ":" in to or to.startswith("/"):
        raise ValueError("must be a page of docs/ (x/y.md), an address of the site (groups/) or https://. Correct it")
    return to


def _address(text: str) -> str:
    """Accept an e-mail address well enough to catch a slip; the mail itself is the only real test."""
    if text and not MAIL_ADDRESS.fullmatch(text):
        raise ValueError("must be an e-mail address. Such as hello@example.org")
    return text


def _language(tag: str) -> str:
    try:
        script_of(tag)
    except ValueError:
        raise ValueError("must be the tag of a language. Such as en, cy or pt-BR") from None
    return tag


def _norway(code: object) -> object:
    """Take NO as it is meant: MkDocs reads YAML 1.1, in which it is the opposite of YES."""
    return "NO" if code is False else code


CountryCode = Annotated[str, BeforeValidator(_norway), Field(pattern=r"^[A-Z]{2}$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class MenuEntry(_Model):
    """One entry of the menu or the footer: its words, and a page of docs/ or an address of the site."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=40, description="The words that readers see.", examples=["About this hub"]),
    ]
    to: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            description="A page of docs/, an address of the site such as `groups/`, or an https:// address.",
            examples=["about/index.md"],
        ),
        AfterValidator(_target),
    ]
    in_: dict[str, Annotated[str, Field(min_length=1, max_length=40)]] = Field(
        {},
        alias="in",
        description="The words in the hub's other languages, by their tags.",
        examples=[{"cy": "Am yr hyb hwn"}],
    )


class SiteIn(_Model):
    """What the site is called in another of the hub's languages; what is left out stays as it is."""

    site_name: str = Field("", max_length=80, description="The name of the site.", examples=["Hyb Cymorth"])


class FreshnessLimits(_Model):
    """How many days a check of a listing lasts, from one state to the next."""

    fresh: Annotated[int, Field(ge=1, le=3650, description="Up to this day a listing counts as checked.")] = 183
    ageing: Annotated[
        int, Field(ge=1, le=3650, description="Up to this day it also asks readers to make sure first.")
    ] = 365
    stale: Annotated[
        int, Field(ge=1, le=3650, description="Up to this day it is shown as old. After it, details are withheld.")
    ] = 545

    @model_validator(mode="after")
    def _in_order(self) -> FreshnessLimits:
        if not self.fresh < self.ageing < self.stale:
            days = f"fresh {self.fresh} < ageing {self.ageing} < stale {self.stale}"
            raise ValueError(f"must rise: {days}. Correct a number")
        return self


class Settings(_Model):
    """What a hub decides for itself; each field has a safe default except those that only it can know."""

    stage: Literal["demo", "example", "open"] = Field(
        "demo",
        description="`demo` shows a notice on each page and asks search engines to stay away. "
        "`example` does too, for the made-up groups of `./hub example`. "
        "`open` is refused while `./hub open-check` names what is missing.",
    )
    publisher: str = Field(
        "",
        max_length=120,
        description="The organisation that runs this hub. Readers see its name.",
        examples=["Example Charity"],
    )
    tagline: str = Field(
        "", max_length=120, description="A few words under the hub's name.", examples=["People who have been there"]
    )
    country: CountryCode = Field(
        "GB", description="The country whose emergency number and lines come first.", examples=["GB"]
    )
    help_countries: tuple[CountryCode, ...] = Field(
        (),
        description="Other countries that the help page shows. Name only those whose lines you keep checking.",
        examples=[["IE"]],
    )
    language: Annotated[str, AfterValidator(_language)] = Field(
        "en",
        description="The language of the hub's own words, by its tag. `./hub words` names the catalogues.",
        examples=["cy"],
    )
    languages: tuple[Annotated[str, AfterValidator(_language)], ...] = Field(
        (),
        description="Every language of a hub that has several. The first stands at the root, each other below its "
        "tag, such as `cy/`.",
        examples=[["en", "cy"]],
    )
    translated: dict[str, SiteIn] = Field(
        {},
        description="The site's name in the hub's other languages, by their tags.",
        examples=[{"cy": {"site_name": "Hyb Cymorth"}}],
    )
    contact: Annotated[str, AfterValidator(_address)] = Field(
        "",
        description="The private e-mail address for concerns. Give one that several roles read, and no person's own.",
        examples=["safety@hub.example"],
    )
    safety_owner: str = Field(
        "",
        max_length=120,
        description="The role that answers for the safety of readers, and that of its deputy. Give no person's name.",
        examples=["Safety lead, or the chair"],
    )
    namespace: UUID = Field(
        description="Made once for each hub, by python -c 'import uuid; print(uuid.uuid4())', and never changed. The "
        "ids of calendars and open data grow from it."
    )
    exit_url: Annotated[str, AfterValidator(_https)] = Field(
        "https://www.bbc.co.uk/weather", description="The neutral page that Exit this page opens."
    )
    quick_exit: Literal["sensitive", "everywhere", "off"] = Field(
        "everywhere",
        description="Where Exit this page stands. `sensitive` means help, safety, search, the finder and all that "
        "belongs to sensitive topics.",
    )
    helplines_checked_within: Annotated[int, Field(ge=1, le=366)] = Field(
        90, description="How many days a check of a helpline lasts. After that the page says that it is too old."
    )
    articles_withheld_after: Annotated[int, Field(ge=1, le=3650)] = Field(
        183,
        description="How many days an article stays whole once its review is overdue. After that only a short page "
        "is left, which says that it is being reviewed.",
    )
    freshness: FreshnessLimits = Field(
        FreshnessLimits(), description="How many days a check of a listing lasts, from one state to the next."
    )
    menu: tuple[MenuEntry, ...] = Field((), description="The entries of the menu at the top of each page.")
    footer: tuple[MenuEntry, ...] = Field((), description="The entries at the foot of each page.")
    edit_url: Annotated[str, AfterValidator(_https_or_nothing)] = Field(
        "",
        description="Where the source of a page can be edited, ending in a slash. Left out, no such link is shown.",
        examples=["https://code.example/hub/edit/main/docs/"],
    )
    helpful_url: Annotated[str, AfterValidator(_https_or_nothing)] = Field(
        "",
        description="Where the question about a helpful page leads. Left out, it is not asked.",
        examples=["https://hub.example/feedback"],
    )

    @model_validator(mode="before")
    @classmethod
    def _first_language(cls, data: Any) -> Any:
        """Let the first of several languages be the hub's own."""
        named = data.get("languages") if isinstance(data, Mapping) else None
        if isinstance(named, list) and named and isinstance(named[0], str) and "language" not in data:
            return {**data, "language": named[0]}
        return data

    @field_validator("languages")
    @classmethod
    def _several(cls, languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        own = info.data.get("language")
        twice = sorted({tag for tag in languages if languages.count(tag) > 1})
        if twice:
            raise ValueError(f"names {', '.join(twice)} twice. Name each language once")
        if languages and own and languages[0] != own:
            raise ValueError(
                f"begins with {languages[0]}, and language is {own}. Put {own} first, or remove language"
            )
        return languages

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The languages that stand below their tags."""
        return self.languages[1:]


def load_settings(data: object, config: Source, problems: Problems) -> Settings | None:
    """Check the settings under `extra.hub`; what is wrong becomes problems located in `config` (mkdocs.yml)."""
    if not isinstance(data, Mapping):
        where = config.locate(("extra",))
        problems.error(where, "settings", "extra.hub is missing", "Copy the block from the hub's own mkdocs.yml.")
        return None
    before = len(problems.errors)
    refuse_hidden(data, config, ("extra", "hub"), problems)
    try:
        settings = Settings.model_validate(dict(data))
    except ValidationError as error:
        for found in translate(error.errors(), Settings):
            path: tuple[str | int, ...] = ("extra", "hub", *found.path)
            problems.error(config.locate(path), "settings", found.got, found.hint, _named(path))
        return None
    return settings if len(problems.errors) == before else None


def refuse_hidden(value: object, config: Source, path: tuple[str | int, ...], problems: Problems) -> None:
    """Report characters that readers cannot see; pages mark the places that they fill with some of them."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            refuse_hidden(part, config, (*path, str(key)), problems)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            refuse_hidden(part, config, (*path, number), problems)
    elif isinstance(value, str) and (found := HIDDEN.search(value)):
        got = f"holds the hidden character {hidden_name(found[0])}"
        hint = "Delete it and type the words again."
        problems.error(config.locate(path), "settings", got, hint, _named(path))


def _named(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
