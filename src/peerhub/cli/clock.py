"""The clock: the one place that reads it, so that everything below is given its day."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

from peerhub.problems import PeerHubError
from peerhub.stages import Moment


def build_date(environ: Mapping[str, str]) -> date:
    """Give the day of the build in UTC: SOURCE_DATE_EPOCH's where it is set, else today's.

    Raises PeerHubError when SOURCE_DATE_EPOCH is no number of seconds
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    stated = environ.get("SOURCE_DATE_EPOCH")
    if not stated:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(stated), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise PeerHubError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, found '{stated}'.") from None


def stage_clock() -> Moment:
    """Show what passed since some moment, and what this process has computed since it began."""
    return Moment(time.perf_counter(), time.process_time())
