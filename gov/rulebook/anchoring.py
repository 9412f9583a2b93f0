"""Where a finding stands that is about no document: a commit, a description, a file that is not governed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import Place

if TYPE_CHECKING:
    from gov.project import Project
    from gov.rulebook.facts import Facts

__all__ = ["anchor"]

_SETTINGS = "gov.toml"


def anchor(facts: Facts) -> Place:
    """The first document that declares a task, else any file there is: hosts want one for a finding."""
    paths = (_path(project) for project in (facts.project, facts.base) if project is not None)
    return Place(next(filter(None, paths), _SETTINGS), 0, 0)


def _path(project: Project) -> str:
    tasks = project.of_kind("task")
    path = tasks[0].path if tasks else project.configuration.path
    return path or (project.documents[0].path if project.documents else "")
