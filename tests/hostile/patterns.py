"""Every regular expression of the engine, found where it lives, and texts that make bad ones slow."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import gov
from gov.config import Configuration
from gov.items import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["PATTERNS", "Pattern", "methods", "pumps"]

Pattern = re.Pattern[str] | re.Pattern[bytes]
_LITERALS = re.compile(r"\\.|[A-Za-z0-9]+|[^A-Za-z0-9\\]")
_CLASSES = {
    r"\s": (" ", "\t"),
    r"\S": ("a",),
    r"\w": ("a", "0", "_"),
    r"\b": (" ",),
    r"\n": ("\n",),
    r"\t": ("\t",),
}
_ALWAYS = (
    " ",
    "a",
    "A",
    "0",
    "-",
    "_",
    "\n",
    "a ",
    "A-",
    "0-",
    "TASK-",
    "TASK-0",
    "(a",
    "[a",
    "**",
    "\t ",
    "a\n",
)
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub")


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(gov.__path__, "gov."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _patterns() -> dict[str, Pattern]:
    named: dict[str, Pattern] = {}
    for module in _modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                named.setdefault(f"{module.__name__}.{name}", value)
    reader = Reader(Configuration())
    for name in dir(reader.vocabulary):
        value = getattr(reader.vocabulary, name)
        if isinstance(value, re.Pattern):
            named[f"gov.items.vocabulary.Vocabulary.{name}"] = value
    return named


PATTERNS = _patterns()


def pumps(pattern: Pattern, size: int) -> Iterator[str]:
    """Long texts of what a pattern itself looks for, repeated, begun and broken off in several ways."""
    written = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    parts: dict[str, None] = dict.fromkeys(_ALWAYS)
    for part in _LITERALS.findall(written):
        parts.update(dict.fromkeys(_CLASSES.get(part, (part.removeprefix("\\"),))))
    words = [part for part in parts if len(part) > 1 and part.isalnum()]
    heads = ["", *words, *(f"{a}{b}" for a in words[:6] for b in "[(:= -#")]
    for part in parts:
        body = part * (size // len(part))
        for end in ("", "\0", "x"):
            yield body + end
    for head in heads[:8]:
        for part in list(parts)[:20]:
            yield head + part * (size // len(part)) + "\0"


def methods(name: str) -> tuple[str, ...]:
    """How the engine uses a pattern: what is only matched at a place need not be fast when searched for."""
    module, _, short = name.partition(".Vocabulary")[0].rpartition(".")
    if ".Vocabulary." in name:
        module, short = "gov.items.vocabulary", name.rpartition(".")[2]
    path = Path(gov.__path__[0]).parent / (module.replace(".", "/") + ".py")
    package = path.with_suffix("") / "__init__.py"
    source = (path if path.exists() else package).read_text("utf-8")
    return tuple(method for method in _METHODS if f"{short}.{method}(" in source) or ("match",)
