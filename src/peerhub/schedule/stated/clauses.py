"""One clause of what people say about time: its days and their weeks, its hours, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from peerhub.schedule.days import MONTHS, WEEKDAYS
from peerhub.schedule.stated.vocabulary import Piece, is_english

_SPANS = {"weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:], "daily": WEEKDAYS}
_JOINING = frozenset(",&/+")
_TO = frozenset({"-", "–", "—", "to", "through", "thru", "bis", "until"})
_LAST_WEEK = 5
_FEW_WORDS = 2  # beside which a season is what a clause is about
# What a rule of dates speaks of, beside weekdays and hours.
_TIMES = frozenset({"in_month", "dated", "date", "season", "holidays", "weekly", "month", "monthly", "loose_nth"})
_NO_MONTHS = frozenset({"may", "march", "mar", "sept"})  # in small letters, unless what stands before says so
_BEFORE_MONTH = frozenset({"sign", "nth", "number", "named_month", "not", "no_meeting", "bound", "only"})
_BEFORE_MAY = frozenset({"in", "of", "to", "from", "and"})
# A number behind these is an hour, and so is one of four figures.
_AT = frozenset({"ore", "kl", "klo", "um", "las", "at", "o"})
_HOURS = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]\Z")
_FIRST_YEAR, _YEARS = 2005, 30
# What may follow "except the second".
_AFTER_WEEK = frozenset({"day", "sign", "month", "weekly", "nth", "meets"})


@dataclass
class Turn:
    """Weekdays, with the weeks of the month on which they count; no weeks are all of them."""

    days: list[str] = field(default_factory=list)
    weeks: list[int | str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)


@dataclass
class Clause:
    """What a clause says."""

    turns: list[Turn] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    except_weeks: list[int | str] = field(default_factory=list)
    except_days: list[str] = field(default_factory=list)
    months_off: list[str] = field(default_factory=list)
    holidays_off: bool = False
    every: str = ""
    kinds: set[str] = field(default_factory=set)
    unknown: int = 0
    unsure: bool = False
    named_days: bool = False
    part: str = ""

    @property
    def unaccounted(self) -> bool:
        """Whether it speaks of time in words of which one or more are not known here."""
        bound = self.kinds & {"not", "no_meeting", "bound", "only"} and self.kinds & _TIMES
        return bool(self.unknown) and bool(bound or self.kinds & {"abroad", "in_month", "dated", "season"})

    @property
    def foreign_days(self) -> bool:
        """Whether all it says of time is weekdays, in another language than English."""
        plain = not (self.every or self.except_weeks or self.except_days or self.months_off or self.holidays_off)
        certain = any(turn.weeks for turn in self.turns) or self.unsure or self.kinds & {"not", "no_meeting", "only"}
        return plain and not certain and "abroad" in self.kinds and bool(self.turns)

    @property
    def speaks_of_rhythm(self) -> bool:
        """Whether it says anything of how often, but for plain weekdays."""
        return bool(
            self.every or self.except_weeks or self.except_days or self.months_off or self.holidays_off or self.unsure
            or self.named_days or self.unaccounted or any(turn.weeks for turn in self.turns)
        )  # fmt: skip


def clauses_of(pieces: Sequence[Piece]) -> list[Clause]:
    """Read each stretch between stops."""
    found: list[Clause] = []
    part: list[Piece] = []
    for piece in (*pieces, Piece("stop", ".", ".")):
        if piece.kind != "stop":
            part.append(piece)
        elif part:
            found.append(_Reader(part).clause)
            part = []
    return found


class _Reader:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.clause = Clause()
        self.turn = Turn()
        self.negative = False
        for at, piece in enumerate(pieces):
            self.clause.kinds.add(piece.kind)
            if _is_abroad(piece):
                self.clause.kinds.add("abroad")
            getattr(self, f"_{piece.kind}", self._other)(at, piece)
        self._flush()
        self._finish()

    def _before(self, at: int) -> Piece | None:
        return self.pieces[at - 1] if at else None

    def _after(self, at: int) -> Piece | None:
        return self.pieces[at + 1] if at + 1 < len(self.pieces) else None

    def _flush(self) -> None:
        """Close a turn once its days are told and something else begins."""
        if self.turn.days:
            self.clause.turns.append(self.turn)
        elif self.turn.weeks:
            self.clause.kinds.add("loose_nth")  # "the second door", or "the 2nd week"
        elif self.turn.hours and self.clause.turns and not self.clause.turns[-1].hours:
            self.clause.turns[-1].hours = self.turn.hours
        elif self.turn.hours and not self.clause.turns:
            self.clause.hours = self.turn.hours
        self.turn = Turn()

    def _nth(self, at: int, piece: Piece) -> None:
        after = self._after(at)
        if isinstance(piece.value, int) and piece.value > _LAST_WEEK:
            self.clause.kinds.add("date_nth")  # a date, or a street
        elif after is not None and after.kind == "named_month":
            self.clause.kinds.add("dated")
        elif self.negative:
            if after is None or after.kind in _AFTER_WEEK:
                self.clause.except_weeks.append(piece.value)
        else:
            before = self._before(at)
            single = after is None or after.kind == "day"
            if before is not None and before.kind == "every" and piece.value in (2, 3, 4) and single:
                self.clause.kinds.add("nth_after_every")
            if self.turn.days:
                self._flush()
            self.turn.weeks.append(piece.value)

    def _day(self, at: int, piece: Piece) -> None:
        if self.negative:
            before = self._before(at)
            if before is None or before.kind != "nth":
                self.clause.except_days.append(piece.value)
            return
        days = self.turn.days
        if days and at > 1 and self.pieces[at - 1].text.lower() in _TO and self.pieces[at - 2].kind == "day":
            first, last = WEEKDAYS.index(days[-1]), WEEKDAYS.index(piece.value)
            steps = (last - first) % 7
            days.extend(WEEKDAYS[(first + step) % 7] for step in range(1, steps + 1))
            return
        if days and self.turn.hours:
            self._flush()
        if "days_before" in self.clause.kinds:
            self.clause.unsure = True  # one rhythm for these, and another for those
        self.turn.days.append(piece.value)

    def _span(self, at: int, piece: Piece) -> None:
        if self.negative or (self.turn.weeks and piece.value != "weekend"):  # "the last working day" is one of five
            self.clause.unsure = True
        if self.negative:
            return
        if self.turn.days and self.turn.hours:
            self._flush()
        self.turn.days.extend(_SPANS[piece.value])

    def _hour(self, at: int, piece: Piece) -> None:
        before = self._before(at)
        if before is not None and before.text.lower() == "for" and self.turn.hours:  # 6.30 for 7
            self.turn.hours.pop()
        self.turn.hours.append(piece.text)

    _range = _hour

    def _number(self, at: int, piece: Piece) -> None:
        before, after = self._before(at), self._after(at)
        if "named_month" in (before and before.kind, after and after.kind):
            self.clause.kinds.add("dated")
        elif after is not None and after.kind in ("weekly", "month"):
            self.clause.unsure = True
        elif before is not None and before.kind in ("day", "span", "part") and _HOURS.match(piece.text):
            if 0 <= int(piece.text) - _FIRST_YEAR < _YEARS:
                self.clause.unsure = True  # an hour or a year
            else:
                self.clause.kinds.discard("number")
                self._hour(at, Piece("hour", piece.value, f"{piece.text[:2]}:{piece.text[2:]}"))
        elif not (before is not None and before.text.lower() in _AT) and not _HOURS.match(piece.text):
            self.clause.unknown += 1

    def _counted(self, at: int, piece: Piece) -> None:
        after = self._after(at)
        if after is not None and after.kind in ("weekly", "month", "abroad"):
            self.clause.unsure = True
        else:
            self.clause.unknown += 1

    def _named_month(self, at: int, piece: Piece) -> None:
        before, after = self._before(at), self._after(at)
        if piece.text in _NO_MONTHS and not (before and (before.kind in _BEFORE_MONTH or before.text in _BEFORE_MAY)):
            self._word(at, piece)
            return
        dated = {"number", "nth"} & {before and before.kind, after and after.kind} or (after and after.kind == "hour")
        if not self.negative or dated:
            self.clause.kinds.add("dated" if dated else "in_month")
            return
        off = self.clause.months_off
        if off and at > 1 and self.pieces[at - 1].text.lower() in _TO:
            first, last = MONTHS.index(off[-1]), MONTHS.index(piece.value)
            off.extend(MONTHS[(first + step) % 12] for step in range(1, (last - first) % 12 + 1))
        elif piece.value not in off:
            off.append(piece.value)

    def _holidays(self, at: int, piece: Piece) -> None:
        if self.negative or self.pieces[-1].kind in ("not", "no_meeting"):
            self.clause.holidays_off = True
        else:
            self.clause.unsure = True

    def _fortnightly(self, at: int, piece: Piece) -> None:
        self.clause.every = "2 weeks"
        if self.turn.days:
            self.clause.kinds.add("days_before")

    def _few_weeks(self, at: int, piece: Piece) -> None:
        figures = {"three": 3, "3": 3, "third": 3, "four": 4, "4": 4, "fourth": 4, "six": 6, "6": 6, "sixth": 6}
        number = next(figures[word] for word in piece.text.lower().split() if word in figures)
        self.clause.every = f"{number} weeks"

    def _vague(self, at: int, piece: Piece) -> None:
        # "Monthly, last Friday" says which.
        if piece.text.lower() not in ("monthly", "once a month"):
            self.clause.unsure = True
        else:
            self.clause.kinds.add("monthly")

    def _unsure(self, at: int, piece: Piece) -> None:
        self.clause.unsure = True

    _paused = _unsure

    def _named_days(self, at: int, piece: Piece) -> None:
        self.clause.named_days = True

    def _part(self, at: int, piece: Piece) -> None:
        self.clause.part = piece.value

    def _not(self, at: int, piece: Piece) -> None:
        self._flush()
        self.negative = True

    _no_meeting = _not

    def _weekly(self, at: int, piece: Piece) -> None:
        if "week" not in piece.text.lower():
            self.clause.kinds.add("abroad")
        elif piece.text.lower() not in ("week", "weeks"):
            self.clause.kinds.add("each_week")

    def _sign(self, at: int, piece: Piece) -> None:
        after = self._after(at)
        if piece.text == "," and after is not None and after.kind not in ("nth", "named_month", "holidays"):
            self.negative = False

    def _word(self, at: int, piece: Piece) -> None:
        before = self._before(at)
        if piece.text.lower() == "but" and before is not None and before.kind == "span":  # every day but Sunday
            self._not(at, piece)
        else:
            self.clause.unknown += 1

    def _abroad(self, at: int, piece: Piece) -> None:
        self.clause.unknown += 1

    def _other(self, at: int, piece: Piece) -> None:
        """Pass what says nothing by itself."""

    def _finish(self) -> None:
        clause = self.clause
        weeks = any(turn.weeks for turn in clause.turns)
        if "monthly" in clause.kinds and not weeks:
            clause.unsure = True
        if "nth_after_every" in clause.kinds and "month" not in clause.kinds:
            clause.unsure = clause.unsure or sum(len(turn.weeks) for turn in clause.turns) == 1
        told = clause.turns or clause.except_weeks or clause.months_off or clause.holidays_off
        if "conditional" in clause.kinds and told:
            clause.unsure = True
        if clause.kinds & {"in_month", "dated"} and (
            clause.turns
            or clause.kinds & {"only", "not", "no_meeting", "bound"}
            or ("in_month" in clause.kinds and not clause.unknown)
        ):
            clause.unsure = True
        if "date" in clause.kinds and (clause.turns or "only" in clause.kinds or not clause.unknown):
            clause.unsure = True
        if "numbered_week" in clause.kinds and (clause.turns or "only" in clause.kinds or not clause.unknown):
            clause.unsure = True
        if (
            "date_nth" in clause.kinds
            and (clause.turns or "month" in clause.kinds)
            and (not clause.unknown or clause.kinds & {"not", "no_meeting"})
        ):
            clause.unsure = True
        plain = not clause.unknown or "only" in clause.kinds
        if "loose_nth" in clause.kinds and clause.kinds & {"weekly", "month", "monthly", "only"} and plain:
            clause.unsure = True
        if "season" in clause.kinds and (
            clause.unknown <= _FEW_WORDS or clause.turns or clause.kinds & {"only", "not", "no_meeting"}
        ):
            clause.unsure = True
        if "relative" in clause.kinds and _several(clause.turns):
            clause.unsure = True
        if "others" in clause.kinds and clause.turns:
            clause.unsure = True
        if clause.every and (weeks or "each_week" in clause.kinds):
            clause.unsure = True
        if "last" in clause.except_weeks:
            clause.unsure = True


def _several(turns: Sequence[Turn]) -> bool:
    return sum(len(turn.days) for turn in turns) > 1 or sum(len(turn.weeks) for turn in turns) > 1


def _is_abroad(piece: Piece) -> bool:
    """Whether a word of the calendar is another language's."""
    said = piece.text.lower()
    if piece.kind in ("day", "named_month"):
        return not is_english(piece.value, said)
    return piece.kind == "abroad" or (piece.kind == "month" and "month" not in said)


def rule_of(clause: Clause, turn: Turn) -> dict[str, Any]:
    """Give a turn's days and weeks as a slot has them."""
    days = [day for day in WEEKDAYS if day in turn.days and day not in clause.except_days]
    weeks = turn.weeks
    if clause.except_weeks:
        weeks = [week for week in weeks or range(1, _LAST_WEEK + 1) if week not in clause.except_weeks]
    slot: dict[str, Any] = {"days": days}
    if weeks:
        ordered = sorted(dict.fromkeys(weeks), key=lambda week: (week == "last", str(week)))
        slot |= {"every": "month", "weeks": ordered}
    elif clause.every:
        slot["every"] = clause.every
    return slot
