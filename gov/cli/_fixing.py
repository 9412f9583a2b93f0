"""Fixes shown as a diff, or written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from gov.errors import GovError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gov.rulebook import Verdict
    from gov.rulebook.mending import Mended

__all__ = ["diff_of", "diff_of_files", "tell_of_left_out", "tell_of_uncovered", "tell_of_unsafe", "write"]


def diff_of(changes: Mended) -> str:
    """What some fixes would change, as a unified diff; empty where they change nothing."""
    return diff_of_files(changes.files, {})


def diff_of_files(files: Mapping[str, tuple[bytes, bytes]], moved: Mapping[str, str]) -> str:
    """What changes in some files, of which some get another name, as a unified diff."""
    from gov.cli._unified_diff import unified  # noqa: PLC0415 - a check that shows no diff need not load it

    return "".join(unified(path, moved.get(path, path), *both) for path, both in files.items())


def write(changes: Mended, root: Path) -> None:
    """Put fixes into the files of a project, each file in one step, and say which findings they cure.

    Raises `GovError` where a file is no longer what was checked: nothing of it is written then.
    """
    from gov.cli._writing import read, replace  # noqa: PLC0415 - a check that fixes nothing need not load it

    for path, (before, after) in changes.files.items():
        if read(root / path) != before:
            message = f"{path} was changed while it was being fixed"
            raise GovError(message, help="Run the command again.")
        replace(root / path, after)
    for finding in changes.findings:
        place = finding.location
        title = finding.fix.title if finding.fix else ""
        click.echo(printable(f"fixed {place.path}:{place.line}: {finding.code}: {title}"), err=True)


def tell_of_unsafe(verdict: Verdict, *, with_unsafe: bool) -> None:
    """Say how many fixes wait for a further option, where that was not given."""
    count = sum(finding.fix is not None and not finding.fix.is_safe for finding in verdict.findings)
    if count and not with_unsafe:
        click.echo(f"{count} more with --unsafe-fixes", err=True)


def tell_of_uncovered(before: Verdict, after: Verdict) -> None:
    """Say how many findings are shown now that were there before, hidden behind those that fixes cured."""
    had, hidden, has = (
        Counter((finding.code, finding.location.path) for finding in findings)
        for findings in (before.findings, before.silenced, after.findings)
    )
    count = ((has - had) & hidden).total()
    if count:
        were = "1 finding was" if count == 1 else f"{count} findings were"
        click.echo(f"{were} hidden behind what is fixed", err=True)


def tell_of_left_out(changes: Mended) -> None:
    """Say which fixes were not made, as each would bring something else."""
    for finding, brings in changes.left_out:
        place, title = finding.location, finding.fix.title if finding.fix else ""
        why = f"it would bring {brings.code}: {brings.message}" if brings else "it was not tried"
        click.echo(printable(f"left  {place.path}:{place.line}: {finding.code}: {title}: {why}"), err=True)
