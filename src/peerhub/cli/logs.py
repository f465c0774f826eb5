"""Problems as lines of a log, for the hooks: MkDocs counts what is logged below its own name."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from peerhub.problems import Problem, Problems, Severity, format_text

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def log_problems(log: logging.Logger, problems: Iterable[Problem]) -> None:
    """Log each problem as one line, in the order of files and lines."""
    for problem in Problems(problems).sorted():
        log.log(_LEVELS[problem.severity], "%s", format_text(Problems([problem])).rstrip("\n"))
