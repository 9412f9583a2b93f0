"""ENF-001.missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config.toml_lines import TomlLines
from gov.rulebook import Draft, Facts, rule
from gov.text import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Project


@rule("error")
def missing(facts: Facts) -> Iterator[Draft]:
    """A project that keeps principles has no document that holds them.

    Everything else answers to the principles (CONST-P6), so a constitution that was deleted or moved out of
    reach must not turn the check green. It is expected where `[project] kinds` names `principle`.

    Cure it by restoring the document, by letting `[project] documents` reach it, or by taking `principle`
    out of `kinds` where the project really keeps none.

    Fails at gov.toml:2:1:

    ```toml gov.toml
    [project]
    kinds = ["principle", "task"]
    ```

    ```markdown tasks.md
    ### TASK-001 Publish the API

    **Status**: Not Started
    ```

    Passes:

    ```toml gov.toml
    [project]
    kinds = ["principle", "task"]
    ```

    ```markdown tasks.md
    ### TASK-001 Publish the API

    **Status**: Not Started
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```
    """
    project = facts.project
    if "principle" not in project.configuration.project.kinds:
        return
    if project.of_kind("principle") or project.constitution is not None:
        return
    yield Draft(
        _place_of_kinds(project),
        "the project keeps principles, and no document declares one or is called a constitution",
        "Restore the constitution, or let [project] documents reach it.",
        about=("kind:principle",),
    )


def _place_of_kinds(project: Project) -> Place:
    """Where the configuration says which kinds are kept; its first line where that cannot be told."""
    path = project.configuration.path
    if not path or not project.tree.exists(path):
        return Place(path or "gov.toml", 0, 0)
    source = Source.read(path, project.tree.read(path))
    under = ("tool", "gov") if path.endswith("pyproject.toml") else ()
    line = TomlLines(source.body).line((*under, "project", "kinds"))
    start = source.offset_of_line(max(line, 1))
    return Place(path, start, start + len("kinds"))
