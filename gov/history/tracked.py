"""Which files git tracks, read from the index alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.history.index import BadIndexError, names_in
from gov.project.repository import find_repository
from gov.text import printable

if TYPE_CHECKING:
    from pathlib import Path

    from gov.project.repository import Repository

__all__ = ["tracked_paths"]


def tracked_paths(root: Path) -> frozenset[str]:
    """Paths below a folder that git tracks, relative to the folder; none where there is no repository.

    Git itself does not run: neither the repository's settings nor the caller's `GIT_*` variables have a say,
    and a machine without git gives the same answer. Raises `GovError` where the index cannot be read.
    """
    repository = find_repository(root)
    if repository is None:
        return frozenset()
    index = repository.own / "index"
    if not index.is_file():
        return frozenset()
    prefix = os.fsencode("".join(f"{name}/" for name in root.resolve().relative_to(repository.top).parts))
    try:
        names = names_in(index.read_bytes(), lambda name: _half(repository, name))
    except (BadIndexError, OSError) as error:
        reason = error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
        message = f"the git index {printable(str(index))} cannot be read: {reason}"
        help_text = (
            "It tells which ignored files git tracks. Remove it and run 'git reset': git writes it anew."
        )
        raise GovError(message, help=help_text) from error
    return frozenset(os.fsdecode(name[len(prefix) :]) for name in names if name.startswith(prefix))


def _half(repository: Repository, name: str) -> bytes:
    return (repository.own / f"sharedindex.{name}").read_bytes()
