"""`gov explain`: what a code means and how to cure it."""

from __future__ import annotations

from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

import gov.rules
from gov.cli._codes import known_codes
from gov.cli._printing import put_json, put_lines
from gov.config import find_root, read_configuration
from gov.errors import UsageError
from gov.rulebook import load_rulebook
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.config import UserRule
    from gov.rulebook import Family, Rule, Rulebook

_WITHOUT_WORDS = {"select": "every item", "require": "a reference to any item", "forbid": "nothing"}


def _complete_code(
    ctx: click.Context,  # noqa: ARG001 - click's signature
    param: click.Parameter,  # noqa: ARG001 - as above
    incomplete: str,
) -> list[str]:
    return [
        code
        for code in known_codes(load_rulebook(gov.rules))
        if code.casefold().startswith(incomplete.casefold())
    ]


class _Page(NamedTuple):
    """What is said of a code: what it is, a line of facts about it, its text in Markdown."""

    code: str
    kind: Literal["rule", "family", "own"]
    facts: str
    page: str
    rule: Rule | None = None


@click.command(short_help="Explain a code: what, why, how to cure it, examples.")
@click.argument("code", shell_complete=_complete_code)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
    help="How the page is written.",
)  # fmt: skip
def explain(code: str, form: str) -> None:
    """Explain a diagnostic or a family: what it finds, why, how to cure it, with examples.

    \b
    Examples:
      gov explain ENF-005.dangling
      gov explain ENF-005
      gov explain ENF-005.dangling --format markdown > dangling.md
    """
    page = _page_of(code)
    if form == "json":
        put_json(_value(page))
        return
    head = f"{page.code}{page.facts}" if form == "text" else f"# {page.code}\n\n{page.facts.strip(' ()')}"
    text = f"{head}\n\n{page.page}".replace("\n\n\n\n", "\n\n")
    put_lines([printable(line) for line in text.split("\n")])


def _page_of(code: str) -> _Page:
    rulebook = load_rulebook(gov.rules)
    rule = rulebook.rule(code)
    if rule is not None:
        return _Page(rule.code, "rule", _facts(rule), rule.documentation, rule)
    family = next((f for f in rulebook.families if f.code.casefold() == code.casefold()), None)
    if family is not None:
        return _Page(family.code, "family", f" {family.title}", _family_page(family, rulebook))
    own = _own_rule(code)
    if own is not None:
        facts = f" ({own.severity}; a rule of this project)"
        return _Page(own.code, "own", facts, "\n".join(_own_page(own)))
    raise _unknown(code, rulebook)


def _facts(rule: Rule) -> str:
    fixes = {"none": "no automatic fix", "safe": "a safe fix", "unsafe": "an unsafe fix"}
    needs = f"; needs {', '.join(rule.needs)}" if rule.needs else ""
    return f" ({rule.severity}; {fixes[rule.fix]}{needs})"


def _value(page: _Page) -> dict[str, object]:
    rule = page.rule
    return {
        "version": 1,
        "code": page.code,
        "kind": page.kind,
        "severity": rule.severity if rule else None,
        "fix": rule.fix if rule else None,
        "needs": list(rule.needs) if rule else [],
        "page": page.page,
    }


def _family_page(family: Family, rulebook: Rulebook) -> str:
    members = [
        f"  {rule.code:<36} {rule.severity:<8} {rule.summary}"
        for rule in rulebook.rules
        if rule.family == family.code
    ]
    return "\n".join([family.page, "", *members])


def _own_rule(code: str) -> UserRule | None:
    """A rule of the project around the current folder, if it has one of that code."""
    root = find_root(Path.cwd())
    rules = read_configuration(root).rules if root else ()
    return next((rule for rule in rules if rule.code.casefold() == code.casefold()), None)


def _own_page(rule: UserRule) -> Iterator[str]:
    """What a rule of the project says, and about which items, in the words of its settings."""
    yield f"message: {rule.message}"
    if rule.help:
        yield f"help: {rule.help}"
    for name, part in (("select", rule.select), ("require", rule.require), ("forbid", rule.forbid)):
        if part is not None:
            values = ((field, getattr(part, field.name)) for field in fields(part))
            said = "; ".join(
                f"{field.name.replace('_', '-')} {_words(value)}"
                for field, value in values
                if value and value != field.default
            )
            yield f"{name}: {said or _WITHOUT_WORDS[name]}"


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {wanted}" for key, wanted in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _unknown(code: str, rulebook: Rulebook) -> UsageError:
    near = get_close_matches(code, known_codes(rulebook), n=1, cutoff=0.5)
    return UsageError(
        f"no diagnostic is called {code!r}",
        help=f"Did you mean {near[0]}?" if near else "'gov explain ENF-005' lists a family.",
    )
