"""Files that commands write: never over one that exists, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["create", "read", "replace", "replace_all", "template"]

_FOLDER = Path(__file__).parent / "_templates"


def template(name: str, **values: str) -> str:
    """A template of ours with its values filled in."""
    return Template((_FOLDER / name).read_text("utf-8")).substitute(values)


def create(file: Path, text: str) -> bool:
    """Write a new file, folders included; False where one of that name is there already."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="") as handle:
            handle.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise _failed(file, error) from error
    return True


def read(file: Path) -> bytes:
    """The bytes of a file that is about to be written."""
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise GovError(message, help="Check its permissions.") from error


def replace(file: Path, data: bytes) -> None:
    """Put new bytes in place of a file's, or make it, in one step that a crash cannot halve."""
    try:
        file = file.resolve()
        handle, scratch = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(scratch).chmod(file.stat().st_mode if file.exists() else 0o666 & ~_umask())
            Path(scratch).replace(file)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _failed(file, error) from error


def _umask() -> int:
    """What new files are not allowed: it can be asked only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _failed(file: Path, error: OSError) -> GovError:
    return GovError(
        f"{file} cannot be written: {error.strerror}", help="Check the folder's permissions and space."
    )


def replace_all(root: Path, files: Mapping[str, tuple[bytes, bytes]], moved: Mapping[str, str]) -> None:
    """Put new bytes into several files, some under another name: all of them, or none as far as possible.

    Everything is written beside the files first. Where a file changed meanwhile, lies outside, or cannot be
    written, nothing is done; where putting the new files in place stops half-way, what was done is undone,
    and the error says what could not be.
    """
    staged = {path: (before, _staged(root, path, before)) for path, (before, _) in files.items()}
    scratch: dict[str, Path] = {}
    done: list[str] = []
    try:
        for path, (_, after) in files.items():
            scratch[path] = _scratch(staged[path][1], after)
        for path in files:
            done.append(path)
            target = root / moved[path] if path in moved else staged[path][1]
            scratch[path].replace(target)
            if path in moved:
                staged[path][1].unlink()
    except OSError as error:
        stuck = [path for path in reversed(done) if not _restored(root, path, staged[path], moved)]
        said = f"these are changed already: {', '.join(stuck)}" if stuck else "nothing was changed"
        message = f"{printable(str(error.filename or root))} cannot be written ({error.strerror}); {said}"
        raise GovError(message, help="Check the folder's permissions and space.") from error
    finally:
        for file in scratch.values():
            file.unlink(missing_ok=True)


def _staged(root: Path, path: str, before: bytes) -> Path:
    """The file that is read at a path, where it is the one that was read before."""
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()):
        message = f"{path} lies outside of the project"
        raise GovError(message, help="Nothing was changed. Write there by hand.")
    if read(file) != before:
        message = f"{path} was changed meanwhile"
        raise GovError(message, help="Nothing was changed. Run the command again.")
    return file


def _scratch(file: Path, data: bytes) -> Path:
    """New bytes in a file beside another, with its permissions."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(name).chmod(file.stat().st_mode)
    return Path(name)


def _restored(root: Path, path: str, staged: tuple[bytes, Path], moved: Mapping[str, str]) -> bool:
    """Whether a file could be put back as it was."""
    before, file = staged
    try:
        if path in moved:
            (root / moved[path]).unlink(missing_ok=True)
        if not file.exists() or file.read_bytes() != before:
            replace(file, before)
    except (OSError, GovError):
        return False
    return True
