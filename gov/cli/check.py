"""`gov check`: find what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

import gov.rules
from gov.cli._codes import refuse_unknown_codes
from gov.cli._command import EXIT_FINDINGS, EXIT_INTERNAL
from gov.cli._loading import Loaded, load, today
from gov.cli._printing import put, wants_color
from gov.reports import Context, report, report_names
from gov.rulebook import SEVERITIES, Facts, load_rulebook
from gov.rulebook import check as run

if TYPE_CHECKING:
    from gov.rulebook import Severity

_SEVERITIES: dict[str, Severity] = {severity: severity for severity in SEVERITIES}


@click.command(short_help="Find what is wrong, with place, code and cure.")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(report_names()), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="Severity from which on it fails.")
@click.option("--strict", is_flag=True, help="Also fail when a rule did not run.")
@click.option(
    "--color/--no-color",
    default=None,
    help="Colour; without it, on a terminal only, as NO_COLOR and FORCE_COLOR say.",
)
@click.pass_context
def check(  # noqa: PLR0913 - an argument for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    fail_on: str | None,
    *,
    strict: bool,
    color: bool | None,
) -> None:
    """Find what is wrong in governed documents, each with its place, its code and its cure.

    PATHS are files or folders; the whole project is read, findings are shown for these. Nothing is written.

    \b
    Examples:
      gov check
      gov check docs/governance --fail-on warning
      gov check --format json > findings.json
    Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 a fault of gov itself.
    """
    loaded = load(paths)
    rulebook = load_rulebook(gov.rules)
    refuse_unknown_codes(loaded, rulebook)
    verdict = run(Facts(loaded.project, today()), rulebook)
    shown = tuple(finding for finding in verdict.findings if loaded.is_wanted(finding.location.path))
    elsewhere = len(verdict.findings) - len(shown)
    verdict = replace(verdict, findings=shown)
    threshold = _SEVERITIES.get(fail_on or "", loaded.project.configuration.check.fail_on)
    use_color = wants_color() if color is None else color
    context = Context(loaded.root, threshold, use_color, elsewhere, _unread(loaded))
    put(report(form)(verdict, context))
    if verdict.failures:
        for failure in verdict.failures:
            click.echo(f"{failure.code} failed: {failure.trace}", err=True)
        click.echo(
            "A rule failed: this is a fault of the rule, not of your documents. Please report it.", err=True
        )
        ctx.exit(EXIT_INTERNAL)
    if verdict.fails(threshold) or (strict and verdict.rules_not_run):
        ctx.exit(EXIT_FINDINGS)


def _unread(loaded: Loaded) -> tuple[str, ...]:
    """The paths that were asked for and hold no governed document."""
    documents = [document.path for document in loaded.project.documents]
    return tuple(
        path
        for path in loaded.wanted
        if not any(document == path or document.startswith(f"{path}/") for document in documents)
    )
