"""`gov check`: find what is wrong."""

from __future__ import annotations

import click

import gov.rules
from gov.cli._codes import refuse_unknown_codes
from gov.cli._command import EXIT_FINDINGS
from gov.cli._comparing import compared
from gov.cli._evidence import evidence_option, evidence_settings, read_project_evidence, refuse_unmeasured
from gov.cli._fixing import diff_of, tell_of_left_out, tell_of_uncovered, tell_of_unsafe, write
from gov.cli._judging import Judging
from gov.cli._loading import load
from gov.cli._naming_options import named
from gov.cli._outputs import outputs_of, with_sound_fixes, write_outputs
from gov.cli._printing import put
from gov.cli._reach import unread_paths
from gov.cli._verdicts import (
    color_option,
    end,
    fail_on_option,
    format_option,
    is_colored,
    output_option,
    threshold_of,
)
from gov.errors import UsageError
from gov.reports import Context, report
from gov.rulebook import load_rulebook


@click.command(short_help="Find what is wrong, with place, code and cure.")
@click.argument("paths", nargs=-1)
@format_option
@output_option
@fail_on_option
@click.option("--strict", is_flag=True, help="Also fail when a rule did not run.")
@color_option
@click.option(
    "--base", callback=named, metavar="REV", help="A revision to compare with, for rules that need one."
)
@click.option("--history", is_flag=True, help="Also run the rules that look at past commits.")
@click.option(
    "--against", callback=named, metavar="REV",
    help="The branch that this one will be merged into: numbers that it has taken are found.",
)  # fmt: skip
@click.option("--new-only", is_flag=True, help="With --against: only findings that this branch brought.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply also the fixes that may change what is meant.")
@click.option(
    "--diff", is_flag=True,
    help="Show what the fixes would change and change nothing, even with --fix; exits 1 if it would.",
)  # fmt: skip
@evidence_option
@click.pass_context
def check(  # noqa: PLR0913 - an argument for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    written: tuple[str, ...],
    fail_on: str | None,
    *,
    strict: bool,
    color: bool | None,
    base: str,
    against: str,
    history: bool,
    new_only: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    given: tuple[str, ...],
) -> None:
    """Find what is wrong in governed documents, each with its place, its code and its cure.

    PATHS are files or folders; the whole project is read, findings are shown for these, and where none of
    them holds a governed document, that is wrong usage. Nothing is written unless --fix, --unsafe-fixes or
    --output says so.

    \b
    Examples:
      gov check
      gov check docs/governance --fail-on warning
      gov check --format json > findings.json
      gov check --base origin/main --history
      gov check --against origin/main
      gov check --new-only --against origin/main
      gov check --format github --output sarif=gov.sarif --output html=gov.html
      gov check --diff
      gov check --fix
      gov check --evidence junit=reports/junit.xml
    Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 a fault of gov itself.
    """
    if new_only and not against:
        message = "--new-only needs --against: findings are new against a branch"
        raise UsageError(message, help="gov check --new-only --against origin/main")
    loaded = load(paths)
    rulebook = load_rulebook(gov.rules)
    refuse_unknown_codes(loaded, rulebook)
    outputs = outputs_of(written, loaded, diff=diff)
    settings = evidence_settings(loaded.project, given)
    refuse_unmeasured(loaded, settings)
    comparison = compared(loaded, base, against, history=history, new_only=new_only, evidence=settings)
    judging = Judging(
        loaded, rulebook, comparison, read_project_evidence(loaded, given, comparison.described)
    )
    unread = unread_paths(judging, paths)
    if diff or fix or unsafe_fixes:
        from gov.rulebook.mending import mended  # noqa: PLC0415 - a check that fixes nothing need not load it

        changes = mended(
            judging.facts, rulebook, judging.whole, with_unsafe=unsafe_fixes, narrowed=judging.asked
        )
        if diff:
            put(diff_of(changes))
        elif changes.files:
            write(changes, loaded.root)
            before = judging
            loaded = load(paths)
            judging = judging.again(loaded)
            tell_of_uncovered(before.asked(before.whole), judging.asked(judging.whole))
        tell_of_left_out(changes)
        tell_of_unsafe(judging.asked(judging.whole), with_unsafe=unsafe_fixes)
        if diff:
            ctx.exit(EXIT_FINDINGS if changes.files else 0)
    forms = (form, *(output.form for output in outputs))
    verdict = with_sound_fixes(judging.asked(judging.whole), forms, judging.facts, rulebook)
    threshold = threshold_of(fail_on, loaded.project.configuration)
    use_color = is_colored(asked=color)
    context = Context(loaded.root, threshold, use_color, judging.elsewhere, unread, loaded.wanted)
    write_outputs(outputs, verdict, context)
    put(report(form)(verdict, context))
    end(verdict, threshold, "your documents", fails_anyway=strict and bool(verdict.rules_not_run))
