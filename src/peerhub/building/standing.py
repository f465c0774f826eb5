"""Which site stands: the former one, until that of the build at work has taken its place."""

from __future__ import annotations

from typing import ClassVar


class Standing:
    """What a command says of the published site when it ends early. A command and a build each begin with False."""

    new: ClassVar[bool] = False
