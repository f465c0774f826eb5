"""The plugin's options: the settings of a hub, typed as MkDocs types its options, from the one model of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_origin

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from peerhub.settings import Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def _type_of(annotation: Any) -> type | tuple[type, ...]:
    """Return what YAML gives for a field: the settings themselves say the rest, with the line."""
    kind = get_origin(annotation) or annotation
    if kind is tuple:
        return list
    if kind in (bool, int, str):
        return kind  # type: ignore[no-any-return]  # one of the three, which are types
    return dict if isinstance(kind, type) and hasattr(kind, "model_fields") else (str, dict, int)


# Each option is a setting, and may stand under `extra.hub` instead.
OPTIONS: type[Config] = type(
    "Options",
    (Config,),
    {
        name: config_options.Optional(config_options.Type(_type_of(field.annotation)))
        for name, field in Settings.model_fields.items()
    },
)


def given(options: Mapping[str, Any], config: MkDocsConfig) -> None:
    """Put the options where the settings are read. Raises PluginError when they stand in both places."""
    named = {name: value for name, value in options.items() if value is not None}
    if named and config.extra.get("hub"):
        raise PluginError("The hub's settings stand under extra.hub and under plugins. Keep them in one place.")
    if named:
        config.extra["hub"] = named
