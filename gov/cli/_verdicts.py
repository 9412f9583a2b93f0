"""What the commands that judge share: how a verdict is asked for, and how it ends the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gov.cli._command import EXIT_FINDINGS, EXIT_INTERNAL
from gov.cli._printing import wants_color
from gov.reports import report_names
from gov.rulebook import SEVERITIES

if TYPE_CHECKING:
    from gov.config import Configuration
    from gov.rulebook import Severity, Verdict

__all__ = [
    "color_option", "end", "fail_on_option", "format_option", "is_colored", "output_option",
    "stop_at_failures", "threshold_of",
]  # fmt: skip

_SEVERITIES: dict[str, Severity] = {severity: severity for severity in SEVERITIES}

format_option = click.option(
    "--format", "form", type=click.Choice(report_names()), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
output_option = click.option(
    "--output", "written", multiple=True, metavar="FORMAT=FILE",
    help="Write a report to a file as well; may be given several times.",
)  # fmt: skip
fail_on_option = click.option(
    "--fail-on", type=click.Choice(list(SEVERITIES)), help="Severity from which on it fails."
)
color_option = click.option(
    "--color/--no-color", default=None,
    help="Colour; without it, on a terminal only, as NO_COLOR and FORCE_COLOR say.",
)  # fmt: skip


def threshold_of(fail_on: str | None, configuration: Configuration) -> Severity:
    """The severity from which on a verdict fails: the command line's, else that of the settings."""
    return _SEVERITIES.get(fail_on or "", configuration.check.fail_on)


def is_colored(*, asked: bool | None) -> bool:
    """Whether output is to be coloured: as the command line says, else as the terminal can."""
    return wants_color() if asked is None else asked


def stop_at_failures(verdict: Verdict, more: str) -> None:
    """End with 3 where a rule itself failed, after saying which, and `more`: such a verdict is none."""
    for failure in verdict.failures:
        click.echo(f"{failure.code} failed: {failure.trace}", err=True)
    if verdict.failures:
        click.echo(f"A rule failed: this is a fault of the rule{more}", err=True)
        raise click.exceptions.Exit(EXIT_INTERNAL)


def end(verdict: Verdict, threshold: Severity, judged: str, *, fails_anyway: bool) -> None:
    """End as a verdict on the `judged` says: with 3 where a rule failed, with 1 where the verdict fails."""
    stop_at_failures(verdict, f", not of {judged}. Please report it.")
    if fails_anyway or verdict.fails(threshold):
        raise click.exceptions.Exit(EXIT_FINDINGS)
