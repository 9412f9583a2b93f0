"""What items say, and the decisions that a change brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project
    from gov.rulebook.facts import Facts

__all__ = ["decisions_of_change", "text_of"]


def decisions_of_change(facts: Facts) -> tuple[Item, ...]:
    """The decisions, accepted or not, that say what none of the base says; all where there is no base.

    One that was only moved to another file says what it said.
    """
    project, base = facts.project, facts.base
    had = {text_of(base, item) for item in base.of_kind("decision")} if base else set()
    return tuple(item for item in project.of_kind("decision") if text_of(project, item) not in had)


def text_of(project: Project, item: Item) -> str:
    """What an item says, its heading included, spaces apart."""
    return " ".join(project.by_path[item.path].source.text(item.body.start, item.body.end).split())
