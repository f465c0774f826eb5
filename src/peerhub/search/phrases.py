"""The phrases that bring help first, as search knows them; the model is read with the rest of the data."""

from __future__ import annotations

from peerhub.directory.phrases import Danger, DangerId, Phrases

__all__ = ["Danger", "DangerId", "Phrases"]
