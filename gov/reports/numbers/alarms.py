"""Alarms for people, for programs and for pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._annotations import LEVELS, annotation
from gov.reports._workspace import prefix
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from gov.metrics.alarms import Alarm
    from gov.rulebook import Severity

__all__ = ["as_annotations", "as_json", "as_text", "message_of", "outcome"]

_NAMED = 5
_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def message_of(alarm: Alarm) -> str:
    """What an alarm says: the number and the condition, then the team's own words."""
    alert, metric = alarm.alert, alarm.metric
    said = f"{alert.metric} is {metric}, which is {alert.when}" if metric else alert.metric
    return f"{said}: {alert.message}" if alert.message else said


def outcome(alarms: Sequence[Alarm], *, is_strict: bool) -> bool:
    """Whether the alarms let a pipeline pass; where one is strict, what was not looked at does not."""
    if is_strict and (not alarms or any(alarm.state == "not-run" for alarm in alarms)):
        return False
    return not any(alarm.state == "fired" and alarm.alert.severity == "error" for alarm in alarms)


def as_text(alarms: Sequence[Alarm], path: str, *, passed: bool) -> list[str]:
    """A line for each alarm that goes off or could not be looked at, then a count."""
    lines = []
    for alarm in alarms:
        place = f"{path}:{alarm.alert.line}" if alarm.alert.line else path
        if alarm.state == "fired":
            lines.append(f"{place}: {alarm.alert.severity}[alert] {message_of(alarm)}")
            lines.extend(f"  {line}" for line in _help(alarm))
        elif alarm.state == "not-run":
            when = f"{alarm.alert.metric} {alarm.alert.when}"
            lines.append(f"{place}: not run: {when}: {alarm.unknown}")
    lines.append(_summary(alarms, passed=passed))
    return [printable(line) for line in lines]


def as_json(alarms: Sequence[Alarm], path: str, day: date, *, passed: bool) -> dict[str, object]:
    """The payload for a webhook or an issue; its shape is `gov schema alerts`."""
    return {
        "version": 1,
        "day": day.isoformat(),
        "passed": passed,
        "alerts": [_value(alarm, path) for alarm in alarms],
    }


def as_annotations(alarms: Sequence[Alarm], path: str, root: Path, *, passed: bool) -> list[str]:
    """Annotations of the settings' lines, then a count."""
    way = prefix(root)
    lines = []
    for alarm in alarms:
        properties = {
            "file": way + path,
            "line": str(max(alarm.alert.line, 1)),
            "title": f"alert on {alarm.alert.metric}",
        }
        if alarm.state == "fired":
            text = "\n".join((message_of(alarm), *_help(alarm)))
            lines.append(annotation(LEVELS[alarm.alert.severity], properties, text))
        elif alarm.state == "not-run":
            lines.append(annotation("warning", properties, f"not run: {alarm.unknown}"))
    return [*lines, f"gov alerts {_summary(alarms, passed=passed)}"]


def _help(alarm: Alarm) -> list[str]:
    """What the number is made of that matters here, and what would raise it."""
    metric = alarm.metric
    if metric is None:
        return []
    lines = [f"raised by: {metric.definition.raised_by}"]
    behind = _behind(alarm)
    if behind:
        more = f", and {len(behind) - _NAMED} more" if len(behind) > _NAMED else ""
        word = "not counted" if alarm.alert.when.startswith("<") else "counted"
        lines.append(f"{word}: {', '.join(behind[:_NAMED])}{more}")
    return lines


def _behind(alarm: Alarm) -> tuple[str, ...]:
    """What makes the number what it is: where it is too small, what is not counted in it."""
    if alarm.metric is None:
        return ()
    return alarm.metric.others if alarm.alert.when.startswith("<") else alarm.metric.counted


def _summary(alarms: Sequence[Alarm], *, passed: bool) -> str:
    if not alarms:
        word = "passed" if passed else "failed"
        return f"{word}: no alert is configured ([[alerts]]), so nothing was looked at"
    fired = [alarm.alert.severity for alarm in alarms if alarm.state == "fired"]
    counts = ", ".join(_plural(fired.count(severity), word) for severity, word in _WORDS.items())
    not_run = [alarm.state for alarm in alarms].count("not-run")
    return f"{'passed' if passed else 'failed'}: {counts}; {_plural(len(alarms), 'alert')}, {not_run} not run"


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _value(alarm: Alarm, path: str) -> dict[str, object]:
    alert, metric = alarm.alert, alarm.metric
    return {
        "metric": alert.metric,
        "title": metric.title if metric else None,
        "when": alert.when,
        "severity": alert.severity,
        "message": alert.message,
        "state": alarm.state,
        "value": metric.value if metric else None,
        "part": metric.part if metric else None,
        "whole": metric.whole if metric else None,
        "unknown": alarm.unknown or None,
        "behind": list(_behind(alarm)),
        "path": path,
        "line": alert.line,
    }
