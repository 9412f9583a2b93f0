"""A build beside the site, which takes its place in one step: whoever stops a build leaves the old site.

Beside `site/` lies `.site.gov/` while a build is under way: a lock, the site that is being made, and a
`.gitignore` that hides them. Where a folder cannot be moved (a mount point, a parent that is not ours), the
site is built in its place, and the log says so.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError

from gov_mkdocs.plugin.exchange import exchange
from gov_mkdocs.plugin.findings import LOGGER

__all__ = ["Draft", "begin"]

_PATIENCE = 300.0
_PAUSE = 0.2
_LOCK, _HIDING = "lock", ".gitignore"


@dataclass(frozen=True, slots=True)
class Draft:
    """A site in the making: `folder` is built, `target` is what readers see; `lock` is held until the end."""

    target: Path
    around: Path
    lock: int

    @property
    def folder(self) -> Path:
        """The folder that the build writes to."""
        return self.around / "site"

    def publish(self) -> None:
        """Put the new site where the old one was, with the hidden files that MkDocs leaves alone."""
        if self.target.is_dir():
            _keep_hidden(self.target, self.folder)
            shutil.copymode(self.target, self.folder)
            exchange(self.folder, self.target, self.around / "old")
        else:
            self.folder.replace(self.target)
        self.discard()

    def discard(self) -> None:
        """Remove what lies beside the site, and let another build begin.

        The lock goes last: whoever comes after that begins with a lock of its own, in what is left.
        """
        for name in ("site", "old"):
            shutil.rmtree(self.around / name, ignore_errors=True)
        for name in (_HIDING, _LOCK):
            (self.around / name).unlink(missing_ok=True)
        with suppress(OSError):
            self.around.rmdir()
        os.close(self.lock)


def begin(site_dir: str, patience: float = _PATIENCE) -> Draft | None:
    """Begin a build beside a site; None where it has to be built in its place.

    A second build of the same site waits for the first, and gives up after `patience` seconds.
    """
    target = Path(os.path.realpath(site_dir))
    if os.path.ismount(target):
        _in_place(target, "it is a mount point")
        return None
    around = target.parent / f".{target.name}.gov"
    try:
        draft = Draft(target, around, _locked(around, patience))
        (around / _HIDING).write_text("*\n", encoding="ascii")
        _put_back(draft)
        shutil.rmtree(draft.folder, ignore_errors=True)
        draft.folder.mkdir()
    except OSError as error:
        _in_place(target, f"nothing can be written beside it ({error.strerror})")
        return None
    return draft


def _in_place(target: Path, reason: str) -> None:
    LOGGER.info(
        "%s is written in its place, as %s: a build that is stopped leaves it half written",
        target.name,
        reason,
    )


def _locked(around: Path, patience: float) -> int:
    """Take the lock of a site's builds; it is the system that frees it when a build is killed."""
    until = time.monotonic() + patience
    told = False
    while True:
        around.mkdir(parents=True, exist_ok=True)
        try:
            lock = os.open(around / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except FileNotFoundError:  # the build before us has just removed the folder
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still_there(lock, around / _LOCK):
                return lock
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(lock)
                raise PluginError(
                    f"another build of {around.parent / around.name[1:-4]} has been under way for "
                    f"{patience:.0f} seconds: let it end or stop it, then build again"
                ) from None
            if not told:
                LOGGER.info("another build of this site is under way: waiting for it")
                told = True
            time.sleep(_PAUSE)
        os.close(lock)


def _is_still_there(lock: int, path: Path) -> bool:
    """Whether a lock is on the file of that name, and not on one that the build before has removed."""
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False


def _put_back(draft: Draft) -> None:
    """Bring back the old site of a build that was killed between the two moves of an exchange."""
    old = draft.around / "old"
    if old.is_dir():
        if draft.target.exists():
            shutil.rmtree(old)
        else:
            old.replace(draft.target)


def _keep_hidden(old: Path, new: Path) -> None:
    for entry in sorted(old.iterdir()):
        copy = new / entry.name
        if not entry.name.startswith(".") or copy.exists() or copy.is_symlink():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True)
        else:
            shutil.copy2(entry, copy, follow_symlinks=False)
