"""A team's own rules, written in `gov.toml` as `[[rules]]`: which items, what they must or must not have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook.finding import Draft
from gov.rulebook.rule import Rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.config import Configuration, Forbid, Require, Select, UserRule
    from gov.items import Item
    from gov.items.fields import FieldNames
    from gov.project import Project
    from gov.rulebook.facts import Facts

__all__ = ["rules_of", "selects"]

_SHOWN = 3


def rules_of(configuration: Configuration) -> tuple[Rule, ...]:
    """The rules that a configuration adds."""
    return tuple(_rule(written) for written in configuration.rules)


def selects(select: Select, item: Item, names: FieldNames) -> bool:
    """Whether an item is one that a rule is about."""
    if select.kind and item.kind not in select.kind:
        return False
    if select.status and (item.status is None or not _is_one_of(item.status.name, select.status)):
        return False
    return all(
        _field(item, name, names).casefold() == value.casefold() for name, value in select.fields.items()
    )


def _rule(written: UserRule) -> Rule:
    def check(facts: Facts) -> Iterator[Draft]:
        yield from _unknown_fields(written, facts.project)
        names = facts.project.reader.names
        for item in facts.project.items:
            if selects(written.select, item, names):
                for lack in _lacks(written, item, facts.project):
                    message = f"{item.id}: {written.message} ({lack})"
                    yield Draft(
                        item.place, message, written.help, item.id, about=(item.id, f"kind:{item.kind}")
                    )

    page = f"{written.message}\n\nA rule of this project, set in its configuration."
    return Rule(written.code, written.severity, check, page)


def _unknown_fields(written: UserRule, project: Project) -> Iterator[Draft]:
    """What selects by a field that no item has selects nothing: said, else a typing error would hide it."""
    names = project.reader.names
    for name in written.select.fields:
        if project.items and not any(_has(item, name, names) for item in project.items):
            path = project.configuration.path
            message = f"the rule selects items by their field {name!r}, and no item has one"
            yield Draft(Place(path, 0, 0), message, "Correct the name under [rules.select.fields].")


def _lacks(written: UserRule, item: Item, project: Project) -> Iterator[str]:
    if written.require is not None:
        yield from _missing(written.require, item, project)
    if written.forbid is not None:
        yield from _present(written.forbid, item, project)


def _missing(require: Require, item: Item, project: Project) -> Iterator[str]:
    for name in require.fields:
        if is_null(_field(item, name, project.reader.names)):
            yield f"field {name} is missing"
    for name in require.sections:
        if not item.has_section(name):
            yield f"section {name} is missing"
    if require.kinds or require.target_status or not (require.fields or require.sections):
        count = len(_linked(require, item, project))
        if count < require.minimum:
            way = "refers to" if require.direction == "up" else "is referred to by"
            kinds = " or ".join(project.noun(kind) for kind in require.kinds) or "item"
            statuses = _statuses(require, item, project)
            yield f"{way} {count} of at least {require.minimum}: {kinds}{statuses}"


def _statuses(require: Require, item: Item, project: Project) -> str:
    """Which statuses count, and what those that are there have instead."""
    if not require.target_status:
        return ""
    others = _linked(replace(require, target_status=()), item, project)
    have = [
        f"{other.id} is {other.status.name if other.status else 'without a status'}"
        for other in others
        if not _counts(other, require)
    ]
    more = [f"{len(have) - _SHOWN} more"] if len(have) > _SHOWN else []
    wanted = f" of status {' or '.join(require.target_status)}"
    return wanted + (f", and {', '.join([*have[:_SHOWN], *more])}" if have else "")


def _present(forbid: Forbid, item: Item, project: Project) -> Iterator[str]:
    for name in forbid.fields:
        if not is_null(_field(item, name, project.reader.names)):
            yield f"field {name} stands there"
    if forbid.kinds or forbid.target_status:
        for other in _linked(forbid, item, project):
            yield f"{'refers to' if forbid.direction == 'up' else 'is referred to by'} {other.id}"


def _linked(wanted: Require | Forbid, item: Item, project: Project) -> tuple[Item, ...]:
    graph = project.graph
    if wanted.direction == "up":
        names = [resolution.reference.target for resolution in graph.up(item.id)]
    else:
        names = [resolution.reference.source for resolution in graph.down(item.id)]
    linked = [graph.items[name] for name in dict.fromkeys(names) if name in graph.items]
    return tuple(
        other
        for other in linked
        if (not wanted.kinds or other.kind in wanted.kinds) and _counts(other, wanted)
    )


def _counts(other: Item, wanted: Require | Forbid) -> bool:
    """Whether the status of a linked item is one that is asked for."""
    return not wanted.target_status or (
        other.status is not None and _is_one_of(other.status.name, wanted.target_status)
    )


def _field(item: Item, name: str, names: FieldNames) -> str:
    """The value of a field by any of its names, empty without one."""
    wanted, key = name.casefold(), names.key(name)
    for field in item.fields:
        if field.key == (key or wanted) or field.label.casefold() == wanted:
            return field.value
    return ""


def _has(item: Item, name: str, names: FieldNames) -> bool:
    wanted, key = name.casefold(), names.key(name)
    return any(field.key == (key or wanted) or field.label.casefold() == wanted for field in item.fields)


def _is_one_of(name: str, names: tuple[str, ...]) -> bool:
    return name.casefold() in {other.casefold() for other in names}
