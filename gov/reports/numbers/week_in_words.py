"""The report of a week in words, the same for Markdown and for HTML; nothing in it is escaped yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.history.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.metrics.week import Trend, Week
    from gov.rulebook import Finding

__all__ = ["Line", "Part", "Report", "report_of"]

# What a reader goes through; the rest is counted.
_MOST = 100
_SHORT = 8


class Line(NamedTuple):
    """One thing: what it is about (an identifier, a code, a place), and what is to be said of it."""

    name: str
    text: str


class Part(NamedTuple):
    """A section: its heading, its lines, how many more there are, and what to say where there is none."""

    title: str
    lines: tuple[Line, ...]
    more: int
    empty: str

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.lines) + self.more


class Report(NamedTuple):
    """All that a report says: a head, numbers with how they moved, and sections."""

    title: str
    summary: str
    note: str
    numbers: tuple[tuple[str, str, str, str], ...]
    parts: tuple[Part, ...]


def report_of(week: Week) -> Report:
    """Put a week into words."""
    name = week.project.configuration.project.name
    title = f"{name + ': ' if name else ''}{week.since} to {week.until}"
    start = f"{week.start.id[:_SHORT]} of {week.start.when.date()}" if week.start else "nothing"
    summary = (
        f"{_plural(len(week.items), 'item')} changed in {_plural(len(week.commits), 'commit')}, "
        f"{_plural(len(week.arisen), 'new finding')}, {len(week.cured)} cured; from {start} to "
        f"{week.end.id[:_SHORT]} of {week.end.when.date()}"
    )
    return Report(title, summary, week.note, tuple(map(_number, week.trends)), _parts(week))


def _parts(week: Week) -> tuple[Part, ...]:
    return (
        _part("What to do next", _actions(week), "Nothing is pressing."),
        _part("What changed", _changes(week), "No item changed."),
        _part("New findings", map(_finding, week.arisen), "None."),
        _part("Cured findings", map(_finding, week.cured), "None."),
        _part("Overdue reviews", map(_about, week.overdue), "No review is overdue."),
        _part("Stalled tasks", map(_about, week.stalled), "No task is stalled."),
        _part("Commits", _commits(week), "No commit changed a governed document."),
    )


def _part(title: str, lines: Iterable[Line], empty: str) -> Part:
    found = tuple(lines)
    return Part(title, found[:_MOST], len(found) - len(found[:_MOST]), empty)


def _actions(week: Week) -> Iterable[Line]:
    return (Line(f"{action.verb} {action.name}", action.why) for action in week.actions)


def _changes(week: Week) -> Iterable[Line]:
    for entry in week.items:
        steps = "; ".join(said(step.what, step.before, step.after) for step in entry.steps)
        yield Line(entry.item.id, f"{entry.item.title}: {steps}")


def _finding(finding: Finding) -> Line:
    place = finding.location
    where = f"{place.path}:{place.line}:{place.column}"
    return Line(finding.code, f"{finding.severity} at {where}: {finding.message}")


def _about(finding: Finding) -> Line:
    return Line(finding.item or finding.location.path, finding.message)


def _commits(week: Week) -> Iterable[Line]:
    for commit in week.commits:
        yield Line(commit.id[:_SHORT], f"{commit.when.date()} {commit.author}: {commit.subject}")


def _number(trend: Trend) -> tuple[str, str, str, str]:
    """A number: what it is called, as it was, as it is, and how far it moved."""
    moved = trend.difference
    unit = {"share": "point", "count": "", "days": "day"}[trend.now.form]
    sign = f"{unit}s" if unit and moved not in {1, -1} else unit
    told = "unknown" if moved is None else "unchanged" if moved == 0 else f"{moved:+d} {sign}".strip()
    before = str(trend.before) if trend.before else "unknown"
    return trend.now.title, before, str(trend.now), told


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
