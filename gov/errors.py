"""What went wrong outside the documents, where, and what to do about it.

A finding is about a governed document and never raised. These errors are about how the tool was called or
configured: each carries a place where there is one and always a way out.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ConfigurationError", "GovError", "Mistake", "UsageError"]


class GovError(Exception):
    """A condition that stops a command; `str()` is the whole message, `help` says what to do about it."""

    exit_code = 2

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word of every finding and report
        """Keep the message and the way out apart, so that each output can lay them out in its own form."""
        super().__init__(message)
        self.help = help


class UsageError(GovError):
    """The command was called with something that cannot be."""


class Mistake(NamedTuple):
    """One thing wrong in a configuration file; `line` counts from 1, 0 where the file as a whole is meant."""

    path: str
    line: int
    message: str
    help: str = ""

    def __str__(self) -> str:
        """Write the mistake as a compiler would: place, message, way out."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f"\n  help: {self.help}" if self.help else "")


class ConfigurationError(GovError):
    """Every mistake of a configuration, reported at once."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        """Join the mistakes into one message, in file order."""
        self.mistakes = tuple(
            sorted(mistakes, key=lambda mistake: (mistake.path, mistake.line, mistake.message))
        )
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
