"""For a step summary or a comment: the verdict in a line, a table of findings, and the rest folded.

At most 65,000 characters, of which hosts take a comment: what does not fit is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.reports._escaped import code, fenced, safe
from gov.reports._excerpt import excerpt_of
from gov.reports._words import NOUNS, by_reason, count, outcome, rules, set_aside

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Location, Verdict

__all__ = ["MOST_CHARACTERS", "render"]

MOST_CHARACTERS = 65_000
# Kept back for the notes that say what was left out.
_NOTES = 1_000
_MARKS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}  # noqa: RUF001 - the letter is that of the sign
_OUTCOMES = {"passed": "✅", "failed": "❌", "nothing was checked": "⚠️"}


@dataclass(frozen=True, slots=True)
class _Section:
    """A part that can be cut after any of its entries.

    `noun` is what one of them is called; `rank` says which section is filled first.
    """

    rank: int
    noun: str
    opening: str
    entries: tuple[str, ...]
    closing: str = ""


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as Markdown for a host that shows it beside a change."""
    word, why = outcome(verdict, context)
    told = [rules(verdict), *set_aside(verdict, context)]
    head = f"## {_OUTCOMES[word]} govtrace: {word}\n\n{safe(why)}; {safe('; '.join(told))}.\n"
    sections = [section for section in _sections(verdict) if section.entries]
    return head + "".join(_fitted(sections, MOST_CHARACTERS - len(head) - _NOTES))


def _sections(verdict: Verdict) -> list[_Section]:
    return [
        _Section(
            0,
            "finding",
            "\n| | Place | Finding |\n|---|---|---|\n",
            tuple(map(_row, verdict.findings)),
        ),
        _Section(
            4,
            "finding",
            _folded("How to cure them"),
            tuple(_detail(finding, verdict) for finding in verdict.findings),
            "\n</details>\n",
        ),
        _Section(
            1,
            "rule",
            _folded(f"{count(len(verdict.failures), 'rule')} broken down: a fault of the rule")
            + _table("Error"),
            tuple(f"| {code(entry.code)} | {safe(entry.error)} |\n" for entry in verdict.failures),
            "\n</details>\n",
        ),
        _Section(
            1,
            "reason",
            _folded(f"{count(len(verdict.rules_not_run), 'rule')} not run") + "| Why | Rules |\n|---|---|\n",
            tuple(
                f"| {safe(reason)} | {', '.join(code(name) for name in codes)} |\n"
                for reason, codes in by_reason(verdict)
            ),
            "\n</details>\n",
        ),
        _Section(
            2,
            "finding",
            _folded(f"{count(len(verdict.suppressed), 'finding')} suppressed in the text")
            + "| Place | Finding | Reason |\n|---|---|---|\n",
            tuple(
                f"| {_where(entry.finding.location)} | {_named(entry.finding)} "
                f"| {safe(entry.suppression.reason)} |\n"
                for entry in verdict.suppressed
            ),
            "\n</details>\n",
        ),
        _Section(
            3,
            "finding",
            _folded(f"{count(len(verdict.baselined), 'finding')} set aside by the baseline")
            + "| | Place | Finding |\n|---|---|---|\n",
            tuple(map(_row, verdict.baselined)),
            "\n</details>\n",
        ),
    ]


def _folded(title: str) -> str:
    return f"\n<details><summary>{title}</summary>\n\n"


def _table(title: str) -> str:
    return f"| Rule | {title} |\n|---|---|\n"


def _row(finding: Finding) -> str:
    mark = f"{_MARKS[finding.severity]} {NOUNS[finding.severity]}"
    return f"| {mark} | {_where(finding.location)} | {_named(finding)} |\n"


def _named(finding: Finding) -> str:
    return f"{safe(finding.message)} {code(finding.code)}"


def _where(place: Location) -> str:
    return code(f"{place.path}:{place.line}:{place.column}")


def _detail(finding: Finding, verdict: Verdict) -> str:
    parts = [f"{_where(finding.location)} {_named(finding)}"]
    excerpt = excerpt_of(finding, verdict)
    if excerpt is not None:
        parts.append(fenced([excerpt.text, excerpt.carets]))
    told = [f"- {_where(place)} {safe(message)}" for place, message in finding.related]
    if finding.help:
        told.append(f"- **Help**: {safe(finding.help)}")
    if told:
        parts.append("\n".join(told))
    return "\n\n".join(parts) + "\n\n"


def _fitted(sections: list[_Section], room: int) -> list[str]:
    """The sections as they stand, cut where there is no more room, by rank and not by place."""
    written = [""] * len(sections)
    for number in sorted(range(len(sections)), key=lambda number: (sections[number].rank, number)):
        section = sections[number]
        left = room - len(section.opening) - len(section.closing)
        kept: list[str] = []
        for entry in section.entries:
            if len(entry) > left:
                break
            kept.append(entry)
            left -= len(entry)
        missing = len(section.entries) - len(kept)
        body = section.opening + "".join(kept) if kept else ""
        if missing:
            more = "more " if kept else ""
            body += (
                f"\n*{count(missing, f'{more}{section.noun}')} left out here: there is no room for all.*\n"
            )
        written[number] = body + (section.closing if kept else "")
        room -= len(written[number])
    return written
