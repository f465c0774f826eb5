"""The clock: the one place that reads it, so that everything below is given its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from peerhub.problems import PeerHubError


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
