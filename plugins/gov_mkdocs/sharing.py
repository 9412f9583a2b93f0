"""How texts share a file that has to stay small: short ones whole, long ones cut at the same length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cut", "even_share"]


def even_share(lengths: Sequence[int], room: int) -> int:
    """The most that each may take so that all fit: short ones leave their share to long ones."""
    left = len(lengths)
    for length in sorted(lengths):
        if length * left > room:
            return room // left
        room -= length
        left -= 1
    return max(lengths, default=0)


def cut(words: str, length: int) -> str:
    """The beginning of a text, whole words only."""
    if len(words) <= length:
        return words
    return words[: length + 1].rpartition(" ")[0]
