"""Files that commands write: never over one that exists, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from string import Template

from gov.errors import GovError

__all__ = ["create", "read", "replace", "template"]

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
