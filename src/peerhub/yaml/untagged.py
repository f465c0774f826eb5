"""Reads mkdocs.yml without MkDocs: its own tags, such as `!ENV`, give nothing here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


class _Untagged(yaml.SafeLoader):
    """A safe loader to which a tag that it does not know means nothing."""


_Untagged.add_multi_constructor("!", lambda loader, suffix, node: None)
_Untagged.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def read_untagged(text: str) -> Mapping[str, Any]:
    """Return what a configuration says; nothing where it is no mapping in YAML, which MkDocs itself says."""
    try:
        found = yaml.load(text, Loader=_Untagged)  # noqa: S506 - a safe loader, as above
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, Mapping) else {}
