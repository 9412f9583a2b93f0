"""A number as a small picture, for a README: icon, word and number, the same bytes for the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._pages import page
from gov.text import cell_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.metrics.alarms import Alarm
    from gov.metrics.metric import Metric

__all__ = ["GROUNDS", "LABEL", "WORDS", "badge"]

# White text stands on each of them with a contrast of at least 4.5.
GROUNDS = {
    "good": "#005d4f", "plain": "#0b57b0", "warning": "#7a4f00", "error": "#9b0f0f", "unknown": "#3b3766",
}  # fmt: skip
LABEL = "#1a1f2b"
WORDS = {
    "good": "in order", "plain": "counted", "warning": "warning", "error": "alarm", "unknown": "not known",
}  # fmt: skip
_LONGEST = 60
# Verdana at 11 px, roughly; the text is fitted to it, so that no font makes it run over.
_CELL, _MARGIN, _ICON = 7, 8, 16


def badge(metric: Metric, alarms: Iterable[Alarm]) -> str:
    """Draw it; the alerts on the number decide its colour and its icon, else whether it is whole."""
    state = _state(metric, [alarm for alarm in alarms if alarm.alert.metric == metric.name])
    title = _short(printable(metric.title))
    value = _value(metric) + (f", {WORDS[state]}" if state in {"error", "warning"} else "")
    left = _ICON + 2 * _MARGIN + cell_width(title) * _CELL
    right = 2 * _MARGIN + cell_width(value) * _CELL
    return page(
        "badge.svg",
        state=state,
        word=WORDS[state],
        ground=GROUNDS[state],
        label=LABEL,
        title=title,
        value=value,
        whole=printable(str(metric)),
        left=left,
        right=right,
        start=_ICON + _MARGIN,
        margin=_MARGIN,
    )


def _state(metric: Metric, alarms: list[Alarm]) -> str:
    if metric.value is None:
        return "unknown"
    fired = {alarm.alert.severity for alarm in alarms if alarm.state == "fired"}
    if fired:
        return "error" if "error" in fired else "warning" if "warning" in fired else "plain"
    is_whole = metric.form == "share" and metric.part == metric.whole
    return "good" if alarms or is_whole else "plain"


def _value(metric: Metric) -> str:
    if metric.value is None:
        return "unknown"
    return f"{metric.value} {metric.sign}".strip()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
