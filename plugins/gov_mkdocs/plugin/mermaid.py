"""Whether a site carries what draws `mermaid` fences: without its own the theme asks another host."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

__all__ = ["draws_mermaid"]


def draws_mermaid(config: MkDocsConfig, files: Files) -> bool:
    """Whether `extra_javascript` names a file of the site that is called after mermaid."""
    named = (PurePosixPath(str(script)) for script in config.extra_javascript)
    return any("mermaid" in path.name and files.get_file_from_path(str(path)) is not None for path in named)
