"""A tree of items as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.graph import Branch
    from gov.project import Project

__all__ = ["branch_value", "tree_lines"]

_WORDS = {
    ("up", "references"): "", ("up", "depends-on"): "depends on ", ("up", "supersedes"): "supersedes ",
    ("up", "superseded-by"): "superseded by ", ("down", "references"): "",
    ("down", "depends-on"): "awaited by ",
    ("down", "supersedes"): "superseded by ", ("down", "superseded-by"): "supersedes ",
}  # fmt: skip


def tree_lines(branch: Branch, direction: str, project: Project, indent: str = "") -> Iterator[str]:
    """The branches below a branch, one a line; the branch itself is not written."""
    for index, child in enumerate(branch.branches):
        is_last = index == len(branch.branches) - 1
        words = _WORDS.get((direction, child.relation), "")
        yield f"{indent}{'└─' if is_last else '├─'} {words}{_named(child, project)}"
        yield from tree_lines(child, direction, project, indent + ("   " if is_last else "│  "))


def branch_value(branch: Branch, project: Project) -> dict[str, object]:
    """A branch as JSON."""
    item = project.graph.items.get(branch.id)
    return {
        "id": branch.id,
        "kind": item.kind if item else None,
        "title": item.title if item else None,
        "status": item.status.name if item and item.status else None,
        "relation": branch.relation or None,
        "declared": item is not None,
        "repeated": branch.is_repeated,
        "cut": branch.is_cut,
        "branches": [branch_value(child, project) for child in branch.branches],
    }


def _named(branch: Branch, project: Project) -> str:
    item = project.graph.items.get(branch.id)
    if item is None:
        return f"{printable(branch.id)}  (declared nowhere)"
    status = f"  [{item.status.name}]" if item.status else ""
    more = "  (see above)" if branch.is_repeated else "  (goes on: trace this one)" if branch.is_cut else ""
    return printable(f"{item.id} {item.title}{status}{more}")
