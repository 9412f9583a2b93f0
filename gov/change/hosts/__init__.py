"""Where a change request is told: one file a host, found by presence.

A host is a module with `PRECEDENCE` (the lowest is asked first; no two alike), `is_here(environment)` and
`read(environment, event)`. One that writes its event into a file has `event_file(environment)`, which names
it, and may have `sent(event)`, which says of an event of unknown origin that it is of this host. Then `read`
is given the bytes of the file; with an empty environment they alone tell what the event is.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gov import discovery
from gov.errors import GovError, UsageError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.change.hosts._reading import Part
    from gov.change.model import ChangeRequest

__all__ = ["Host", "hosts", "read_host"]

# GitHub sends no payload that is larger.
_LARGEST = 25 << 20


class IsHere(Protocol):
    """Says whether a process runs on a host."""

    def __call__(self, environment: Mapping[str, str]) -> bool:
        """Whether the environment is this host's."""


class Read(Protocol):
    """Reads the change request."""

    def __call__(self, environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
        """The request that environment and event tell of; raises `GovError` where they tell of none."""


class EventFile(Protocol):
    """Says where a host wrote its event."""

    def __call__(self, environment: Mapping[str, str]) -> str:
        """The path of the event's file; empty where the environment names none."""


class Sent(Protocol):
    """Says of an event alone whose it is."""

    def __call__(self, event: Part) -> bool:
        """Whether this host writes such an event."""


def _sent_nothing(event: Part) -> bool:  # noqa: ARG001 - the answer for a host whose events look like another's
    return False


@dataclass(frozen=True, slots=True)
class Host:
    """One place where changes ask to be let in; `event_file` is None where it writes no events to files."""

    name: str
    precedence: int
    is_here: IsHere
    read: Read
    event_file: EventFile | None
    sent: Sent


@cache
def hosts() -> tuple[Host, ...]:
    """Every host, in the order in which they are asked; two of one precedence are refused."""
    found = [
        Host(
            module.__name__.rpartition(".")[2],
            module.PRECEDENCE,
            module.is_here,
            module.read,
            getattr(module, "event_file", None),
            getattr(module, "sent", _sent_nothing),
        )
        for module in discovery.modules(sys.modules[__name__])
    ]
    return discovery.by_precedence(found, "hosts")


def read_host(environment: Mapping[str, str], event_file: Path | None = None) -> ChangeRequest | None:
    """The change request that a host tells of, None where no host is; commits and files are git's to tell.

    An `event_file` goes before the environment: what happened is then told by that file alone. Raises
    `GovError` where the event cannot be read, or is of a kind that asks for no change.
    """
    here = [host for host in hosts() if host.is_here(environment)]
    if event_file is not None:
        likely = [host for host in here if host.event_file is not None]
        return _read(likely[0] if likely else None, {}, event_file)
    if not here:
        return None
    host = here[0]
    name = host.event_file(environment) if host.event_file is not None else ""
    return _read(host, environment, Path(name)) if name else host.read(environment, None)


def _read(host: Host | None, environment: Mapping[str, str], file: Path) -> ChangeRequest:
    """The request in a file; without a host, the first that says the event is its own reads it."""
    from gov.change.hosts._reading import EventError, read_event  # noqa: PLC0415 - wanted by few

    shown = printable(str(file))
    data = _contents(file, shown)
    try:
        if host is None:
            event = read_event(data)
            host = next(one for one in hosts() if one.sent(event))
        return host.read(environment, data)
    except EventError as error:
        place = f"{shown}:{error.line}" if error.line else shown
        raise GovError(f"{place}: {error}", help=error.help) from error
    except UsageError as error:
        message = f"{shown}: {error}"
        raise UsageError(message, help=error.help) from error


def _contents(file: Path, shown: str) -> bytes:
    way_out = "Name the file that holds the event: --event FILE, or GITHUB_EVENT_PATH as the runner sets it."
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "it has no possible name"
        message = f"the event {shown!r} cannot be read: {reason}"
        raise UsageError(message, help=way_out) from error
    if len(data) > _LARGEST:
        message = f"{shown}: is larger than the {_LARGEST >> 20} MB that a host sends"
        raise GovError(message, help=way_out)
    return data
