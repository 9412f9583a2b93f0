"""What reports for people say in the same words: the outcome, what was set aside, numbers with nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.reports import unmatched
from gov.rulebook import SEVERITIES
from gov.text import printable

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["NOUNS", "Outcome", "aside", "by_reason", "count", "outcome", "plural", "rules", "set_aside"]

NOUNS = {"error": "error", "warning": "warning", "info": "note"}


class Outcome(NamedTuple):
    """What a check came to in a word, and why."""

    word: Literal["passed", "failed", "nothing was checked", "unknown"]
    why: str


def outcome(verdict: Verdict, context: Context) -> Outcome:
    """What a verdict came to; where there was nothing to look at, that is no pass."""
    failed = verdict.fails(context.threshold) or bool(verdict.failures)
    if not failed and not verdict.project.items:
        why = unmatched(verdict.project)
        why = why or "no governed item was found here; 'gov list --documents' shows what was read"
        return Outcome("nothing was checked", why)
    if not failed and context.has_read_nothing:
        return Outcome("nothing was checked", unread(context))
    counts = [count(verdict.count(severity), NOUNS[severity]) for severity in SEVERITIES]
    if not failed and context.case is not None and (unclear := context.case.facts.lacks("claims")):
        return Outcome("unknown", f"{', '.join(counts)}; {printable(unclear)}")
    if verdict.failures:
        counts.append(f"{count(len(verdict.failures), 'rule')} broken down")
    return Outcome("failed" if failed else "passed", ", ".join(counts))


def rules(verdict: Verdict) -> str:
    """How many rules ran, and how many did not."""
    off = ", others switched off by the configuration" if verdict.rules_off else ""
    return f"{count(len(verdict.rules_run), 'rule')} run{off}, {len(verdict.rules_not_run)} not run"


def set_aside(verdict: Verdict, context: Context) -> list[str]:
    """What was found and is not among the findings, a phrase each."""
    told = []
    if verdict.suppressed:
        told.append(f"{count(len(verdict.suppressed), 'finding')} {aside(verdict)}")
    if verdict.baselined:
        told.append(f"{count(len(verdict.baselined), 'finding')} set aside by the baseline")
    if verdict.known:
        told.append(f"{count(len(verdict.known), 'finding')} not new, and not shown")
    if context.case is not None and (change := context.case.facts.change) is not None:
        told.extend(change.notes)
        if change.conflicts:
            told.append(f"in conflict with the base: {', '.join(map(printable, change.conflicts))}")
    if context.elsewhere:
        told.append(f"{count(context.elsewhere, 'finding')} elsewhere in the project, not shown")
    if context.unread and not context.has_read_nothing:
        told.append(unread(context))
    return told


def aside(verdict: Verdict) -> str:
    """How findings were set aside by words: in the text, or by the override of a change."""
    scopes = {entry.suppression.scope == "change" for entry in verdict.suppressed}
    texts = {True: "overridden", False: "suppressed in the text"}
    return " or ".join(texts[is_change] for is_change in sorted(scopes))


def unread(context: Context) -> str:
    """Which of the paths that were asked for hold nothing that is checked."""
    verb = "hold" if len(context.unread) > 1 else "holds"
    return f"{printable(', '.join(context.unread))} {verb} no governed document"


def count(number: int, noun: str) -> str:
    """A number and its noun."""
    return plural(number, noun, f"{noun}s")


def plural(number: int, one: str, many: str) -> str:
    """A number and the form of a noun that goes with it."""
    return f"{number:,} {one if number == 1 else many}"


def by_reason(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """The rules that did not run, those with one reason together; first what keeps most of them back."""
    groups: dict[str, list[str]] = {}
    for entry in verdict.rules_not_run:
        groups.setdefault(entry.reason, []).append(entry.code)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
