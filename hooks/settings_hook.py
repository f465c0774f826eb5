"""on_config: read the settings and the data once, and let the new site grow beside the old one."""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.exceptions import PluginError

from peerhub.assets import read_assets, templates_digest
from peerhub.building import crew
from peerhub.building.build import Build
from peerhub.cli.clock import build_date
from peerhub.cli.logs import log_problems
from peerhub.cli.navigation import linked_pages
from peerhub.engine_files import engine_folder
from peerhub.hub import read_config
from peerhub.problems import PeerHubError, Problems
from peerhub.stages import Stages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.hooks.settings")

ENGINE = engine_folder()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the hub that this configuration describes."""
    _check_address_form(config)
    own = Path(str(config.theme.custom_dir)) if config.theme.custom_dir else ENGINE / "overrides"
    folders = list(dict.fromkeys([own.resolve(), ENGINE / "overrides"]))
    base = [folder for folder in config.theme.dirs if Path(folder).resolve() not in folders]
    config.theme.dirs = [*map(str, folders), *base]
    extra = cast(dict[str, Any], config.extra)
    try:
        build = Build.begin(
            config_file=Path(config.config_file_path).absolute(),
            docs=Path(config.docs_dir),
            site=Path(config.site_dir),
            site_name=config.site_name,
            site_url=config.site_url or "",
            extra=extra,
            today=build_date(os.environ),
            assets=read_assets(folders),
            theme=partial(templates_digest, folders),
            standard_pages=ENGINE / "docs",
            strict=config.strict,
            linked=linked_pages(config.nav),
            report=log.warning,
            stages=Stages.within(extra),
            processes=crew.within(extra),
        )
    except PeerHubError as error:
        log_problems(log, error.problems)
        raise PluginError(str(error)) from None
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
