"""At `on_config`: read the settings and the data once, and let the new site grow beside the old one."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from peerhub.assets import read_assets, templates_digest
from peerhub.building.build import Build
from peerhub.building.session import Session
from peerhub.building.standing import Standing
from peerhub.cli.configuration import config_problems, hub_config, site_parts
from peerhub.cli.logs import log_problems
from peerhub.engine_files import engine_folder
from peerhub.hub import read_config
from peerhub.problems import PeerHubError, Problems

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.hooks.peerhub")

ENGINE = engine_folder()


# What may begin a build, as mkdocs.yml spells it.
HOOKS, PLUGIN = "hooks:", "plugins: [peerhub]"


def open_build(config: MkDocsConfig, source: str = HOOKS) -> MkDocsConfig:
    """Open the hub that a configuration describes, for the hooks or for the plugin.

    Raises PluginError when problems stand in the way, or when both of them are there.
    """
    session, Standing.new = Session.of(config), False
    if session.source and session.source != source:
        raise PluginError(f"mkdocs.yml names both {HOOKS} of the hub and {PLUGIN}. Keep one of the two.")
    session.source = source
    _check_address_form(config)
    own = Path(str(config.theme.custom_dir)) if config.theme.custom_dir else ENGINE / "overrides"
    folders = list(dict.fromkeys([own.resolve(), ENGINE / "overrides"]))
    base = [folder for folder in config.theme.dirs if Path(folder).resolve() not in folders]
    config.theme.dirs = [*map(str, folders), *base]
    problems = Problems()
    config_problems(config, problems, dict(config._schema))
    if problems.has_errors:
        log_problems(log, problems)
        raise PluginError("Problems with mkdocs.yml stand in the way. The site was left as it was.")
    try:
        opened = hub_config(
            config,
            read_assets(folders),
            ENGINE,
            theme=partial(templates_digest, folders),
            report=log.warning,
            stages=session.stages,
            processes=session.processes,
            published_at=session.published_at,
        )
        build = Build.begin(opened, Path(config.site_dir), config.strict)
    except PeerHubError as error:
        log_problems(log, error.problems)
        raise PluginError(str(error)) from None
    build.hub.problems.extend(problems)
    build.hub.parts = site_parts(config)
    session.opened, Session.last = build, session
    config.site_dir = str(build.output.folder)
    config.markdown_extensions.append(build.markdown_links)  # type: ignore[arg-type]  # MkDocs hands instances on too
    return config


def _check_address_form(config: MkDocsConfig) -> None:
    """Refuse the other form of addresses: other people's links rely on this one, and templates know no other."""
    if config.use_directory_urls:
        return
    path = Path(config.config_file_path)
    problems = Problems()
    where = read_config(path, path.name).locate(("use_directory_urls",))
    problems.error(where, "settings", "is false", "Remove the line: addresses never change.", "use_directory_urls")
    log_problems(log, problems)
    raise PluginError("1 problem stands in the way. The site was left as it was.")
