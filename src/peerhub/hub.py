"""A hub that was opened for a build: its settings, data, words and day, passed to everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from peerhub import addresses
from peerhub.articles.front_matter import Document, FrontMatter
from peerhub.articles.kinds import KINDS
from peerhub.articles.reviews import Review
from peerhub.assets import Assets
from peerhub.directory.listing import Listing
from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory
from peerhub.directory.places import own_places
from peerhub.problems import Problems
from peerhub.settings import Settings, load_settings, refuse_hidden
from peerhub.stages import Stages
from peerhub.store.cache import Cache
from peerhub.store.previous_site import PreviousSite
from peerhub.words import Words, load_words
from peerhub.words.script_strings import script_strings
from peerhub.yaml.list_source import read_items
from peerhub.yaml.parse import no_collecting
from peerhub.yaml.source import Source, parse_yaml, read_yaml

T = TypeVar("T")

Stage = Literal["demo", "example", "overdue", "open"]

# Every page leads to these, so every hub has them: its own, or the engine's.
STANDARD_PAGES = ("get-help-now.md", "stay-safe-online.md", "search.md", "about/privacy.md")


@dataclass
class ArticlePage:
    """A page of docs/ on its way to the site: its address, what its author wrote and, once rendered, its HTML.

    `links` maps each address the rendered page links to onto the target as its author wrote it, so that a broken
    link can be shown in the source.
    """

    path: str
    address: str
    document: Document
    front: FrontMatter
    html: str = ""
    links: dict[str, str] = field(default_factory=dict)
    file: str = ""  # where its text stands inside docs/: beside its path where it is a translation
    language: str = ""  # of its text, where that is not the page's

    def __post_init__(self) -> None:
        self.file = self.file or self.path

    @property
    def for_contributors(self) -> bool:
        """Whether it speaks to those who help with the hub: readers are never led to it, and have another search."""
        return self.address.startswith(addresses.FOR_CONTRIBUTORS) or not self.front.for_readers


@dataclass(frozen=True, slots=True)
class SiteParts:
    """What mkdocs.yml adds to every page in MkDocs' own words; paths are those of files in docs/.

    `social` holds names and addresses. `edit` is where an article's source can be changed, or empty.
    """

    copyright: str = ""
    logo: str = ""
    sheets: tuple[str, ...] = ()
    social: tuple[tuple[str, str], ...] = ()
    edit: str = ""


@dataclass(frozen=True, slots=True)
class HubConfig:
    """What a hub is opened with: what mkdocs.yml says of it, the moment, and how the work is done.

    `linked` are the pages inside docs/ to which the navigation leads, None when it leads to all; `standard_pages`
    the engine's docs/. `processes` is how many may work at once, 0 as many as it pays; `report` takes warnings, and
    `theme` gives a digest of the templates as they are now.
    """

    config_file: Path
    docs: Path
    site_name: str
    site_url: str
    extra: Mapping[str, Any]
    now: datetime
    assets: Assets
    standard_pages: Path
    linked: frozenset[str] | None = None
    published_at: str = ""
    processes: int = 0
    stages: Stages = field(default_factory=Stages)
    report: Callable[[str], None] = lambda message: None
    theme: Callable[[], str] = lambda: ""

    @property
    def root(self) -> Path:
        """The hub's folder."""
        return self.config_file.parent


