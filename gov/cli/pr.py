"""`gov pr`: judge a change request."""

from __future__ import annotations

from contextlib import ExitStack

import click

import gov.rules
from gov.cli._codes import refuse_unknown_codes
from gov.cli._evidence import evidence_option
from gov.cli._gate import gate_of
from gov.cli._log import log_of, write_log
from gov.cli._naming_options import named
from gov.cli._outputs import outputs_of, refuse_linked, with_sound_fixes, write_outputs
from gov.cli._printing import put
from gov.cli._requesting import Told, requested
from gov.cli._verdicts import (
    color_option,
    end,
    fail_on_option,
    format_option,
    is_colored,
    output_option,
    threshold_of,
)
from gov.reports import Context, report
from gov.rulebook import judged, load_rulebook


@click.command(short_help="Judge a change request: whether it names its task.")
@click.option("--event", callback=named, metavar="FILE", help="The event of the host, as JSON.")
@click.option(
    "--range", "commits", callback=named, metavar="BASE..HEAD", help="A range of commits, without a host."
)
@click.option("--title", help="The title, in place of the host's.")
@click.option(
    "--body-file", default="", metavar="FILE", help="The description, in place of the host's; - reads it."
)
@click.option("--labels", metavar="A,B", help="The labels, in place of the host's.")
@click.option("--author", metavar="NAME", help="The author, in place of the host's; never taken for a bot.")
@click.option("--approved-by", metavar="A,B", help="Who approved it; no event tells.")
@click.option("--base", callback=named, metavar="REV", help="What the change goes into.")
@click.option("--head", callback=named, metavar="REV", help="The end of the change.")
@click.option(
    "--policy-from", type=click.Choice(["base", "head"]), default="base", show_default=True,
    help="Whose settings, baseline and exceptions judge; head is for work that nobody reviews yet.",
)  # fmt: skip
@format_option
@output_option
@click.option(
    "--log", "log_name", default="", metavar="FILE",
    help="Add what the change was exempt or overridden by to a log.",
)  # fmt: skip
@fail_on_option
@click.option(
    "--fail-on-unknown", is_flag=True, help="Also fail where nobody can tell what the change names."
)
@color_option
@evidence_option
def pr(  # noqa: PLR0913, PLR0917 - an argument for each option
    event: str,
    commits: str,
    title: str | None,
    body_file: str,
    labels: str | None,
    author: str | None,
    approved_by: str | None,
    base: str,
    head: str,
    policy_from: str,
    form: str,
    written: tuple[str, ...],
    log_name: str,
    fail_on: str | None,
    *,
    fail_on_unknown: bool,
    color: bool | None,
    given: tuple[str, ...],
) -> None:
    """Judge a change request: whether it names the task that it serves, and what it does to the project.

    The change is told by GitHub's, Gitea's, Forgejo's or GitLab's environment, by --event, or it is a range
    of commits. Documents are taken from its merge, settings and exceptions from its base, so that no change
    excuses itself. Findings that the base has as well fail nothing. The format markdown is the reviewer's
    summary.

    \b
    Examples:
      gov pr --range origin/main..HEAD
      gov pr --format github --output markdown=summary.md --output sarif=gov.sarif
      gov pr --title "Sign users in (TASK-004)" --body-file body.md --base origin/main
    Exit codes: 0 passed or unknown, 1 failed, 2 usage or configuration, 3 a fault of gov itself.
    """
    request = requested(Told(event, commits, title, body_file, labels, author, approved_by, base, head))
    rulebook = load_rulebook(gov.rules)
    with ExitStack() as stack:
        gate = gate_of(request, given, stack, by_head=policy_from == "head")
        for loaded in gate.projects:
            refuse_unknown_codes(loaded, rulebook)
        outputs = outputs_of(written, gate.projects[0])
        log = log_of(log_name, gate, outputs)
        refuse_linked((each.file for each in (*outputs, log) if each), gate.root)
        forms = (form, *(output.form for output in outputs))
        verdict = with_sound_fixes(judged(gate.case, rulebook), forms, gate.case.facts, rulebook)
        threshold = threshold_of(fail_on, gate.case.facts.project.configuration)
        context = Context(gate.root, threshold, is_colored(asked=color), case=gate.case)
        write_outputs(outputs, verdict, context)
        write_log(log)
        put(report(form)(verdict, context))
        is_unknown = bool(gate.case.facts.lacks("claims"))
    end(verdict, threshold, "the change", fails_anyway=fail_on_unknown and is_unknown)
