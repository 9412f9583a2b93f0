"""Which of a team's alarms go off: `[[alerts]]` of the configuration held against the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.config.measuring import Threshold
from gov.errors import ConfigurationError, Mistake
from gov.metrics.naming import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.config import Configuration
    from gov.config.measuring import Alert
    from gov.metrics.metric import Metric

__all__ = ["Alarm", "State", "alarms"]

State = Literal["fired", "quiet", "not-run"]


class Alarm(NamedTuple):
    """An alert, its number, and whether it goes off; `unknown` says why nobody can tell."""

    alert: Alert
    metric: Metric | None
    state: State
    unknown: str = ""


def alarms(configuration: Configuration, metrics: Mapping[str, Metric]) -> tuple[Alarm, ...]:
    """Each alert in the order of the configuration.

    An alert on a number that is not known has not run; so has one on a part that is not there, such as a
    principle without a declaration. Raises `ConfigurationError` for one on a number that never is.
    """
    known = {name.partition(".")[0] for name in metrics}
    mistakes = [
        Mistake(configuration.path, alert.line, f"no metric is called {alert.metric!r}",
                nearest(metrics, alert.metric))
        for alert in configuration.alerts if alert.metric.partition(".")[0] not in known
    ]  # fmt: skip
    if mistakes:
        raise ConfigurationError(tuple(mistakes))
    return tuple(_alarm(alert, metrics) for alert in configuration.alerts)


def _alarm(alert: Alert, metrics: Mapping[str, Metric]) -> Alarm:
    metric = metrics.get(alert.metric)
    if metric is None:
        return Alarm(
            alert, None, "not-run", f"{alert.metric!r} is not there now. {nearest(metrics, alert.metric)}"
        )
    threshold = Threshold.read(alert.when)
    if metric.value is None or threshold is None:
        return Alarm(alert, metric, "not-run", metric.unknown)
    return Alarm(alert, metric, "fired" if threshold.holds(metric.value) else "quiet")
