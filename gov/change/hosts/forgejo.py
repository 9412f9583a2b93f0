"""Forgejo Actions: its runner sets `FORGEJO_ACTIONS`, and `GITEA_ACTIONS` beside it.

Runners older than that variable are taken for Gitea's, whose events are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.change.hosts._actions import file_of_event, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.change.model import ChangeRequest

__all__ = ["PRECEDENCE", "event_file", "is_here", "read"]

PRECEDENCE = 100


def is_here(environment: Mapping[str, str]) -> bool:
    """Whether Forgejo's runner started this process."""
    return environment.get("FORGEJO_ACTIONS") == "true"


def event_file(environment: Mapping[str, str]) -> str:
    """Where the runner wrote the event."""
    return file_of_event(environment)


def read(environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
    """The change request that a job was started for."""
    return request_of("forgejo", environment, event)
