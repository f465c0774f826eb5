"""What templates are given: plain values, worked out by the core, so that a template only arranges them.

Every `href` is a path from the site's root without a leading slash (`groups/topics/anxiety.html`) unless it
has a scheme (`tel:`, `sms:`, `mailto:`, `https:`); a template puts its page's `root` before the former.
Text is plain and is escaped by the template; a field of type `Markup` is safe HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from peerhub.shown.facts import Card, Link, Occurrence, Said


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One way to reach help: who answers, and links that call, text or chat.

    `call`, `text` and `chat` are links or None. `checked` is the sentence about the last check, `checked_on`
    its ISO date or empty. `calls_back` is the warning for shared phones, or empty; `no_calls_back` says that nobody
    calls back, where that is known. `doubts` are sentences on what nobody here is sure of, `source` the page where
    the number was read, `speaks` the tags of its languages, and `pages` its own pages in them, by tag.
    """

    id: str
    name: str
    kind: str
    serves: str
    ages: str
    hours: str
    always: bool
    call: Link | None
    text: Link | None
    chat: Link | None
    email: Link | None
    website: Link | None
    what_happens: str
    calls_back: str
    no_calls_back: str
    languages: str
    region: str
    note: str
    checked: str
    checked_on: str
    checked_recently: bool
    dangers: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    source: str = ""
    speaks: tuple[str, ...] = ()
    interpreters: str = ""
    pages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """The emergency number and the lines of one country."""

    code: str
    name: str
    emergency: Link
    emergency_also: tuple[Link, ...]
    emergency_text: str
    silent_call: str
    emergency_checked: str
    emergency_doubt: str
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class DangerHelp:
    """The help page of one kind of danger: what to do, and who helps in each country, the hub's own first.

    `urgent` says that the emergency number comes before any line, `grief` that it is no page for emergencies,
    `advice_first` that what one can do comes before further lines. `note` is the content note, or empty. `parts` are
    ids, headings and what one can do; `pages` leads to what the hub wrote about it, `others` to the other needs.
    """

    id: str
    title: str
    text: str
    note: str
    urgent: bool
    grief: bool
    advice_first: bool
    parts: tuple[tuple[str, str, tuple[str, ...]], ...]
    contact: tuple[str, ...]
    countries: tuple[CountryHelp, ...]
    international: tuple[Link, ...]
    pages: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HelpBar:
    """The slim line above every page: an emergency number, one line to call and one to text.

    `emergency` is said as help and advice are, `urgent` as the page is. `line` has them again, and the way to all
    help, in the line's own words; a phone leaves out those between stars.
    """

    emergency: Link
    urgent: Link
    call: Link | None
    text: Link | None
    line: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer to a newcomer's question: a heading, plain paragraphs or safe HTML, and links."""

    id: str
    question: str
    answer: tuple[Said, ...] = ()
    html: Markup = field(default_factory=Markup)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing's own page. `ended` is empty, or closed, moved or removed (then most fields are empty).

    `facts` come in the order in which a frightened newcomer asks: what happens, may I just listen, who is there,
    what does it cost, is it confidential, how do I join. `form` is the small JSON form of the schedule from which
    the browser works out next dates, or empty. `unknown` is one line on what nobody knows. `keep` is the id by which
    a reader may keep it on the device, or empty where being seen with it could harm. `articles_reason` says why these
    articles, where it is the same for all of them; else each says it.
    """

    card: Card
    ended: str
    ended_text: str
    moved: Link | None
    organisation: str
    description: Markup
    when: tuple[Said, ...]
    when_note: tuple[Said, ...]
    upcoming: tuple[Occurrence, ...]
    form: Markup
    join: Link | None
    join_text: str
    contacts: tuple[Link, ...]
    address: tuple[str, ...]
    map: Link | None
    facts: tuple[Fact, ...]
    unknown: str
    checked_by: str
    doubts: str
    source: Link | None
    source_text: str
    calendar: Link | None
    calendar_note: str
    near: tuple[Link, ...]
    near_title: str
    articles: tuple[Link, ...]
    articles_reason: str
    concern: Link | None
    keep: str
    subscribe: Link | None = None
    run_by: Link | None = None
    changed: Link | None = None
    description_lang: str = ""
    doubts_lang: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of listings: all of a topic, a place or a day, or one page of a long one.

    `regions` leads from a country to the lists of its regions, or of its towns, under the words `choose`; `heading`
    says which listings stand here where these are not all. `need` is empty, or whose help lines stand before
    everything else. `parts` cut the cards: a heading, the first card and the end, and whether it stands open.
    `narrow` leads into the finder with one more choice made.
    """

    title: str
    intro: str
    total: int
    count_text: str
    cards: tuple[Card, ...]
    previous: Link | None
    next: Link | None
    pages: tuple[Link, ...]
    page: int
    articles: tuple[Link, ...]
    related: tuple[Link, ...]
    finders: tuple[Link, ...]
    empty_text: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...] = ()
    regions: tuple[Link, ...] = ()
    choose: str = ""
    heading: str = ""
    need: str = ""
    parts: tuple[tuple[str, int, int, bool], ...] = ()
    narrow: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    nearby: tuple[Link, ...] = ()
    online: tuple[Link, ...] = ()
    map: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class Choices:
    """One group of the finder's choices: its id, its words and its answers as (value, label)."""

    id: str
    title: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FinderView:
    """The finder on the directory's front page: where its files and its places are, its choices, and its words."""

    folder: str
    words: Markup
    places: str
    filters: tuple[Choices, ...]
    topics: Choices
    audience: Choices
    formats: Choices
    days: Choices
    parts: Choices
    countries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory's front page without JavaScript: ways in by topic, by place, by day, and online."""

    total: int
    count_text: str
    topics: tuple[Link, ...]
    audiences: tuple[Link, ...]
    places: tuple[tuple[Link, tuple[Link, ...]], ...]
    days: tuple[Link, ...]
    online: Link | None
    upcoming: Link | None
    networks: tuple[Card, ...]
    soon: tuple[Card, ...]
    finder: FinderView | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says. `canonical` is absolute or empty; `json_ld` is made by `script_json`.

    `image` is the whole address of the picture for shared links, or empty where the general one is shown. A hub of
    several languages also has the page's `address` within its language, and the `languages` in which its text is
    there; none are named where it is there in all.
    """

    title: str
    description: str
    canonical: str
    robots: str
    json_ld: Markup = field(default_factory=Markup)
    alternates: tuple[tuple[str, str, str], ...] = ()
    kind: str = "page"
    exit: bool = False
    image: str = ""
    address: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of an article's sources: rendered words, its address, and where the text cites it."""

    key: str
    number: int
    html: Markup
    href: str
    back_links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """A reading path as an article shows it: its title, its landing page, its steps, and which is here."""

    title: str
    landing: str
    steps: tuple[Link, ...]
    here: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What an article's template adds round its text; where `withheld` says why, its text is not shown.

    `in_another` says that the text is in another language than the page.
    """

    title: str
    description: str
    kind: str
    in_brief: tuple[str, ...]
    content_note: str
    content_note_about: bool
    written: str
    reviewed: str
    last_updated: str
    next_review: str
    overdue: str
    withheld: str
    conflicts: str
    reading_time: str
    contents: tuple[Link, ...]
    references: tuple[Reference, ...]
    paths: tuple[PathView, ...]
    related: tuple[Link, ...]
    topics: tuple[Link, ...]
    groups: tuple[Card, ...]
    previous: Link | None
    next: Link | None
    edit: Link | None
    helpful: Link | None
    in_another: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
