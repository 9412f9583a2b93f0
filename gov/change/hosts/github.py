"""GitHub Actions, and every runner that sets its variables and no other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.change.hosts._actions import event_name, file_of_event, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.change.hosts._reading import Part
    from gov.change.model import ChangeRequest

__all__ = ["PRECEDENCE", "event_file", "is_here", "read", "sent"]

PRECEDENCE = 300


def is_here(environment: Mapping[str, str]) -> bool:
    """Whether a runner started this process for an event."""
    return bool(event_name(environment))


def event_file(environment: Mapping[str, str]) -> str:
    """Where the runner wrote the event."""
    return file_of_event(environment)


def sent(event: Part) -> bool:
    """Whether an event may be GitHub's: each that is neither marked by Gitea nor by GitLab."""
    return not event.has("object_kind")


def read(environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
    """The change request that a job was started for."""
    return request_of("github", environment, event)
