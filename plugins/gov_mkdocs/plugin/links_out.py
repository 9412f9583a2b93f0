"""Symbolic links in the documents folder: out of it they are not followed, in a circle they are an error."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from gov_mkdocs.plugin.findings import LOGGER

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

__all__ = ["drop_files_from_outside", "refuse_loops"]


def refuse_loops(docs: Path) -> None:
    """Stop the build where a folder contains itself through links: MkDocs would walk it for ever."""
    top = docs.resolve()
    open_now: list[Path] = []
    done: set[Path] = set()
    pending: list[tuple[Path, bool]] = [(top, False)]
    while pending:
        folder, leaving = pending.pop()
        if leaving:
            done.add(open_now.pop())
            continue
        if folder in done:
            continue
        if folder in open_now:
            name = folder.relative_to(top).as_posix() if folder.is_relative_to(top) else str(folder)
            raise PluginError(
                f"a link in the documents folder leads back to {name!r}, which contains it: remove the link"
            )
        open_now.append(folder)
        pending.append((folder, True))
        pending.extend((child, False) for child in _folders(folder) if child.is_relative_to(top))


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.path for entry in entries if entry.is_dir()), reverse=True)
    except OSError:
        return []
    return [Path(path).resolve() for path in found]


def drop_files_from_outside(files: Files, docs: Path) -> None:
    """Take files out of the site that only a link makes part of the documents folder."""
    top = docs.resolve()
    for file in list(files):
        path = file.abs_src_path
        if file.src_dir is None or path is None or Path(file.src_dir).resolve() != top:
            continue
        if not Path(path).resolve().is_relative_to(top):
            LOGGER.warning("%s is a link that leads out of the documents folder: not published", file.src_uri)
            files.remove(file)
