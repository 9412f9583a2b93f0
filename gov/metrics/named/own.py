"""A team's own numbers: `[[metrics]]` of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.metrics.measure import Definition
from gov.metrics.metric import Metric
from gov.metrics.upward import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.config.measuring import Filter, UserMetric
    from gov.items import Item
    from gov.metrics.known import Known
    from gov.project import Project

ORDER = 100
_NOBODY = "none"


def measure(known: Known) -> Iterator[Metric]:
    """Each number that the configuration defines, in its order."""
    project = known.project
    for written in project.configuration.metrics:
        definition = _definition(written, project)
        items = [item for kind in written.of for item in project.graph.items.values() if item.kind == kind]
        problem = _nothing_bears(written, items, project)
        if problem:
            yield Metric.not_known(definition, problem)
            continue
        whole = list(_selected(items, written.out_of, project))
        inside = [item.id for item in _selected(whole, written.where, project)]
        held = frozenset(inside)
        yield Metric.share(definition, inside, (item.id for item in whole if item.id not in held))


def _definition(written: UserMetric, project: Project) -> Definition:
    nouns = " and ".join(f"items of the kind {project.noun(kind)}" for kind in written.of)
    whole = _words(written.out_of)
    return Definition(
        name=written.name,
        title=written.title,
        unit=f"share of {nouns}",
        numerator=f"those with {_words(written.where)}",
        denominator=f"all {nouns}" + (f" with {whole}" if whole else ""),
        made_of="what the documents say of each item",
        raised_by=written.help or "more items that it counts",
    )


def _words(conditions: Filter) -> str:
    """The conditions of a filter as a sentence says them."""
    given = {
        "status": conditions.status, "phase": conditions.phase, "assignee": conditions.assignee,
        "principle": conditions.principle,
    }  # fmt: skip
    parts = [f"{key} {' or '.join(values)}" for key, values in given.items() if values]
    parts.extend(f"{name} {value}" for name, value in conditions.fields.items())
    return ", ".join(parts)


def _nothing_bears(written: UserMetric, items: Iterable[Item], project: Project) -> str:
    """A name in the filters that nothing bears: it would count none, and look like good or bad news."""
    labels = {field.label.casefold() for item in items for field in item.fields}
    keys = {field.key for item in items for field in item.fields}
    for conditions in (written.out_of, written.where):
        for name in conditions.principle:
            item = project.graph.items.get(name)
            if item is None or item.kind != "principle":
                return f"no principle is called {name!r}"
        for name in conditions.fields:
            if name.casefold() not in labels and (project.reader.names.key(name) or name) not in keys:
                return f"no item has a field {name!r}"
    return ""


def _selected(items: Iterable[Item], conditions: Filter, project: Project) -> Iterator[Item]:
    """The items for which all conditions of a filter hold."""
    below_any = frozenset[str]().union(*(below(project.graph, name) for name in conditions.principle))
    for item in items:
        status = item.status.name if item.status else ""
        if (
            _is_among(status, conditions.status)
            and (not conditions.phase or item.phase in conditions.phase)
            and _is_among(_assignee(item), conditions.assignee)
            and (not conditions.principle or item.id in below_any)
            and all(_is_among(_field(item, n, project), (value,)) for n, value in conditions.fields.items())
        ):
            yield item


def _is_among(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value.casefold() in {one.casefold() for one in wanted}


def _assignee(item: Item) -> str:
    field = item.field("assignee")
    return _NOBODY if field is None or is_null(field.value) else field.value


def _field(item: Item, name: str, project: Project) -> str:
    key, label = project.reader.names.key(name), name.casefold()
    found = (field for field in item.fields if (key and field.key == key) or field.label.casefold() == label)
    return next((field.value for field in found), "")
