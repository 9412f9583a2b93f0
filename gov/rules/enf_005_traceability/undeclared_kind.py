"""ENF-005.undeclared-kind."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Reference
    from gov.project import Project


_RULES = "rule"
_KINDS = re.compile(rb"^[ \t]*kinds\b", re.MULTILINE)


@rule("warning")
def undeclared_kind(facts: Facts) -> Iterator[Draft]:
    """No document declares any item of a kind that is named or expected.

    Then every reference to it hangs: the document is missing, is not found, or was deleted (CONST-P10).
    It is said once, at the first reference, and is an error where `[project] kinds` in `gov.toml` names
    the kind.

    Cure it by adding the document, by correcting `[project] documents`, or by taking the kind out of
    `[project] kinds`.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    project = facts.project
    expected = project.configuration.project.kinds
    path = project.configuration.path
    other = f", or correct [project] documents in {path}" if path else ""
    first: dict[str, Reference] = {}
    count: Counter[str] = Counter()
    for resolution in project.graph.torn("undeclared-kind"):
        reference = resolution.reference
        if reference.spelling != "malformed":
            first.setdefault(reference.target_kind, reference)
            count[reference.target_kind] += 1
    for kind, reference in first.items():
        # The families of rules are declared by the tool that runs them, not by the documents.
        if kind == _RULES and kind not in expected:
            continue
        number = count[kind]
        yield Draft(
            reference.place,
            f"no document declares any {project.noun(kind)}, and {number} "
            f"{'reference names' if number == 1 else 'references name'} one",
            f"Add the document that declares {reference.target}{other}.",
            reference.source,
            about=(f"kind:{kind}",),
            severity="error" if kind in expected else None,
        )
    for kind in expected:
        if kind not in first and kind not in project.by_kind:
            yield Draft(
                _kinds_line(project),
                f"no document declares any {project.noun(kind)}, and this project keeps that kind",
                "Add a document that declares one, or take the kind out of [project] kinds.",
                about=(f"kind:{kind}",),
                severity="error",
            )


def _kinds_line(project: Project) -> Place:
    """Where the configuration names the kinds it expects, else the start of the project."""
    path = project.configuration.path
    if path and project.tree.exists(path):
        found = _KINDS.search(project.tree.read(path))
        if found is not None:
            return Place(path, found.end() - len(b"kinds"), found.end())
    return Place(path or (project.documents[0].path if project.documents else "gov.toml"), 0, 0)
