"""ENF-001.version-not-bumped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.principles import principles_of, words_of
from gov.rules.enf_001_constitution_document._document import fields, version_of
from gov.rules.enf_001_constitution_document._log import keeps_log

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("base",), fix="unsafe")
def version_not_bumped(facts: Facts) -> Iterator[Draft]:
    """A principle says something else than in the base, and the constitution still has the same version.

    Whoever cited that version now cites other words (CONST-P10).

    Cure it by raising the version: the first number where a principle was removed, the second where one was
    added, the third for wording. `--unsafe-fixes` raises it so where there is a change log to tell of it;
    only a person can tell whether words became weaker. Compared with the base revision, so it runs only where
    one is given.

    Fails at constitution.md:11:14:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the versioned API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10

    ## Change Log

    - 1.0.0: Adopted.
    ```

    Passes:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the versioned API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.1
    **Ratified**: 2026-01-10
    ```
    """
    project, base = facts.project, facts.base
    field = next(fields(project, "version"), None)
    if base is None or field is None:
        return
    before = next((v for f in fields(base, "version") if (v := version_of(f.value))), None)
    now = version_of(field.value)
    if before is None or now is None:
        return
    old, new = principles_of(base), principles_of(project)
    removed, added = old.keys() - new.keys(), new.keys() - old.keys()
    changed = [
        i for i in sorted(old.keys() & new.keys()) if words_of(base, old[i]) != words_of(project, new[i])
    ]
    if now >= before and not (removed or added or changed):
        return
    major, minor, patch = before
    raised = (major + 1, 0, 0) if removed else (major, minor + 1, 0) if added else (major, minor, patch + 1)
    if not (removed or added or changed):
        raised = before
    if now >= raised:
        return
    text = ".".join(map(str, raised))
    parts = (("removed", sorted(removed)), ("added", sorted(added)), ("changed", changed))
    what = "; ".join(f"{', '.join(found)} {word}" for word, found in parts if found) or "it went down"
    # The first version needs no change log; a fix would ask for one that only a person can write.
    can_be_raised = now > (1, 0, 0) or (project.constitution and keeps_log(project, project.constitution))
    fix = Fix(f"Raise the version to {text}", (Edit(field.place, text),), is_safe=False)
    yield Draft(
        field.place,
        f"the version is {field.value[:60]}, after {'.'.join(map(str, before))} in the base: {what}",
        f"Raise it, to {text} or above, and add a line to the change log.",
        fix=fix if can_be_raised else None,
        about=(f"path:{field.path}",),
    )
