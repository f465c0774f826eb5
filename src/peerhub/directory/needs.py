"""Needs: who is in danger, or grieves, decides which help page, which lines and which words a reader is shown."""

from __future__ import annotations

from typing import Literal, get_args

Need = Literal["suicide", "worried", "loss", "abuse", "child", "child-worry", "medical"]
NEEDS: tuple[Need, ...] = get_args(Need)
