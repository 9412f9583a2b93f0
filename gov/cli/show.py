"""`gov show`: one item, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gov.cli._evidence import evidence_option, read_project_evidence
from gov.cli._items import (
    complete_identifier,
    criterion_number,
    find_named,
    item_value,
    naming_lines,
    naming_value,
)
from gov.cli._loading import load
from gov.cli._printing import put_json, put_lines
from gov.errors import UsageError
from gov.metrics import shown
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import Evidence, Shown
    from gov.items import Criterion, Item
    from gov.project import Project


@click.command(short_help="Show one item, whole.")
@click.argument("identifier", shell_complete=complete_identifier)
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the item is written.",
)  # fmt: skip
@evidence_option
def show(identifier: str, paths: tuple[str, ...], form: str, given: tuple[str, ...]) -> None:
    """Show an item: where it stands, its fields, references and criteria, and what names it.

    Where test results are configured, it says what they show of the item and of each criterion.

    \b
    Examples:
      gov show TASK-004
      gov show TASK-004.2
    """
    loaded = load(paths)
    project, evidence = loaded.project, read_project_evidence(loaded, given)
    name = find_named(project, identifier)
    item = project.graph.items.get(name)
    if item is None:
        if form == "json":
            put_json(naming_value(name, project))
        else:
            found = (f"  {line}" for line in naming_lines(name, project))
            put_lines([printable(line) for line in (f"{name} (declared nowhere)", *found)])
        return
    number = criterion_number(project, identifier)
    if number > len(item.criteria):
        count = len(item.criteria)
        message = (
            f"{item.id} has {count or 'no'} {'criterion' if count == 1 else 'criteria'}, no number {number}"
        )
        raise UsageError(message, help=f"'gov show {item.id}' lists them.")
    value = item_value(item, project, evidence)
    if form == "json":
        put_json(value)
        return
    if number:
        criterion = item.criteria[number - 1]
        line = project.by_path[item.path].source.position(criterion.place.start).line
        words = f"{criterion.id} {_box(criterion)} {criterion.text}".rstrip()
        lines = [f"{item.id} {item.title}, {item.path}:{line}", f"  {words}"]
        lines += (
            [f"  tests: {', '.join(_tests(criterion.id, evidence))}"] if evidence.tests is not None else []
        )
        put_lines([printable(line) for line in lines])
        return
    put_lines([printable(line) for line in _lines(item, project, evidence)])


def _tests(identifier: str, evidence: Evidence) -> list[str]:
    """The tests that name an identifier, each with how it ended."""
    return [f"{test.name} ({test.outcome})" for test in evidence.tests_by_id.get(identifier, ())] or ["none"]


_SAID: dict[Shown, str] = {
    "passing": "shown by a passing test",
    "failing": "a test of it fails",
    "skipped": "its tests were skipped",
    "none": "shown by no test",
}


def _box(criterion: Criterion) -> str:
    return "(struck out)" if criterion.is_struck else f"[{'x' if criterion.checked else ' '}]"


def _lines(item: Item, project: Project, evidence: Evidence) -> Iterator[str]:
    yield f"{item.id} {item.title}"
    line = project.by_path[item.path].source.position(item.place.start).line
    yield f"  {project.noun(item.kind)}, {item.path}:{line}"
    for field in item.fields:
        if field.key not in {"references", "dependencies"} and not field.is_empty:
            yield f"  {field.label}: {field.value}"
    for resolution in project.graph.references_of(item.id):
        target, reference = resolution.target, resolution.reference
        title = target.title if target else "(declared nowhere)"
        yield f"  {reference.relation} {reference.target} {title}"
    found = shown(evidence, item)
    if found is not None:
        yield f"  Tests: {_SAID[found.item]}"
    for index, criterion in enumerate(item.criteria):
        said = f" ({_SAID[found.criteria[index]]})" if found is not None and not criterion.is_struck else ""
        yield f"  {_box(criterion)} {criterion.id} {criterion.text}{said}".rstrip()
    named = project.graph.down(item.id)
    if named:
        names = dict.fromkeys(resolution.reference.source for resolution in named)
        yield f"  named by {', '.join(names)}"
