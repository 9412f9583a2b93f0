"""Every named number of a project, found by presence: a file in `gov.metrics.named` is enough."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from gov import discovery
from gov.errors import ConfigurationError, Mistake, UsageError
from gov.metrics import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gov.config import Configuration
    from gov.metrics.known import Known
    from gov.metrics.metric import Metric

__all__ = ["measured", "metric_of"]


class _Group(Protocol):
    """One module of numbers."""

    ORDER: int

    def measure(self, known: Known) -> Iterable[Metric]:
        """Count."""


def measured(known: Known) -> dict[str, Metric]:
    """Every number by its name, in the order in which they are shown.

    Raises `ConfigurationError` where a number of the project's own has the name of one of ours.
    """
    found: dict[str, Metric] = {}
    taken: list[str] = []
    for group in _groups():
        for metric in group.measure(known):
            if metric.name in found:
                taken.append(metric.name)
            else:
                found[metric.name] = metric
    if taken:
        raise ConfigurationError(tuple(_taken(taken, known.project.configuration)))
    return found


def metric_of(found: Mapping[str, Metric], name: str) -> Metric:
    """The number of a name; raises `UsageError` where none has it, with the nearest."""
    if name in found:
        return found[name]
    raise UsageError(f"no metric is called {name!r}", help=nearest(found, name))


def nearest(found: Mapping[str, Metric], name: str) -> str:
    """What may be meant by a name that no number has."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    near = get_close_matches(name, found, n=1)
    return f"Did you mean {near[0]!r}?" if near else "'gov metrics' lists them."


@cache
def _groups() -> tuple[_Group, ...]:
    groups: list[_Group] = list(discovery.modules(named, "gov.metrics"))
    return tuple(sorted(groups, key=lambda group: group.ORDER))


def _taken(names: Iterable[str], configuration: Configuration) -> Iterator[Mistake]:
    for metric in configuration.metrics:
        if metric.name in names:
            message = f"the metric {metric.name!r} is one of this tool's own"
            yield Mistake(configuration.path, metric.line, message, "Give it another name.")
