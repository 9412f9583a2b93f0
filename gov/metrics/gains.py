"""What would improve a number most: few steps, each with what the number would be after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gov.metrics.attribution import item_of
from gov.metrics.measure import Share
from gov.metrics.task_status import tasks_by_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gov.metrics.known import Known
    from gov.metrics.metric import Metric

__all__ = ["Gain", "gains"]

MOST = 3
# Of so many items that lead nowhere it is worked out how many others each would take along.
_FOLLOWED = 200


class Gain(NamedTuple):
    """One step: what to do, with which items, how many more would count, and the value after it.

    `value` is None where the step alone does not tell what the number would be.
    """

    what: str
    names: tuple[str, ...]
    more: int
    value: int | None = None


def gains(metric: Metric, known: Known) -> tuple[Gain, ...]:
    """The steps that would improve a number most, most first; none where it is unknown or all is well."""
    if metric.part is None:
        return ()
    ways = _WAYS.get(metric.definition.name, _rest)
    found = sorted(ways(metric, known), key=lambda gain: -gain.more)[:MOST]
    return tuple(gain._replace(value=_after(metric, gain.more)) for gain in found)


def _after(metric: Metric, count: int) -> int | None:
    if metric.part is None or metric.form == "days":
        return None
    if metric.form == "share":
        return Share(metric.part + count, metric.whole or 0).percent
    return metric.part - count if metric.definition.name in _LESS_IS_BETTER else None


def _compliance(metric: Metric, known: Known) -> Iterator[Gain]:
    """Items that break one rule alone are won by curing it; those without a principle, by naming one."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for finding in known.verdict.findings:
        name = item_of(known.project, finding) if finding.severity != "info" else None
        if name is not None:
            codes[name].add(finding.code)
    by_codes: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in metric.others:
        by_codes[tuple(sorted(codes.get(name, ())))].append(name)
    for broken, names in by_codes.items():
        what = f"Cure {' and '.join(broken)}" if broken else "Let them lead up to a principle"
        yield Gain(what, tuple(names), len(names))


def _traceability(metric: Metric, known: Known) -> Iterator[Gain]:
    """An item that leads nowhere takes along those that lead to it alone."""
    graph, lost = known.project.graph, frozenset(metric.others)
    roots = [
        name for name in metric.others
        if not any(one.reference.target in lost for one in graph.up(name, "references"))
    ] or list(metric.others)  # fmt: skip
    for name in roots[:_FOLLOWED]:
        yield Gain("Let it lead up to a principle", (name,), len(lost & _with_those_below(name, known)))


def _with_those_below(name: str, known: Known) -> frozenset[str]:
    seen, ahead = {name}, [name]
    while ahead:
        for one in known.project.graph.down(ahead.pop(), "references"):
            if one.reference.source not in seen:
                seen.add(one.reference.source)
                ahead.append(one.reference.source)
    return frozenset(seen)


def _completion(metric: Metric, known: Known) -> Iterator[Gain]:
    """What most others wait for, then what is nearest to its end."""
    items, first = known.project.graph.items, tasks_by_status(known.project)
    if first.waited_for is not None and first.waited_for in metric.others:
        many = len(first.waiting)
        yield Gain(f"Finish what {many} {'waits' if many == 1 else 'wait'} for", (first.waited_for,), 1)

    def left(name: str) -> tuple[bool, int]:
        task = items[name]
        return task.phase != "running", sum(one.checked is not True for one in task.standing_criteria)

    for name in sorted(metric.others, key=left):
        if name != first.waited_for and items[name].phase != "retired":
            open_ = left(name)[1]
            left_over = f", with {open_} criteria open" if open_ > 1 else ", with one criterion open"
            yield Gain(f"Finish{left_over if open_ else ''}", (name,), 1)


def _criteria(verb: str) -> Callable[[Metric, Known], Iterator[Gain]]:
    def of_items(metric: Metric, _: Known) -> Iterator[Gain]:
        """The items with most criteria that do not count."""
        for name, count in Counter(one.rpartition(".")[0] for one in metric.others).items():
            yield Gain(f"{verb} {count} of its criteria", (name,), count)

    return of_items


def _findings(_: Metric, known: Known) -> Iterator[Gain]:
    """The rules that find most."""
    found = known.verdict.findings
    for code, count in Counter(finding.code for finding in found).items():
        names = (item_of(known.project, finding) for finding in found if finding.code == code)
        yield Gain(f"Cure {code}", tuple(dict.fromkeys(name for name in names if name)), count)


def _each(what: str) -> Callable[[Metric, Known], Iterator[Gain]]:
    def of_those(metric: Metric, _: Known) -> Iterator[Gain]:
        for name in metric.counted if metric.definition.name in _LESS_IS_BETTER else metric.others:
            yield Gain(what, (name,), 1)

    return of_those


def _nothing(_: Metric, __: Known) -> Iterable[Gain]:
    return ()


def _rest(metric: Metric, _: Known) -> Iterator[Gain]:
    """Of a share, all that does not count yet."""
    if metric.form == "share" and metric.others:
        text = metric.definition.raised_by.rstrip(".")
        yield Gain(text[:1].upper() + text[1:], metric.others, len(metric.others))


_WAYS: Mapping[str, Callable[[Metric, Known], Iterable[Gain]]] = {
    "compliance": _compliance,
    "traceability_coverage": _traceability,
    "implementation_coverage": _each("Refer to it from what implements it"),
    "orphans": _each("Refer to it from what implements it"),
    "task_completion": _completion,
    "criteria_ticked": _criteria("Meet and tick"),
    "criteria_shown": _criteria("Let tests show"),
    "reviews_current": _each("Review it"),
    "tasks_stalled": _each("Go on with it, or set its Status to the truth"),
    "findings": _findings,
    "rules_run": _nothing,
}
_LESS_IS_BETTER = frozenset(("orphans", "tasks_stalled", "findings", "findings_set_aside"))
