"""Gitea Actions: its runner sets `GITEA_ACTIONS`, and GitHub's variables for name and file of the event.

Its users have no `type`, so nobody knows whether one is a bot; old ones tell nothing of drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.change.hosts._actions import file_of_event, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.change.hosts._reading import Part
    from gov.change.model import ChangeRequest

__all__ = ["PRECEDENCE", "event_file", "is_here", "read", "sent"]

PRECEDENCE = 200


def is_here(environment: Mapping[str, str]) -> bool:
    """Whether Gitea's runner started this process, or one that says it is."""
    return environment.get("GITEA_ACTIONS") == "true"


def event_file(environment: Mapping[str, str]) -> str:
    """Where the runner wrote the event."""
    return file_of_event(environment)


def sent(event: Part) -> bool:
    """Whether an event is Gitea's or Forgejo's, which look alike: their users are, or are not, `is_admin`."""
    sender = event.part("sender")
    return sender is not None and sender.has("is_admin")


def read(environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
    """The change request that a job was started for."""
    return request_of("gitea", environment, event)
