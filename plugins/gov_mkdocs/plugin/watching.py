"""What `mkdocs serve` watches beside the documents folder, also what comes or is named while it serves."""

from __future__ import annotations

import hashlib
import os
from abc import ABC, abstractmethod
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.livereload import LiveReloadServer

    from gov_mkdocs.plugin.loading import Loaded

__all__ = ["Watch"]

_SETTINGS = frozenset({"gov.toml", "pyproject.toml"})
_CHANGES = frozenset({"created", "modified", "moved", "deleted"})
_READ = frozenset({".md", ".markdown", ".xml", ".info", ".json", ".sarif", ".yaml", ".yml"})
_ONE_BY_ONE = 20


class Watch:
    """Has the site built again when a governed document, the settings, the gate's log or evidence changes."""

    def __init__(self, server: LiveReloadServer, root: Path, docs: Path) -> None:
        self.server, self.root, self.docs = server, root, docs
        self.watched: set[str] = set()
        self.folders: set[Path] = set()
        self.comers, self.contents = _Comers(server), _Contents(server)
        server.observer.schedule(_Settings(server), str(root), recursive=False)

    def look_at(self, loaded: Loaded) -> None:
        """Watch what a build has read, wherever it lies, and was not watched before."""
        project = loaded.verdict.project
        for path in filter(None, (project.configuration.change.log, *project.by_path)):
            file = self.root / path
            if file.is_file() and not file.resolve().is_relative_to(self.docs):
                self._watch(file, (file,))
        # Each is watched by a thread of its own; many, such as the sources of markers, by their folders.
        reports = [self.root / path for path in loaded.reports]
        alone = len(reports) <= _ONE_BY_ONE
        for place, files in groupby(sorted(reports), key=lambda file: file if alone else file.parent):
            self._watch(place, files)
        # What comes beside them may be read as well.
        self.comers.known.update(
            str((self.root / path).resolve()) for path in (*project.by_path, *loaded.reports)
        )
        for folder in sorted({(self.root / path).parent for path in (*project.by_path, *loaded.reports)}):
            if (
                folder not in self.folders
                and folder.is_dir()
                and not folder.resolve().is_relative_to(self.docs)
            ):
                self.folders.add(folder)
                self.server.observer.schedule(self.comers, str(folder), recursive=False)

    def _watch(self, place: Path, files: Iterable[Path]) -> None:
        for file in files:
            self.contents.known.setdefault(str(file), _digest(file))
        if str(place) not in self.watched:
            self.watched.add(str(place))
            self.server.observer.schedule(self.contents, str(place), recursive=False)


class _Rebuilding(FileSystemEventHandler, ABC):
    """What has the site built again of what happens in a folder: reading is no change."""

    def __init__(self, server: LiveReloadServer) -> None:
        super().__init__()
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask first whether it counts: a folder may hold much that the site is not made of."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path)]
        if any(self.counts(path, event.event_type) for path in paths):
            # MkDocs watches what is there; what is not there yet has to be told in the way of its own watch.
            with self.server._rebuild_cond:  # noqa: SLF001 - as above
                self.server._want_rebuild = True  # noqa: SLF001 - as above
                self.server._rebuild_cond.notify_all()  # noqa: SLF001 - as above

    @abstractmethod
    def counts(self, path: Path, what: str) -> bool:
        """Whether something that happened to a file changes the site."""


class _Settings(_Rebuilding):
    """Looks for settings in a project's root, where they may come later."""

    def counts(self, path: Path, what: str) -> bool:
        """The two names, whatever happened but reading."""
        return what in _CHANGES and path.name in _SETTINGS


class _Contents(_Rebuilding):
    """Looks whether what a site is made of says something else than it did.

    What a build itself writes anew each time, with the same bytes, would have it built without end.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        super().__init__(server)
        self.known: dict[str, bytes] = {}

    def counts(self, path: Path, what: str) -> bool:
        """A file that was read, and has other bytes now, or is gone."""
        before = self.known.get(str(path))
        if before is None or what not in _CHANGES:
            return False
        self.known[str(path)] = _digest(path)
        return self.known[str(path)] != before


def _digest(file: Path) -> bytes:
    """What tells the bytes of a file from others; empty where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""


class _Comers(_Rebuilding):
    """Looks for documents and reports that come beside those that are there.

    A name is new once: what a build itself writes anew each time would have it built without end.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        super().__init__(server)
        self.known: set[str] = set()

    def counts(self, path: Path, what: str) -> bool:
        """A file that is there, under a name that is new."""
        name = str(path)
        if what not in {"created", "moved"} or path.suffix.lower() not in _READ or name in self.known:
            return False
        is_new = path.is_file() and str(path.resolve()) not in self.known
        self.known.add(name)
        return is_new