@dataclass
class Hub:
    """Everything that a build knows. `site_url` is empty or ends in a slash; `today`, in UTC, decides every date.

    `hour` decides which of the day's meetings are over; without one, none is.

    `reviews` are the sign-offs of articles by path; `data_reviews` those of the data, by kind and then by name.
    `published_at` is where readers find it, also in a preview, whose `site_url` is empty; "" where nobody has said.
    `fallen_to` is the stage as which an open hub is shown whose checks have lapsed.
    """

    root: Path
    docs: Path
    site_name: str
    site_url: str
    config: Source
    settings: Settings
    directory: Directory
    words: Words
    today: date
    problems: Problems
    cache: Cache
    assets: Assets
    hour: time = time()
    published_at: str = ""
    articles: dict[str, ArticlePage] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    data_reviews: dict[str, dict[str, Review]] = field(default_factory=dict)
    fallen_to: Stage | None = None
    borrowed: dict[str, Path] = field(default_factory=dict)
    reading_order: tuple[str, ...] = ()
    stages: Stages = field(default_factory=Stages)
    theme: str = ""  # a digest of the templates
    parts: SiteParts = SiteParts()
    previous_site: PreviousSite = field(default_factory=PreviousSite)  # the site that this build will replace
    prefix: str = ""  # where its pages stand below the site's root: each language but the first has a folder
    # The same hub in each of its languages, the first one first; empty where it has but one.
    editions: tuple[Hub, ...] = field(default=(), repr=False, compare=False)
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    def memo(self, name: str, make: Callable[[Hub], T]) -> T:
        """Make something the first time it is asked for in this build, and give the same again after that."""
        if name not in self._made:
            self._made[name] = make(self)
        return cast(T, self._made[name])

    @property
    def first(self) -> Hub:
        """The hub in its first language, which stands at the site's root."""
        return self.editions[0] if self.editions else self

    def language_of(self, listing: Listing, field: str) -> str:
        """Name the language of what a listing says, where that is not the hub's own."""
        return listing.language_of(field, self.settings.language, self.first.settings.language)

    @property
    def now(self) -> datetime:
        """The moment of the build: a meeting that began before it is not the next one."""
        return datetime.combine(self.today, self.hour, UTC)

    @property
    def stage(self) -> Stage:
        """As what the hub is shown: a demo, open, or open with checks that are overdue."""
        return self.fallen_to or self.settings.stage

    @property
    def noindex(self) -> bool:
        """Whether search engines are asked to stay away: such listings must not be relied on."""
        return self.stage in ("demo", "example")

    def withheld(self, article: ArticlePage) -> bool:
        """Whether an article's review is so long overdue that only a short page is left of it.

        That is for what readers may act on. A page that says how the hub works only says that it is overdue, and the
        pages to which every page leads stay: help that is old is better than none.
        """
        due = article.front.next_review
        if due is None or article.path in STANDARD_PAGES or "reviewed_by" not in KINDS[article.front.kind].needed:
            return False
        return (self.today - due).days > self.settings.articles_withheld_after

    @property
    def readable(self) -> dict[str, ArticlePage]:
        """The articles whose text is shown: what is being reviewed is recommended nowhere."""
        return self.memo(
            "readable", lambda hub: {p: page for p, page in hub.articles.items() if not hub.withheld(page)}
        )


def open_hub(given: HubConfig, cache: Cache, problems: Problems, *, listings: bool = True) -> Hub | None:
    """Read the settings and the data of a hub, with its listings or without; None when there is nothing to go on."""
    config = read_config(given.config_file, given.config_file.name)
    settings = load_settings(given.extra.get("hub"), config, problems)
    refuse_hidden(given.site_name, config, ("site_name",), problems)
    directory = load_directory(given.root, problems, partial(read_kept, cache), listings=listings)
    list(own_places(given.root, problems))
    if settings is None:
        return None
    words = load_words(settings.language)
    url = given.site_url if not given.site_url or given.site_url.endswith("/") else f"{given.site_url}/"
    return Hub(
        given.root,
        given.docs,
        given.site_name,
        url,
        config,
        settings,
        directory,
        words,
        given.now.date(),
        problems,
        cache,
        given.assets.filled(script_strings(settings, words)),
        hour=given.now.time(),
        published_at=given.published_at or url,
        stages=given.stages,
    )


def read_config(path: Path, name: str) -> Source:
    """Read mkdocs.yml for its lines only: MkDocs has read its values, with the tags that it allows."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Source(name, {}, text)


def read_kept(cache: Cache, path: Path, name: str, problems: Problems) -> Source | None:
    """Read a YAML file, or what the cache kept of the same bytes; only what was read without a problem is kept."""
    try:
        raw = path.read_bytes()
    except OSError:
        return read_yaml(path, name, problems)
    if path.parent.name == "groups" or path.stem == "groups":
        with no_collecting():
            items = read_items(raw, name, cache.table("listings"))
        if items is not None:
            return items
    data = cache.get_data("yaml", raw)
    if data is not None:
        return Source(name, data, raw.decode("utf-8-sig"))
    before = len(problems)
    source = parse_yaml(raw, name, problems)
    if source is not None and len(problems) == before and source.data is not None:
        cache.put_data(source.data, "yaml", raw)
    return source
