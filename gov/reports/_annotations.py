"""Workflow commands of GitHub and Forgejo that annotate lines.

The escapes are those of the runner's own toolkit: `%`, CR and LF in data, also `:` and `,` in properties.
Untrusted text never begins a line: it would be a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.rulebook import Severity

__all__ = ["LEVELS", "annotation"]

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(level: str, properties: Mapping[str, str], text: str) -> str:
    """One command, on a line of its own."""
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(text)}"


def _data(text: str) -> str:
    text = "\n".join(printable(line) for line in text.split("\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
