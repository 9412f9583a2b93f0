"""A verdict as Markdown for a host, within what it takes: of a check, or of a change for its reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._escaped import safe
from gov.reports._findings_in_markdown import sections_of
from gov.reports._sections import fitted
from gov.reports._words import outcome, rules, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["in_markdown"]

# Kept back for the notes that say what was left out.
_NOTES = 1_500
_OUTCOMES = {"passed": "✅", "failed": "❌", "nothing was checked": "⚠️", "unknown": "❔"}


def in_markdown(verdict: Verdict, context: Context, most: int, size: Callable[[str], int] = len) -> str:
    """Write a verdict in at most so many characters, or whatever `size` counts."""
    word, why = outcome(verdict, context)
    told = [rules(verdict), *set_aside(verdict, context)]
    head = f"## {_OUTCOMES[word]} govtrace: {word}\n\n{safe(why)}; {safe('; '.join(told))}.\n"
    sections = sections_of(verdict)
    if context.case is not None:
        from gov.reports._change_in_markdown import change_sections, headline  # noqa: PLC0415 - changes alone have it

        head += headline(context.case)
        sections = change_sections(verdict, context.case)
    return head + fitted(sections, most - size(head) - _NOTES, size)
