"""Findings written down, one file a format; the file's name is the name of the format."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gov import discovery
from gov.text import printable

if TYPE_CHECKING:
    from pathlib import Path

    from gov.project import Project
    from gov.rulebook import Case, Severity, Verdict

__all__ = ["Context", "Report", "report", "report_names", "shows_fixes", "unmatched"]


class Context(NamedTuple):
    """What a report needs beside the verdict: where the project lies, what fails, whether there is colour.

    Where only some paths were asked for, they are `wanted`; `elsewhere` counts the findings outside of them,
    and `unread` names those of the paths that hold no governed document. `case` is the change request that
    was judged, if one was.
    """

    root: Path
    threshold: Severity
    use_color: bool = False
    elsewhere: int = 0
    unread: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    case: Case | None = None

    @property
    def has_read_nothing(self) -> bool:
        """Whether none of the paths that were asked for holds a governed document."""
        return bool(self.unread) and len(self.unread) == len(self.wanted)

    def is_wanted(self, path: str) -> bool:
        """Whether findings in a file are shown: those elsewhere are counted alone."""
        return not self.wanted or any(path == w or path.startswith(w.rstrip("/") + "/") for w in self.wanted)


class Report(Protocol):
    """Writes a verdict as text."""

    def __call__(self, verdict: Verdict, context: Context) -> str:
        """The whole report, its last line ended."""


def unmatched(project: Project) -> str:
    """What to say where the settings name documents and no file is one of them; else nothing."""
    settings = project.configuration
    if project.documents or not settings.project.documents:
        return ""
    patterns = printable(", ".join(settings.project.documents))
    return f"no file matches [project] documents in {settings.path}: {patterns}"


def report_names() -> tuple[str, ...]:
    """The names of all formats."""
    return discovery.module_names(sys.modules[__name__])


def report(name: str) -> Report:
    """The report of a name."""
    render: Report = importlib.import_module(f"{__name__}.{name}").render
    return render


def shows_fixes(name: str) -> bool:
    """Whether the report of a name tells how findings can be fixed, for others to do: it says so itself."""
    says: object = getattr(importlib.import_module(f"{__name__}.{name}"), "SHOWS_FIXES", False)
    return says is True
