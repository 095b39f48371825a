"""What the plugin can be told in `mkdocs.yml`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


class Folder(Type[str]):
    """The path of a folder, or `off`, which YAML 1.1 reads as a truth value."""

    def __init__(self, *, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """Return the path, or `off`. Raises `ValidationError` where it is neither."""
        return super().run_validation("off" if value is False else value)


class JourneysConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types it in part
    """Options of the plugin in `mkdocs.yml`."""

    path = Type(str, default="")
    """The handbook's folder below `docs_dir`; its pages are published below the same path."""

    compare_to = Type(str, default="")
    """A Git revision, or a folder with a former handbook: the site then shows what changed since.
    The environment variable `JOURNEYS_COMPARE_TO` goes before it."""

    cache = Folder(default=".cache/journeys")
    """The folder that keeps written pages from one build to the next, as seen from `mkdocs.yml`;
    `off` for none. The environment variable `JOURNEYS_CACHE` goes before it. It holds nothing else:
    neither `docs_dir` nor `site_dir`, nor a folder around `mkdocs.yml`."""


def cache_file(options: JourneysConfig, config: MkDocsConfig, path: str) -> Path | None:
    """Return the file that keeps the pages of a handbook at a path, None where none is wanted.

    Raises `PluginError` where the folder holds, or is part of, what is not the plugin's.
    """
    asked = os.environ.get("JOURNEYS_CACHE") or options.cache
    if asked in ("", "off"):
        return None
    here = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    folder = (here / asked).absolute()
    real = folder.resolve()
    for name in ("docs_dir", "site_dir"):
        if real.is_relative_to(Path(config[name]).resolve()):
            raise PluginError(f"journeys: the option cache is a folder in {name}: {folder}")
    for name, held in (("mkdocs.yml", here), ("docs_dir", Path(config.docs_dir))):
        if held.resolve().is_relative_to(real):
            raise PluginError(
                f"journeys: the option cache is a folder that holds {name}: {folder}. "
                "Name one of its own, as in .cache/journeys, or write off"
            )
    # One file for each site, wherever it is: two that share a folder keep out of each other.
    site = f"{config.config_file_path}\0{config.docs_dir}\0{path}"
    name = hashlib.blake2b(site.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return folder / f"{name}.db"
