"""The one plug-in mechanism: a file that exists is a part that exists.

Rules, dialects, reports, commands and cards are the modules of one package; other distributions add theirs
through an entry-point group of the same name (`gov.rules`, `gov.dialects`, ...).
"""

from __future__ import annotations

import importlib
import pkgutil
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

__all__ = ["by_precedence", "module_names", "modules", "packages"]


def module_names(package: ModuleType) -> tuple[str, ...]:
    """Names of the public modules directly inside a package, sorted, without importing them."""
    return tuple(
        sorted(i.name for i in pkgutil.iter_modules(package.__path__) if not i.ispkg and i.name[0] != "_")
    )


def modules(package: ModuleType, group: str | None = None) -> Iterator[ModuleType]:
    """Import and give every public module of a package in name order, then those of an entry-point group."""
    for name in module_names(package):
        yield importlib.import_module(f"{package.__name__}.{name}")
    if group is not None:
        yield from _entry_points(group)


def packages(package: ModuleType) -> Iterator[ModuleType]:
    """Import and give every public sub-package of a package, in name order."""
    names = sorted(i.name for i in pkgutil.iter_modules(package.__path__) if i.ispkg and i.name[0] != "_")
    for name in names:
        yield importlib.import_module(f"{package.__name__}.{name}")


class Ordered(Protocol):
    """What was found and knows its place among others of its sort."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def precedence(self) -> int:
        """Its place: the lowest is asked first."""


_Ordered = TypeVar("_Ordered", bound=Ordered)


def by_precedence(found: Iterable[_Ordered], plural: str) -> tuple[_Ordered, ...]:
    """What was found in the order in which it is asked; raises `ValueError` for two of one precedence."""
    ordered = sorted(found, key=lambda one: one.precedence)
    for first, second in pairwise(ordered):
        if first.precedence == second.precedence:
            message = f"{plural} {first.name} and {second.name} have the same precedence {first.precedence}"
            raise ValueError(message)
    return tuple(ordered)


def _entry_points(group: str) -> Iterator[ModuleType]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - costs 30 ms, wanted by few

    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        yield importlib.import_module(point.module)
