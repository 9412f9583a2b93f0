"""`gov check`: find what is wrong."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import click

import gov.rules
from gov.cli._command import EXIT_FINDINGS, EXIT_INTERNAL
from gov.cli._loading import load, today
from gov.reports import Context, report, report_names
from gov.rulebook import Facts, load_rulebook
from gov.rulebook import check as run

if TYPE_CHECKING:
    from gov.rulebook import Severity


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(report_names()), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]), help="Severity from which on it fails."
)
@click.option("--strict", is_flag=True, help="Also fail when a rule did not run.")
@click.option("--color/--no-color", default=None, help="Colour; without it, on a terminal only.")
@click.pass_context
def check(
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
    verdict = run(Facts(loaded.project, today()), load_rulebook(gov.rules))
    if loaded.wanted:
        shown = tuple(finding for finding in verdict.findings if loaded.is_wanted(finding.location.path))
        verdict = replace(verdict, findings=shown)
    threshold = cast("Severity", fail_on or loaded.project.configuration.check.fail_on)
    colour = sys.stdout.isatty() if color is None else color
    click.echo(
        report(form)(verdict, Context(loaded.root, threshold, use_color=colour)), nl=False, color=colour
    )
    if verdict.failures:
        for failure in verdict.failures:
            click.echo(f"{failure.code} failed: {failure.trace}", err=True)
        click.echo(
            "A rule failed: this is a fault of the rule, not of your documents. Please report it.", err=True
        )
        ctx.exit(EXIT_INTERNAL)
    if verdict.fails(threshold) or (strict and verdict.rules_not_run):
        ctx.exit(EXIT_FINDINGS)
