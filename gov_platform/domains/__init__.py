"""One package a domain: found by its presence, mounted by its `router`, stored by its `models`."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["modules"]


def modules(name: str) -> Iterator[ModuleType]:
    """The modules of that name in all domains that have one, in the order of the domains' names."""
    for domain in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        full = f"{__name__}.{domain}.{name}"
        if importlib.util.find_spec(full) is not None:
            yield importlib.import_module(full)
