"""The templates that descriptions begin as, where the code hosts look for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gov.config import ChangeSettings

__all__ = ["Listed", "templates_of"]

# GitHub, Gitea and Forgejo look in the first folders in any letter case, for one file or a folder of them;
# GitLab looks in its own.
_PLACES = re.compile(
    r"(?:(?:\.github|\.gitea|\.forgejo|docs)/)?pull_request_template(?:/[^/]{1,200})?\.(?:md|txt)"
    r"|\.gitlab/merge_request_templates/[^/]{1,200}\.md",
    re.IGNORECASE,
)
_MOST = 50


class Listed(Protocol):
    """Files that can be listed and read."""

    def names(self) -> tuple[str, ...]:
        """Every file, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `OSError` where it cannot be read."""


def templates_of(repository: Listed, settings: ChangeSettings, prefix: str = "") -> tuple[str, ...]:
    """What each template of a repository holds, in the order of their paths.

    `prefix` is the project's folder in the repository, which a template that the settings name is below.
    One that cannot be read is none.
    """
    if settings.template:
        paths = [f"{prefix}{settings.template}"]
    else:
        paths = [path for path in repository.names() if _PLACES.fullmatch(path)][:_MOST]
    return tuple(text for path in paths if (text := _read(repository, path)) is not None)


def _read(repository: Listed, path: str) -> str | None:
    try:
        return repository.read(path).decode("utf-8", "replace")
    except (KeyError, OSError):
        return None
