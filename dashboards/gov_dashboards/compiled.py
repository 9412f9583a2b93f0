"""What templates were compiled to, while the process lives: a served site is built again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from types import CodeType

    from jinja2.bccache import Bucket

__all__ = ["COMPILED", "Compiled"]


class Compiled(BytecodeCache):
    """Of each file the last code that was made of it, and what it was made of."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Hashable, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code that was made of the same source in an environment such as this one."""
        made = self._made.get(bucket.key)
        if made is not None and made[0] == _made_of(bucket):
            bucket.code = made[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in place of what was made of the file before."""
        if bucket.code is not None:
            self._made[bucket.key] = _made_of(bucket), bucket.code


COMPILED = Compiled()
"""What all environments of this process share."""


def _made_of(bucket: Bucket) -> Hashable:
    """All that code depends on: what is constant in a template was worked out when it was compiled."""
    made = bucket.environment
    return (
        bucket.checksum,
        made.autoescape,
        made.trim_blocks,
        made.lstrip_blocks,
        tuple(made.extensions),
        _code(made.finalize),
        _codes(made.filters),
        _codes(made.tests),
    )


def _codes(functions: Mapping[str, object]) -> Hashable:
    """Functions as what they do: each environment has some of its own that are the same."""
    return tuple((name, _code(function)) for name, function in sorted(functions.items()))


def _code(function: object) -> object:
    return getattr(getattr(function, "__wrapped__", function), "__code__", function)
