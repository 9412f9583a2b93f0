"""Stored files: bytes under a name that we make, and never one that somebody sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

__all__ = ["Storage", "StorageError", "StorageFullError", "StorageMissingError"]


class StorageError(Exception):
    """It cannot be written to or read now; the same may go well later."""


class StorageFullError(StorageError):
    """It has too little room left to keep more."""


class StorageMissingError(Exception):
    """There are no bytes under that name."""


class Storage(Protocol):
    """Keeps bytes."""

    async def put(self, name: str, pieces: AsyncIterator[bytes]) -> None:
        """Keep what comes, piece by piece: all of it is there afterwards, or nothing is.

        Raises:
            StorageFullError: There is too little room.
            StorageError: It could not be kept. Whatever else the pieces raise comes through.

        """

    async def get(self, name: str) -> AsyncIterator[bytes]:
        """What is kept under a name, in pieces that are small.

        Raises:
            StorageMissingError: There is nothing.
            StorageError: It cannot be read.

        """

    async def remove(self, name: str) -> None:
        """Keep it no longer; what is not there is removed already.

        Raises:
            StorageError: It could not be removed.

        """

    def names(self, before: datetime) -> AsyncIterator[Sequence[str]]:
        """The names of what was last written before a moment, also of what never arrived whole, in batches.

        What comes or goes meanwhile may be among them or not.

        Raises:
            StorageError: They cannot be read.

        """
