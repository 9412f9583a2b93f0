"""Names in `[[metrics]]` that nothing bears, or two things: such a number would say nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS
from gov.config.names import Problem, statuses_of, table_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["problems_of_metrics"]

_FILTERS = ("where", "out-of")


def problems_of_metrics(data: object) -> tuple[Problem, ...]:
    """Every kind and status that a metric names and nothing has, and every name that two metrics share."""
    metrics = data.get("metrics") if isinstance(data, dict) else None
    kinds = table_of(data, "kinds")
    found: list[Problem] = []
    names: set[str] = set()
    for index, metric in enumerate(metrics if isinstance(metrics, list) else ()):
        if isinstance(metric, dict):
            found.extend(_of_metric(metric, ("metrics", index), kinds))
            name = metric.get("name")
            if isinstance(name, str) and name in names:
                message = f"two metrics have the name {name!r}"
                found.append(Problem(("metrics", index, "name"), message, "Give each a name of its own."))
            names.update(texts_of(name))
    return tuple(found)


def _of_metric(
    metric: dict[str, object], path: tuple[str | int, ...], kinds: dict[str, object]
) -> Iterator[Problem]:
    known = sorted({*DEFAULT_KINDS, *kinds})
    of = texts_of(metric.get("of"))
    for kind in of:
        if kind not in known:
            close = get_close_matches(kind, known, n=1)
            way_out = f"Did you mean {close[0]!r}?" if close else f"Known kinds: {', '.join(known)}."
            yield Problem((*path, "of"), f"no kind is called {kind!r}", way_out)
    where = metric.get("where")
    if isinstance(where, dict) and not any(where.values()):
        message = "the metric counts everything: 'where' has no condition"
        yield Problem((*path, "where"), message, 'Say what counts, as in where = { status = "Blocked" }.')
    per_kind = [statuses_of(kind, kinds) for kind in of]
    if not all(per_kind):
        return
    words = {status.casefold(): status for statuses in per_kind for status in statuses}
    for key in _FILTERS:
        for status in texts_of(table_of(metric, key).get("status")):
            if status.casefold() not in words:
                close = get_close_matches(status.casefold(), words, n=1)
                listed = ", ".join(dict.fromkeys(words.values()))
                way_out = f"Did you mean {words[close[0]]!r}?" if close else f"Known here: {listed}."
                yield Problem((*path, key, "status"), f"no status is called {status!r}", way_out)
