"""ENF-001.changelog-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.days import day_of
from gov.rulebook.principles import title_place
from gov.rules.enf_001_constitution_document._document import fields, version_of
from gov.rules.enf_001_constitution_document._log import keeps_log

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def changelog_missing(facts: Facts) -> Iterator[Draft]:
    """The constitution has been amended and has no change log.

    Who worked by the version before has to learn what changed and why (CONST-P10).

    Cure it with a section `Change Log` and a line for each version. A first version (`1.0.0` or below,
    never amended) needs none.

    Fails at constitution.md:1:3:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.1.0
    **Ratified**: 2026-01-10
    ```

    Passes:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.1.0
    **Ratified**: 2026-01-10

    ## Change Log

    - 1.1.0: Wording of CONST-P1.
    ```
    """
    project = facts.project
    document = project.constitution
    if document is None or not project.of_kind("principle"):
        return
    version = next((v for f in fields(project, "version") if (v := version_of(f.value))), None)
    if version is None or (version <= (1, 0, 0) and not _was_amended([*_days(facts)])):
        return
    if keeps_log(project, document):
        return
    yield Draft(
        title_place(document),
        f"{document.path} is at version {'.'.join(map(str, version))} and has no change log",
        "Add a section Change Log with a line for each version.",
        about=(f"path:{document.path}",),
    )


def _days(facts: Facts) -> Iterator[tuple[str, object]]:
    for field in fields(facts.project, "ratified", "amended"):
        yield field.key, day_of(field.value)


def _was_amended(days: list[tuple[str, object]]) -> bool:
    """Whether a constitution that names both days was amended after its ratification."""
    first = dict(reversed(days))
    return "ratified" in first and "amended" in first and first["ratified"] != first["amended"]
