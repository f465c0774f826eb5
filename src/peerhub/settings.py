"""The settings of a hub: what stands under `extra.hub` in mkdocs.yml, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from peerhub.problems import Problems, did_you_mean, shown
from peerhub.sources import Source


def _https(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("must be an https:// address")
    return url


def _address(text: str) -> str:
    """Accept an e-mail address well enough to catch a slip; the mail itself is the only real test."""
    name, at, host = text.partition("@")
    if text and (not at or not name or "." not in host or any(char.isspace() or char in "<>\"'" for char in text)):
        raise ValueError("must be an e-mail address")
    return text


CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MenuEntry(_Model):
    """One entry of the menu or the footer: its words, and a page of docs/ or an address of the site."""

    title: Annotated[str, Field(min_length=1, max_length=40)]
    to: Annotated[str, Field(min_length=1, max_length=200, description="docs path (x/y.md) or site path (groups/)")]


class FreshnessLimits(_Model):
    """How many days a check of a listing lasts, from one state to the next."""

    fresh: Annotated[int, Field(ge=1, le=3650)] = 183
    ageing: Annotated[int, Field(ge=1, le=3650)] = 365
    stale: Annotated[int, Field(ge=1, le=3650)] = 545

    @model_validator(mode="after")
    def _in_order(self) -> FreshnessLimits:
        if not self.fresh < self.ageing < self.stale:
            raise ValueError(f"must rise: fresh {self.fresh} < ageing {self.ageing} < stale {self.stale}")
        return self


class Settings(_Model):
    """What a hub decides for itself; each field has a safe default except those that only it can know."""

    stage: Literal["demo", "open"] = Field(
        "demo", description="demo: noindex and a banner, until open-check is clean"
    )
    publisher: str = Field("", max_length=120, description="the organisation that runs this hub")
    tagline: str = Field("", max_length=120)
    country: CountryCode = Field("GB", description="whose emergency number and lines come first")
    help_countries: tuple[CountryCode, ...] = Field((), description="other countries whose lines you keep checking")
    language: Literal["en"] = "en"
    contact: Annotated[str, AfterValidator(_address)] = Field("", description="private address for concerns")
    namespace: UUID = Field(description="made once, never changed: calendar and open-data ids grow from it")
    exit_url: Annotated[str, AfterValidator(_https)] = Field(
        "https://www.bbc.co.uk/weather", description="the neutral page that 'Exit this page' opens"
    )
    quick_exit: Literal["sensitive", "everywhere", "off"] = "sensitive"
    helplines_checked_within: Annotated[int, Field(ge=1, le=366)] = Field(90, description="days")
    freshness: FreshnessLimits = FreshnessLimits()
    menu: tuple[MenuEntry, ...] = ()
    footer: tuple[MenuEntry, ...] = ()
    edit_url: str = Field("", description="where a page's source can be edited; ends in a slash")
    helpful_url: str = Field("", description="where 'Was this helpful?' leads; empty: not asked")


def load_settings(data: object, config: Source, problems: Problems) -> Settings | None:
    """Check the settings under `extra.hub`; what is wrong becomes problems located in `config` (mkdocs.yml)."""
    if not isinstance(data, Mapping):
        where = config.locate(("extra",))
        problems.error(where, "settings", "extra.hub is missing", "Copy the block from the hub's own mkdocs.yml.")
        return None
    try:
        return Settings.model_validate(dict(data))
    except ValidationError as error:
        for detail in error.errors():
            _report(detail, data, config, problems)
        return None


def _report(detail: Any, data: Mapping[str, Any], config: Source, problems: Problems) -> None:
    path: tuple[str | int, ...] = tuple(detail["loc"])
    at = "extra.hub" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    where = config.locate(("extra", "hub", *path))
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = did_you_mean(str(path[-1]), Settings.model_fields)
        problems.error(where, "settings", "is not a setting", known or "Remove it.", at)
    elif kind == "missing":
        hint = "Make one with: python -c 'import uuid; print(uuid.uuid4())'" if path[-1] == "namespace" else "Add it."
        problems.error(where, "settings", "is missing", hint, at)
    else:
        message = str(detail["msg"]).removeprefix("Value error, ")
        problems.error(where, "settings", f"{message}, found {shown(detail['input'])}", "", at)
