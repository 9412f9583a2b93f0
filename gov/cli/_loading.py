"""From the words of a command line to a project: which folder, which configuration, which documents."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from gov.config import Configuration, find_root, read_configuration
from gov.errors import UsageError
from gov.history import tracked_paths
from gov.project import FolderTree, Project, load_project

__all__ = ["Loaded", "load", "today"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project and where it lies.

    `wanted` are the paths below its root that were asked for, empty for all.
    """

    project: Project
    root: Path
    wanted: tuple[str, ...]

    def is_wanted(self, path: str) -> bool:
        """Whether a path of the project lies in what was asked for."""
        return not self.wanted or any(path == w or path.startswith(w.rstrip("/") + "/") for w in self.wanted)


def load(paths: tuple[str, ...] = ()) -> Loaded:
    """Load the project that some paths belong to; without paths that of the current folder.

    The project's root is the nearest folder above with a configuration; without one, the folder that was
    named, or the one around all that were. Raises `UsageError` for a path that is not there or paths of
    different projects.
    """
    named = [_existing(path) for path in paths] or [Path.cwd()]
    root = _root(named)
    configuration: Configuration = read_configuration(root)
    project = load_project(FolderTree(root, lambda: tracked_paths(root)), configuration)
    below = (path.relative_to(root).as_posix() for path in named)
    wanted = () if root in named else tuple(sorted(below))
    return Loaded(project, root, wanted)


def today() -> date:
    """The day in UTC; `SOURCE_DATE_EPOCH` decides where it is set, so that a check can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isascii() and epoch.isdigit()):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds"
        raise UsageError(message, help="Set it to seconds since 1970, or unset it.")
    return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC).date()


def _existing(path: str) -> Path:
    try:
        if not path:
            raise FileNotFoundError
        return Path(path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{path!r} is not there"
        raise UsageError(message, help="Name an existing file or folder.") from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        message = f"{str(path)!r} cannot be opened: {error.strerror}"
        raise UsageError(message, help="Check the permissions of the folders above it.") from error


def _root(named: list[Path]) -> Path:
    folders = [path if _is_folder(path) else path.parent for path in named]
    roots = {find_root(folder) for folder in folders}
    if len(roots) > 1:
        listed = ", ".join(sorted(str(root) if root else "one without gov.toml" for root in roots))
        message = f"the paths belong to different projects: {listed}"
        raise UsageError(message, help="Check them one after the other.")
    return roots.pop() or Path(os.path.commonpath(folders))
