"""`gov rules`: every diagnostic, its severity, and whether it runs here."""

from __future__ import annotations

import click

import gov.rules
from gov.cli._codes import refuse_unknown_codes
from gov.cli._evidence import evidence_option, read_project_evidence
from gov.cli._loading import load, today
from gov.cli._printing import put_json, put_lines
from gov.rulebook import Facts, baseline_of, check, load_rulebook
from gov.text import printable


@click.command(short_help="List every diagnostic, and why some do not run here.")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How the list is written.",
)  # fmt: skip
@evidence_option
def rules(paths: tuple[str, ...], form: str, given: tuple[str, ...]) -> None:
    """List every diagnostic with its severity and whether it runs in this project, or why it does not.

    \b
    Examples:
      gov rules
      gov rules --format json
    """
    loaded = load(paths)
    rulebook = load_rulebook(gov.rules)
    refuse_unknown_codes(loaded, rulebook)
    evidence = read_project_evidence(loaded, given)
    facts = Facts(loaded.project, today(), evidence=evidence, baseline=baseline_of(loaded.project))
    verdict = check(facts, rulebook)
    reasons = {entry.code: entry.reason for entry in verdict.rules_not_run}
    settings = loaded.project.configuration.check.severity
    values: list[dict[str, str]] = [
        {
            "code": rule.code,
            "severity": settings.get(rule.code) or settings.get(rule.family) or rule.severity,
            "summary": rule.summary,
            "fix": rule.fix,
            "state": "run"
            if rule.code in verdict.rules_run
            else "not run"
            if rule.code in reasons
            else "off",
            "reason": reasons.get(rule.code, ""),
        }
        for rule in rulebook.rules
    ]
    values.sort(key=lambda value: value["code"])
    if form == "json":
        put_json(values)
        return
    if form == "markdown":
        put_lines(["| code | here | what it finds, or why it does not run |", "|---|---|---|"])
        put_lines(
            [printable(f"| `{value['code']}` | {_state(value)} | {_said(value)} |") for value in values]
        )
        return
    width = max(len(value["code"]) for value in values)
    put_lines(
        [
            printable(
                f"{value['code']:<{width}}  {_state(value):<8} {value['reason'] or value['summary']}".rstrip()
            )
            for value in values
        ]
    )


def _said(value: dict[str, str]) -> str:
    return (value["reason"] or value["summary"]).replace("|", "\\|")


def _state(value: dict[str, str]) -> str:
    return value["severity"] if value["state"] == "run" else value["state"]
