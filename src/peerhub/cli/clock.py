"""The clock: the one place that reads it, so that everything below is given its day."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

from peerhub.problems import PeerHubError
from peerhub.stages import Moment
from peerhub.yaml.record import FIRST_YEAR, LAST_YEAR


def build_date(environ: Mapping[str, str]) -> date:
    """Give the day of the build in UTC."""
    return build_moment(environ).date()


def build_moment(environ: Mapping[str, str]) -> datetime:
    """Give the moment of the build in UTC, to the second: SOURCE_DATE_EPOCH's where it is set, else now.

    Raises PeerHubError when SOURCE_DATE_EPOCH is no number of seconds, or names a day that no hub can be built on
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    stated = environ.get("SOURCE_DATE_EPOCH")
    if not stated:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromtimestamp(int(stated), UTC)
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
    except (ValueError, OverflowError, OSError):
        pass
    must = f"must be a number of seconds since 1970, in the years {FIRST_YEAR} to {LAST_YEAR}"
    raise PeerHubError(f"SOURCE_DATE_EPOCH {must}, found '{stated[:40]}'.")


def stage_clock() -> Moment:
    """Show what passed since some moment, and what this process has computed since it began."""
    return Moment(time.perf_counter(), time.process_time())
