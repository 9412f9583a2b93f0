"""Where a finding stands that is about no document: a commit, a description, a file that is not governed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import Place

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["anchor"]


def anchor(project: Project) -> Place | None:
    """The first document that declares a task, else any file there is: hosts want a file for each finding.

    None where a project has no file at all.
    """
    tasks = project.of_kind("task")
    path = tasks[0].path if tasks else project.configuration.path
    path = path or (project.documents[0].path if project.documents else "")
    return Place(path, 0, 0) if path else None
