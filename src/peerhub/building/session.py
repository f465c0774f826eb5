"""What one run of MkDocs shares among its events: the build at work, and how the command line asked for it.

It stands in the configuration's collection of plugins, which MkDocs makes anew with each configuration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, cast

from peerhub.building.build import Build
from peerhub.stages import Stages

_NAME = "peerhub session"


class Configuration(Protocol):
    """What is asked of a configuration of MkDocs: a mapping of its plugins by name."""

    plugins: Any


@dataclass
class Session:
    """One run of MkDocs. `processes` is how many may work at once, 0 as many as it pays; `source` what began it.

    `published_at` is the address of the published site, for a preview that is built without one.
    """

    stages: Stages = field(default_factory=Stages)
    processes: int = 0
    source: str = ""
    published_at: str = ""
    opened: Build | None = None
    last: ClassVar[Session | None] = None

    @property
    def build(self) -> Build:
        """The build at work. Raises LookupError before it has begun."""
        if self.opened is None:
            raise LookupError("the build has not begun")
        return self.opened

    @staticmethod
    def of(config: Configuration) -> Session:
        """Return the session of a configuration; a new one where nothing was asked for."""
        return cast(Session, config.plugins.setdefault(_NAME, Session()))

    @staticmethod
    def abandon_last() -> None:
        """Clear up after a build that failed: MkDocs tells of an error, but not in which configuration."""
        if Session.last is not None and Session.last.opened is not None:
            Session.last.opened.abandon()
        Session.last = None
