"""`gov alerts`: whether a number of the project is an alarm."""

from __future__ import annotations

from contextlib import ExitStack

import click

from gov.cli._command import EXIT_FINDINGS
from gov.cli._evidence import evidence_option
from gov.cli._measuring import counted
from gov.cli._printing import put_json, put_lines
from gov.metrics.alarms import alarms
from gov.reports.numbers.alarms import as_annotations, as_json, as_text, outcome


@click.command(short_help="Tell which numbers are alarms.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
    help="How alarms are written.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Also fail when an alert could not be looked at.")
@evidence_option
@click.pass_context
def alerts(ctx: click.Context, form: str, given: tuple[str, ...], *, strict: bool) -> None:
    """Hold the numbers of the project against the alerts in its settings.

    An alert is [[alerts]] with metric, when, severity and message. One on a number that is not known is not
    run, and says why. What to send where is for the pipeline to say: json is the payload.

    \b
    Examples:
      gov alerts
      gov alerts --format json > alerts.json
      gov alerts --format github
    Exit codes: 0 no alarm of severity error, 1 at least one, 2 usage or configuration.
    """
    with ExitStack() as stack:
        found = counted(given, stack)
        settings = found.loaded.project.configuration
        told = alarms(settings, found.metrics)
    passed = outcome(told, is_strict=strict)
    if form == "json":
        put_json(as_json(told, settings.path, found.known.today, passed=passed))
    elif form == "github":
        put_lines(as_annotations(told, settings.path, found.loaded.root, passed=passed))
    else:
        put_lines(as_text(told, settings.path, passed=passed))
    if not passed:
        ctx.exit(EXIT_FINDINGS)
