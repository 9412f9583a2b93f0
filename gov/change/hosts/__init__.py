"""Where a change request is told: one file a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gov.change.model import ChangeRequest


def read_host(environment: Mapping[str, str], event_file: Path | None = None) -> ChangeRequest | None:
    """The change request that a host tells of, None where no host does."""
    del environment, event_file
    return None
