"""`gov explain`: what a code means and how to cure it."""

from __future__ import annotations

from difflib import get_close_matches

import click

import gov.rules
from gov.cli._loading import load
from gov.errors import GovError, UsageError
from gov.rulebook import Rule, Rulebook, load_rulebook


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a diagnostic or a family: what it finds, why, how to cure it, with examples.

    \b
    Examples:
      gov explain ENF-005.dangling
      gov explain ENF-005
    """
    rulebook = load_rulebook(gov.rules)
    rule = rulebook.rule(code)
    if rule is not None:
        click.echo(_page(rule))
        return
    family = next((f for f in rulebook.families if f.code.casefold() == code.casefold()), None)
    if family is not None:
        click.echo(f"{family.code} {family.title}\n\n{family.page}\n")
        for member in rulebook.rules:
            if member.family == family.code:
                click.echo(f"  {member.code:<36} {member.severity:<8} {member.summary}")
        for awaited, reason in family.awaiting:
            click.echo(f"  {awaited:<36} {'not run':<8} {reason}")
        return
    why = next((reason for name, reason in rulebook.awaiting if name.casefold() == code.casefold()), None)
    if why is not None:
        click.echo(f"{code}\n\nThis diagnostic does not run yet: it {why}.")
        return
    own = _own_rule(code)
    if own:
        click.echo(own)
        return
    raise _unknown(code, rulebook)


def _page(rule: Rule) -> str:
    fixes = {"none": "no automatic fix", "safe": "a safe fix", "unsafe": "an unsafe fix"}
    needs = f"; needs {', '.join(rule.needs)}" if rule.needs else ""
    return f"{rule.code} ({rule.severity}; {fixes[rule.fix]}{needs})\n\n{rule.documentation}"


def _own_rule(code: str) -> str:
    """The page of a rule of the project around the current folder, empty where it has none of that code."""
    try:
        rules = load().project.configuration.rules
    except GovError:
        return ""
    found = next((rule for rule in rules if rule.code.casefold() == code.casefold()), None)
    return f"{found.code} ({found.severity})\n\n{found.message}\n{found.help}" if found else ""


def _unknown(code: str, rulebook: Rulebook) -> UsageError:
    known = [rule.code for rule in rulebook.rules] + [family.code for family in rulebook.families]
    known += [name for name, _ in rulebook.awaiting]
    near = get_close_matches(code, known, n=1, cutoff=0.5)
    return UsageError(
        f"no diagnostic is called {code!r}",
        help=f"Did you mean {near[0]}?" if near else "'gov explain ENF-005' lists a family.",
    )
