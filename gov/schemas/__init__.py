"""The published shapes of what this tool reads and writes as data: one JSON Schema (2020-12) a file.

`config.json` is that of `gov.toml`, made from the configuration's own types; the others are those of what a
command of the same name writes with `--format json`. The number at the end of an `$id` is the
version: it goes up when what was valid no longer is; new keys may appear within one.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["schema_names", "schema_text"]

_FOLDER = Path(__file__).parent


def schema_names() -> tuple[str, ...]:
    """The names of all published schemas, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.json")))


def schema_text(name: str) -> str:
    """A published schema as JSON."""
    return (_FOLDER / f"{name}.json").read_text("utf-8")
