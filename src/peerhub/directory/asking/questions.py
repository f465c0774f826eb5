"""The questions whose answers make a listing, in the order in which a newcomer would ask them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from peerhub.addresses import slug
from peerhub.directory.asking import answers
from peerhub.directory.asking.draft import Draft
from peerhub.directory.field_reference import plain_type
from peerhub.directory.listing import Listing
from peerhub.yaml.source import DataPath

_HOSTING = frozenset({"group", "one-to-one"})


def _always(draft: Draft) -> bool:
    return True


def _nothing(draft: Draft) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: where its answer stands in an entry, what is asked, and when it makes sense to ask.

    In `path` the first meeting stands for each of them. `offered` is the answer that an empty line stands for.
    """

    option: str
    path: DataPath
    asks: str
    read: answers.Reader = answers.text
    needed: bool = False
    when: Callable[[Draft], bool] = _always
    offered: Callable[[Draft], str] = _nothing

    @property
    def about(self) -> str:
        """What the model says about the field."""
        model: type[BaseModel] = Listing
        description = ""
        for step in (step for step in self.path if isinstance(step, str)):
            info = next(info for name, info in model.model_fields.items() if step in (name, info.alias))
            description = info.description or ""
            inner, _ = plain_type(info.annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
        return " ".join(description.split())


def _in_person(draft: Draft) -> bool:
    return draft.get("format") in ("in-person", "hybrid")


def _hosts_in_person(draft: Draft) -> bool:
    return _in_person(draft) and (draft.get("kind") or "group") in _HOSTING


def _public_place(draft: Draft) -> bool:
    return _hosts_in_person(draft) and draft.get("place", "address") != "after-contact"


def _online(draft: Draft) -> bool:
    return draft.get("format") in ("online", "hybrid")


def _meets(draft: Draft) -> bool:
    return (draft.get("kind") or "group") == "group"


def _on_days(draft: Draft) -> bool:
    return _meets(draft) and bool(draft.get("meetings", 0, "days"))


def _at_an_hour(draft: Draft) -> bool:
    return _on_days(draft) and bool(draft.get("meetings", 0, "starts"))


def _id(draft: Draft) -> str:
    name, city = draft.get("name") or "", draft.get("place", "city") or draft.get("area", "city") or ""
    return slug(name if not city or city.lower() in name.lower() else f"{name} {city}")


def _country(draft: Draft) -> str:
    """Offer the country in which most listings are."""
    codes = [entry.listing.country for entry in draft.directory.entries if entry.listing.country]
    return max(sorted(set(codes)), key=codes.count) if codes else ""


def _zone(draft: Draft) -> str:
    """Offer the time zone of the listing's country, where it has one alone."""
    code = draft.get("place", "country") or draft.get("area", "country")
    term = draft.directory.vocabulary.countries.get(code) if code else None
    return term.zones[0] if term and len(term.zones) == 1 else ""


def _may_be_public(draft: Draft) -> str:
    return "no" if draft.protected else "yes"


QUESTIONS: tuple[Question, ...] = (
    Question(
        "kind",
        ("kind",),
        "What is it: group, network, phone-line, forum, one-to-one or directory?",
        answers.word,
        needed=True,
        offered=lambda draft: "group",
    ),
    Question("name", ("name",), "What is it called?", needed=True),
    Question("organisation", ("organisation",), "Who runs it?"),
    Question("summary", ("summary",), "What is it, and for whom, in one plain sentence?", needed=True),
    Question("topics", ("topics",), "What is it about? Ids, with commas; ? lists them.", answers.topics, needed=True),
    Question("audience", ("audience",), "Whom is it for? Ids, with commas; empty for anybody.", answers.audiences),
    Question("ages-from", ("ages", "from"), "From which age?", answers.number),
    Question("ages-to", ("ages", "to"), "Up to which age?", answers.number),
    Question("led-by", ("led_by",), "Who leads: peers, peers-with-professional or professional?", answers.word),
    Question(
        "format",
        ("format",),
        "How do people meet: in-person, online, hybrid (both at once) or phone?",
        answers.word,
        when=lambda draft: (draft.get("kind") or "group") not in ("network", "directory"),
        needed=True,
    ),
    Question(
        "country",
        ("place", "country"),
        "In which country do they meet?",
        answers.country,
        needed=True,
        when=_hosts_in_person,
        offered=_country,
    ),
    Question(
        "public-address",
        ("place", "address"),
        "May everybody know the address?",
        answers.disclosed,
        when=_hosts_in_person,
        offered=_may_be_public,
    ),
    Question("city", ("place", "city"), "In which town?", when=_hosts_in_person),
    Question("region", ("place", "region"), "In which county, state or region?", when=_hosts_in_person),
    Question("venue", ("place", "venue"), "In which building?", when=_public_place),
    Question("street", ("place", "street"), "Street and number?", when=_public_place),
    Question("postcode", ("place", "postcode"), "Postcode?", when=_public_place),
    Question(
        "step-free",
        ("place", "step_free"),
        "Can somebody in a wheelchair get in without a step?",
        answers.yes_or_no,
        when=_public_place,
    ),
    Question(
        "serves",
        ("area", "country"),
        "Which country does it serve? Empty for anywhere.",
        answers.country,
        when=lambda draft: not _hosts_in_person(draft),
    ),
    Question(
        "serves-region",
        ("area", "region"),
        "Which county, state or region does it serve?",
        when=lambda draft: bool(draft.get("area", "country")),
    ),
    Question(
        "public-link",
        ("online", "link"),
        "May everybody know the link to the online room?",
        answers.disclosed,
        when=_online,
        offered=_may_be_public,
    ),
    Question(
        "link",
        ("online", "url"),
        "What is the link, without any passcode in it?",
        when=lambda draft: _online(draft) and draft.get("online", "link") != "after-contact",
    ),
    Question(
        "days",
        ("meetings", 0, "days"),
        "On which weekdays? Empty if people must ask.",
        answers.days,
        when=_meets,
    ),
    Question(
        "every",
        ("meetings", 0, "every"),
        "How often: week, 2 weeks, or month?",
        answers.every,
        when=_on_days,
        offered=lambda draft: "week",
    ),
    Question(
        "weeks",
        ("meetings", 0, "weeks"),
        "In which weeks of the month: 1 to 5, or last?",
        answers.weeks,
        needed=True,
        when=lambda draft: _on_days(draft) and draft.get("meetings", 0, "every") == "month",
    ),
    Question(
        "first",
        ("meetings", 0, "first"),
        "One date on which it met, such as 2026-11-24?",
        when=lambda draft: _on_days(draft) and str(draft.get("meetings", 0, "every")).endswith(" weeks"),
    ),
    Question("starts", ("meetings", 0, "starts"), "When does it start?", answers.clock, when=_on_days),
    Question(
        "timezone",
        ("meetings", 0, "timezone"),
        "In which time zone is that?",
        needed=True,
        when=_at_an_hour,
        offered=_zone,
    ),
    Question("ends", ("meetings", 0, "ends"), "When does it end?", answers.clock, when=_at_an_hour),
    Question("not-in", ("meetings", 0, "not_in"), "In which months does it not meet?", answers.months, when=_on_days),
    Question(
        "how", ("join", "how"), "How do people join: drop-in, contact-first, register or referral?", answers.word
    ),
    Question("join-url", ("join", "url"), "On which page can they read more or sign up?"),
    Question("email", ("join", "email"), "Which e-mail address of the organisation, if any?"),
    Question("phone", ("join", "phone"), "Which phone number of the organisation, with the country code?"),
    Question("free", ("cost", "free"), "Is it free?", answers.yes_or_no),
    Question(
        "cost-note",
        ("cost", "note"),
        "What does it cost?",
        when=lambda draft: draft.get("cost", "free") is False,
    ),
    Question("languages", ("languages",), "Which languages are spoken, as tags such as en, cy?", answers.words),
    Question(
        "may-listen",
        ("first_visit", "may_listen"),
        "May somebody just listen?",
        answers.yes_or_no,
        when=_meets,
    ),
    Question(
        "bring-someone",
        ("first_visit", "bring_someone"),
        "May they bring a friend or relative?",
        answers.yes_or_no,
        when=_meets,
    ),
    Question("website", ("website",), "Which web page is about it?"),
    Question("source", ("source", "url"), "On which page did you read this?"),
    Question(
        "own-page",
        ("source", "quality"),
        "Is that page the group's own?",
        answers.own_page,
        when=lambda draft: bool(draft.get("source", "url")),
    ),
    Question("doubts", ("doubts",), "Is there anything that you are not sure of? Readers will see it."),
    Question("id", ("id",), "Its name in addresses, for ever?", needed=True, offered=_id),
)
