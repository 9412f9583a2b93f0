"""How every table of a configuration file is read: its keys with dashes, and no key that it does not have."""

from __future__ import annotations

from pydantic import ConfigDict

__all__ = ["TABLE", "kebab"]


def kebab(name: str) -> str:
    """The key in a file for a name in our code."""
    return name.replace("_", "-")


TABLE = ConfigDict(
    extra="forbid", strict=False, alias_generator=kebab, validate_by_name=False, validate_by_alias=True
)
