"""Names that come from a host, taken only where git could have given them."""

from __future__ import annotations

import re

__all__ = ["address_in", "branch_in", "is_ref", "is_revision", "revision_in", "whole"]

_REVISION = re.compile(r"(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})")
# What `git check-ref-format --branch` refuses; a leading dash would be an option to whoever passes it on.
_REFUSED = re.compile(
    r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|\Z)|\A[-./]|[./]\Z|\A@\Z", re.ASCII
)
_HEADS = "refs/heads/"
# Nothing that ends a link, in Markdown or in HTML.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&*+,;=%-]{1,2000}")


def whole(text: str) -> str:
    """Text with half characters replaced: only escapes and bytes that are no UTF-8 make them."""
    return text.encode("utf-8", "replace").decode()


def is_revision(text: str) -> bool:
    """Whether a text is the full name of an object."""
    return _REVISION.fullmatch(text) is not None


def revision_in(text: str) -> str | None:
    """A full name in small letters; None for one of zeros, by which hosts say that there is no commit."""
    return text.lower() if text.strip("0") else None


def is_ref(text: str) -> bool:
    """Whether git takes a text for the name of a branch or a full ref."""
    return bool(text) and _REFUSED.search(text) is None


def branch_in(ref: str) -> str | None:
    """The branch that a ref names, None where it names a tag or a request."""
    name = ref.removeprefix(_HEADS)
    return None if name.startswith("refs/") else name


def address_in(text: str) -> str:
    """An address for links; empty where the text is none that can be shown without care."""
    return text if _ADDRESS.fullmatch(text) else ""
