"""What the scripts of every page say, put into them once instead of into ten thousand pages.

Only what a script shows or announces may stand here. What a reader has without scripts is in the page.
"""

from __future__ import annotations

import hashlib
from typing import Any

from peerhub.schedule.occurrence_words import browser_words
from peerhub.settings import Settings
from peerhub.words import Words
from peerhub.words.schedules import schedule_words

# A component's name in `data-component`, and the word for what is missing where it does not start.
_PARTS = {
    "finder": "finder",
    "freshness": "freshness",
    "next-meeting": "next_meeting",
    "search": "search",
    "search-panel": "search_page",
    "suggest": "form",
}
_STATES = ("fresh", "ageing", "stale", "withheld")


def script_strings(settings: Settings, words: Words) -> dict[str, Any]:
    """Give what is filled in for `"%NAME%"` in scripts: where to leave to and what is said then, what to say when a
    part does not arrive, and what each component needs, by the component's name."""
    say, limits = words.say, settings.freshness
    dates = f"../../{schedule_words_file(settings.language)[0]}"
    return {
        "exit": _exit(settings, words) if settings.quick_exit != "off" else None,
        "missing": {
            "text": say("missing.text", parts="{parts}"),
            "parts": {component: say(f"missing.{name}") for component, name in _PARTS.items()},
        },
        "actions": {
            "keep": say("finder.list_keep"),
            "drop": say("finder.said.drop"),
            "full": say("finder.said.full"),
            **{name: say(f"listing.actions.{name}") for name in words.under("listing.actions")},
        },
        "words": {
            "colour-scheme": {name: say(f"scheme.{name}") for name in ("label", "device", "light", "dark")},
            "freshness": {
                "limits": [limits.fresh, limits.ageing, limits.stale],
                "badges": [say(f"badge.{state}", how="{how}", date="{date}") for state in _STATES],
                "old": say("footer.old"),
                "withheld": say("listing.ended.withheld"),
                "another": say("listing.find_another"),
            },
            "print": {"label": say("listing.print")},
            "next-meeting": {"at": dates, "none": say("listing.no_more_dates")},
            "reader-hours": {"at": dates},
        },
    }


def _exit(settings: Settings, words: Words) -> dict[str, str]:
    return {
        "href": settings.exit_url,
        "two": words.say("exit.two_more"),
        "one": words.say("exit.one_more"),
        "leaving": words.say("exit.leaving"),
        "ended": words.say("exit.timed_out"),
    }


def schedule_words_file(language: str) -> tuple[str, bytes]:
    """Give the file of the words in which the browser says dates: once for all pages, named by what is in it."""
    content = browser_words(schedule_words(language)).encode("utf-8")
    return f"assets/words/schedule-{hashlib.blake2b(content, digest_size=5).hexdigest()}.json", content
