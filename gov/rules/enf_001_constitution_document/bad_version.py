"""ENF-001.bad-version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_001_constitution_document._document import fields, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def bad_version(facts: Facts) -> Iterator[Draft]:
    """The version of the constitution is not a semantic version.

    Three numbers say what kind of change a new version brings (CONST-P6): one that removes or weakens a
    principle, one that adds, one that only words better.

    Cure it by writing three numbers with dots between them, as semver.org describes: `1.0.0`. A `v` before
    them and a remark after them do no harm.

    Fails at constitution.md:11:14:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0
    **Ratified**: 2026-01-10
    ```

    Passes:

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
    if not facts.project.of_kind("principle"):
        return
    field = next(fields(facts.project, "version"), None)
    if field is not None and version_of(field.value) is None:
        yield Draft(
            field.place,
            f"{field.value[:60]!r} is not a semantic version",
            "Write three numbers with dots between them, for example 1.0.0.",
            about=(f"path:{field.path}",),
        )
