"""The `gov` command: one file a sub-command, found by presence and imported when called."""

from gov.cli._command import main, run

__all__ = ["main", "run"]
