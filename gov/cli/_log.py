"""`gov pr --log FILE`: what a change was let in by is added to a log, written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gov.cli._outputs import refuse_unwritable
from gov.cli._printing import encoded
from gov.errors import GovError, UsageError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.change.log import LogEntry
    from gov.cli._gate import Gate
    from gov.cli._outputs import Output

__all__ = ["Log", "log_of", "write_log"]


class Log(NamedTuple):
    """A file, and what the change that is judged has to say in it."""

    file: Path
    found: tuple[LogEntry, ...]


def log_of(name: str, gate: Gate, outputs: Iterable[Output]) -> Log | None:
    """What `--log` asks for; None where it is not given.

    Raises `UsageError` for a file that must not be written, and `GovError` for one that is no log or has no
    room, before anything is printed.
    """
    if not name:
        return None
    from gov.change.log import entries_of  # noqa: PLC0415 - most checks write no log

    file = Path(name)
    _refuse(file, gate, outputs)
    facts = gate.case.facts
    found = entries_of(facts.change, facts.project, facts.today) if facts.change else ()
    log = Log(file, found)
    _with_found(log)
    return log


def write_log(log: Log | None) -> None:
    """Add what is new to the file as it is now; one that says all of it already is left alone."""
    if log is None:
        return
    from gov.cli._writing import replace  # noqa: PLC0415 - most checks write no log

    before, after = _with_found(log)
    if after != before:
        replace(log.file, after)


def _with_found(log: Log) -> tuple[bytes | None, bytes]:
    """The bytes of the log as they are, None where there is none, and with what was found."""
    from gov.change.log import lines_of, unsaid  # noqa: PLC0415 - most checks write no log
    from gov.change.log_reading import MOST_BYTES, read_log  # noqa: PLC0415 - most checks write no log

    before = _read(log.file, MOST_BYTES)
    known = read_log(before or b"", str(log.file))
    held = before or b""
    if held and not held.endswith(b"\n"):
        held += b"\n"
    fresh = encoded(lines_of(unsaid(log.found, known)))
    if not fresh and before is not None:
        return before, before
    if len(held) + len(fresh) > MOST_BYTES:
        message = f"{printable(str(log.file))} has no room: a log holds {MOST_BYTES >> 20} MiB"
        raise GovError(message, help="Move its older lines to another file.")
    return before, held + fresh


def _read(file: Path, most: int) -> bytes | None:
    """The bytes of a file, one more than `most` at most; None where there is none."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{printable(str(file))} cannot be read: {error.strerror}"
        raise GovError(message, help="Check its permissions.") from error


def _refuse(file: Path, gate: Gate, outputs: Iterable[Output]) -> None:
    if file.name in {"", "-"}:
        message = f"--log {str(file)!r} names no file"
        raise UsageError(message, help="Name the file: --log governance.jsonl")
    for loaded in gate.projects:
        refuse_unwritable(file, loaded)
    if file.is_symlink():
        message = f"{str(file)!r} cannot be written: it is a symbolic link"
        raise UsageError(message, help="Name the file itself.")
    if any(file.resolve() == output.file.resolve() for output in outputs):
        message = f"{str(file)!r} would be written twice, as a report and as the log"
        raise UsageError(message, help="Give --log a file of its own.")
