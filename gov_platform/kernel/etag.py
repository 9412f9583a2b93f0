"""Versions of resources: an answer carries an ETag, and a change says which version it changes (RFC 9110).

A row's version is a number that grows with each change; with `version_id_col` the database itself refuses a
change of an old one, whoever was faster.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Response

from gov_platform.kernel.errors import PreconditionFailed, PreconditionRequired

__all__ = ["Matching", "Versioned", "etag_of"]

_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,64}"')
_LONGEST = 1024


def etag_of(version: int) -> str:
    """The tag of a version."""
    return f'"{version}"'


class Versioned:
    """The version that a change names, and the one that its answer tells."""

    def __init__(self, sent: str | None, response: Response) -> None:
        """Take what `If-Match` says."""
        self._sent = sent
        self._response = response

    def check(self, version: int) -> None:
        """Let a change of this version through.

        Raises:
            PreconditionRequired: The change names no version.
            PreconditionFailed: It names another one.

        """
        if self._sent is None:
            raise PreconditionRequired(
                "send If-Match with the ETag that the resource had when you read it, or * for any"
            )
        # A weak tag says that two answers mean the same, not that they are the same.
        if self._sent.strip() != "*" and etag_of(version) not in _TAG.findall(self._sent):
            raise PreconditionFailed("somebody else has changed it since you read it: read it again")

    def tell(self, version: int) -> None:
        """Send the version with the answer."""
        self._response.headers["ETag"] = etag_of(version)


async def _versioned(
    response: Response,
    if_match: Annotated[
        str | None, Header(max_length=_LONGEST, description="The ETag of the version to change.")
    ] = None,
) -> Versioned:
    return Versioned(if_match, response)


Matching = Annotated[Versioned, Depends(_versioned)]
"""Declared by routes that read or change a resource with versions."""
