"""Helplines as templates show them: links that dial exactly what the data says, and honest words on checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from urllib.parse import quote

from peerhub import addresses
from peerhub.directory.helplines import CountryHelplines, Helpline, HelplineCheck
from peerhub.hub import Hub
from peerhub.pages.views import CountryHelp, HelpBar, HelpLine
from peerhub.shown.facts import Link
from peerhub.shown.labels import ages_words, country_name
from peerhub.words import Words

# A page that is older than this may no longer be right, and readers are told.
_YEARS_READ = 2


def country_help(hub: Hub, code: str) -> CountryHelp | None:
    """Give the emergency number and the lines of a country, or None when the data has none."""
    found = hub.directory.helplines.countries.get(code)
    if found is None:
        return None
    emergency = found.emergency
    say = hub.words.advice.say
    return CountryHelp(
        code=code,
        name=country_name(hub, code),
        emergency=Link(say("help.call", number=emergency.number), telephone(emergency.number)),
        emergency_also=tuple(Link(number, telephone(number)) for number in emergency.also),
        emergency_text=emergency.text.how if emergency.text else "",
        silent_call=emergency.silent_call or "",
        emergency_checked=_checked_words(hub, emergency.checked),
        emergency_doubt=emergency.doubt or "",
        lines=tuple(_line(hub, line) for line in _in_order(hub, found.lines)),
    )


def _in_order(hub: Hub, lines: Iterable[Helpline]) -> Iterable[Helpline]:
    """Put lines that speak the language of these pages before others, where that is not the hub's first one."""
    tag = hub.settings.language
    return sorted(lines, key=lambda line: tag not in line.languages) if hub.prefix else lines


def help_countries(hub: Hub) -> tuple[CountryHelp, ...]:
    """Give the default country's help and that of every country the hub opted into, in the settings' order."""
    own, *others = dict.fromkeys((hub.settings.country, *hub.settings.help_countries))
    found = (country_help(hub, code) for code in others)
    return (country_help(hub, own) or _no_numbers(hub), *(country for country in found if country is not None))


def _no_numbers(hub: Hub) -> CountryHelp:
    """Say plainly that a hub has no numbers of its country yet; the finders for every country stand below."""
    say, code = hub.words.say, hub.settings.country
    name = country_name(hub, code)
    return CountryHelp(code, name, _no_number(hub), (), "", "", say("help.no_numbers", country=name), "", ())


def _no_number(hub: Hub) -> Link:
    return Link(hub.words.advice.say("help.no_number"), f"{addresses.HELP}#international")


def international_finders(hub: Hub) -> tuple[Link, ...]:
    """Give the sites that find a line in other countries."""
    return tuple(Link(finder.name, finder.url, finder.for_) for finder in hub.directory.helplines.international)


def help_bar(hub: Hub) -> HelpBar:
    """Choose the line above every page: emergency, and the first line that always answers, by phone and by text."""
    country = hub.directory.helplines.countries.get(hub.settings.country)
    say = hub.words.say
    if country is None:
        none = Link(say("help_bar.no_number"), f"{addresses.HELP}#international")
        return HelpBar(_no_number(hub), none, None, None, (none, Link(say("help_bar.short.all"), addresses.HELP)))
    by_phone = _first(country, lambda line: line.phone is not None)
    by_text = _first(country, lambda line: line.text is not None)
    number = country.emergency.number
    short = (
        Link(say("help_bar.short.emergency", number=number), telephone(number)),
        _call(hub, by_phone, "help_bar.short.call") if by_phone else None,
        _text(hub, by_text, "help_bar.short.text") if by_text else None,
        Link(say("help_bar.short.all"), addresses.HELP),
    )
    return HelpBar(
        emergency=Link(hub.words.advice.say("help.call", number=number), telephone(number)),
        urgent=Link(say("help_bar.emergency", number=number), telephone(number)),
        call=_call(hub, by_phone, "help_bar.call") if by_phone else None,
        text=_text(hub, by_text, "help_bar.text") if by_text else None,
        line=tuple(link for link in short if link),
    )


def telephone(number: str) -> str:
    """Make a link that dials a number as it is written: digits, and a leading plus (RFC 3966).

    The zero in brackets is dialled only inside the country: `+44 (0)113` is +44113.
    """
    number = re.sub(r"(\+[\d ]+)\(0\)", r"\1", number)
    return "tel:" + ("+" if number.lstrip().startswith("+") else "") + re.sub(r"\D", "", number)


