"""What the plugin can be told in `mkdocs.yml`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


class JourneysConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types it in part
    """Options of the plugin in `mkdocs.yml`."""

    path = Type(str, default="")
    """The handbook's folder below `docs_dir`; its pages are published below the same path."""

    compare_to = Type(str, default="")
    """A Git revision, or a folder with a former handbook: the site then shows what changed since.
    The environment variable `JOURNEYS_COMPARE_TO` goes before it."""

    cache = Type(str, default=".cache/journeys")
    """The folder that keeps written pages from one build to the next, as seen from `mkdocs.yml`;
    `off` for none. The environment variable `JOURNEYS_CACHE` goes before it."""


def cache_file(options: JourneysConfig, config: MkDocsConfig, path: str) -> Path | None:
    """Return the file that keeps the pages of a handbook at a path, None where none is wanted."""
    asked = os.environ.get("JOURNEYS_CACHE") or options.cache
    if asked == "off":
        return None
    here = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    folder = (here / asked).absolute()
    if folder.is_relative_to(Path(config.docs_dir).absolute()):
        raise PluginError(f"journeys: the option cache is a folder in docs_dir: {folder}")
    # One file for each site, wherever it is: two that share a folder keep out of each other.
    site = f"{config.config_file_path}\0{config.docs_dir}\0{path}"
    name = hashlib.blake2b(site.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return folder / f"{name}.db"