def text_message(number: str, body: str | None) -> str:
    """Make a link that opens a text to a number, with the word to send where there is one (RFC 5724)."""
    return f"sms:{re.sub(r'[^0-9+]', '', number)}" + (f"?body={quote(body)}" if body else "")


def _first(country: CountryHelplines, reaches: Callable[[Helpline], bool]) -> Helpline | None:
    """Find the first line that reaches people the given way at every hour; the data puts the broadest first."""
    lines = [line for line in country.lines if reaches(line)]
    always = [line for line in lines if line.hours is not None and line.hours.always and line.ages is None]
    return next(iter(always or lines), None)


def _line(hub: Hub, line: Helpline) -> HelpLine:
    hours = line.hours
    say = hub.words.advice.say
    return HelpLine(
        id=line.id,
        name=line.name,
        kind=line.kind,
        serves=line.for_,
        ages=ages_words(hub, line.ages),
        hours=say("help.always") if hours and hours.always else ((hours and hours.text) or say("help.hours_unknown")),
        always=bool(hours and hours.always),
        call=_call(hub, line, "help.call"),
        text=_text(hub, line, "help.text_body" if line.text and line.text.body else "help.text"),
        chat=Link(say("help.chat"), line.chat) if line.chat else None,
        email=Link(line.email, f"mailto:{line.email}") if line.email else None,
        website=Link(say("help.website", name=line.name), line.url) if line.url else None,
        what_happens=line.what_happens or "",
        calls_back=say("help.calls_back") if line.calls_back else "",
        no_calls_back=say("help.no_calls_back") if line.calls_back is False else "",
        languages=hub.words.advice.listed([hub.words.advice.language_name(tag) for tag in line.languages], "plain"),
        region=line.region or "",
        note=(line.phone.note or "") if line.phone else "",
        checked=_checked_words(hub, line.checked),
        checked_on=line.checked.on.isoformat() if line.checked else "",
        checked_recently=_is_checked(hub, line),
        dangers=line.dangers,
        doubts=tuple(_doubts(hub, line)),
        source=line.source.url,
        speaks=line.languages,
        interpreters=say("help.interpreters") if line.interpreters else "",
        pages=dict(line.pages),
    )


def _is_checked(hub: Hub, line: Helpline) -> bool:
    limit = timedelta(days=hub.settings.helplines_checked_within)
    return line.checked is not None and hub.today - line.checked.on <= limit


def _doubts(hub: Hub, line: Helpline) -> Iterator[str]:
    """Say what nobody here is sure of; until somebody checks a line, the age of the page where it was read counts."""
    if line.doubt:
        yield line.doubt
    if _is_checked(hub, line):
        return
    year = line.source.year
    if year is None:
        yield hub.words.advice.say("help.undated")
    elif hub.today.year - year > _YEARS_READ:
        yield hub.words.advice.say("help.old", year=year)


def _plain(text: str) -> str:
    """Leave out the stars of a text: in the line of help they mark what a phone leaves out."""
    return text.replace("*", "")


def _words(hub: Hub, key: str) -> Words:
    """Give the words of the line above every page, which are the page's, or those of help."""
    return hub.words if key.startswith("help_bar.") else hub.words.advice


def _call(hub: Hub, line: Helpline, key: str) -> Link | None:
    if line.phone is None:
        return None
    number = line.phone.number
    return Link(_words(hub, key).say(key, name=_plain(line.name), number=number), telephone(number), number)


def _text(hub: Hub, line: Helpline, key: str) -> Link | None:
    if line.text is None:
        return None
    number, body = line.text.number, line.text.body
    words = _words(hub, key).say(key, name=_plain(line.name), number=number, body=_plain(body or line.name))
    return Link(words, text_message(number, body), number)


def _checked_words(hub: Hub, checked: HelplineCheck | None) -> str:
    """Say truthfully when somebody last checked; a check past the limit is no longer called one."""
    if checked is None:
        return hub.words.advice.say("help.unchecked")
    limit = timedelta(days=hub.settings.helplines_checked_within)
    day = hub.words.advice.date_words(checked.on)
    if hub.today - checked.on > limit:
        return hub.words.advice.say("help.check_due", date=day)
    # The help pages run no script, and a page may be read long after it was made: its words name the last good day.
    return hub.words.advice.say(
        "help.checked", date=day, by=checked.by, until=hub.words.advice.date_words(checked.on + limit)
    )
