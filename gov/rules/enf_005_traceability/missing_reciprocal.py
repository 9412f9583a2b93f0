"""ENF-005.missing-reciprocal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook import Draft, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._namings import added, folded, namings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference
    from gov.project import Project


class _Naming(NamedTuple):
    """What an item names in a field, by the label of it."""

    reference: Reference
    label: str
    target: Item


@rule("warning", fix="safe")
def missing_reciprocal(facts: Facts) -> Iterator[Draft]:
    """An item names another in a field that has to be answered, and the other does not name it back.

    Who reads the other one does not learn of it, and one of the two is wrong (CONST-P10). Which fields
    answer each other a project says under `[reciprocal]`; without it nothing is looked at here.

    Cure it by naming the item in the other field, which `--fix` does, or by taking the name out.

    Fails at tasks.md:4:17:

    ```toml gov.toml
    [reciprocal]
    "Implements" = "Implemented by"
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **Implements**: PLAN-001
    ```

    Passes:

    ```toml gov.toml
    [reciprocal]
    "Implements" = "Implemented by"
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    **Implemented by**: TASK-001
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **Implements**: PLAN-001
    ```
    """
    project = facts.project
    found = project.configuration.reciprocal
    pairs = {
        (folded(a), folded(b)): (a, b)
        for pair in found.items()
        for a, b in (pair, pair[::-1])
        if not _is_supersession(pair, project)
    }
    for (asking, answering), (label, answer) in sorted(pairs.items()):
        yield from _unanswered(asking, answering, label, answer, project)


def _is_supersession(pair: tuple[str, str], project: Project) -> bool:
    """Whether a pair is the one that ENF-005.one-sided-supersession looks after."""
    return {project.reader.names.key(name) for name in pair} == {"supersedes", "superseded-by"}


def _unanswered(asking: str, answering: str, label: str, answer: str, project: Project) -> Iterator[Draft]:
    """What items name in one field, without being named in the other."""
    missing: dict[str, list[_Naming]] = {}
    answers: dict[str, frozenset[str]] = {}
    for item in project.items:
        for reference in namings(item, asking, project):
            declared = project.by_id.get(reference.target, ())
            if len(declared) != 1 or len(project.by_id[item.id]) != 1 or declared[0] is item:
                continue
            target = declared[0]
            if target.id not in answers:
                answers[target.id] = frozenset(r.target for r in namings(target, answering, project))
            if item.id not in answers[target.id]:
                missing.setdefault(target.id, []).append(_Naming(reference, label, target))
    for found in missing.values():
        fix = _fix(found, answering, answer, project)
        for reference, written, target in found:
            source = reference.source
            yield Draft(
                reference.place,
                f"{source} names {target.id} under {written}; {target.id} does not name it under {answer}",
                f"Write **{answer}**: {source} in {target.id}.",
                source,
                (Related(target.place, f"{target.id} is declared here"),),
                fix,
                (source, target.id),
            )


def _fix(found: list[_Naming], answering: str, answer: str, project: Project) -> Fix | None:
    """All that an item lacks, in one edit: two that add to one line would exclude each other."""
    target = found[0].target
    names = list(dict.fromkeys(naming.reference.source for naming in found))
    label = _label(answer, project)
    edit = added(target, answering, label, names, project)
    if edit is None:
        return None
    # A field that the project gives a meaning may bring more than a name with it.
    is_safe = not project.reader.names.key(answer)
    return Fix(f"Write **{label}**: {', '.join(names)} in {target.id}", (edit,), is_safe=is_safe)


def _label(name: str, project: Project) -> str:
    """A field as it is written in a document: of a canonical name the first that the project gives it."""
    written = project.configuration.fields.get(name, ())
    return written[0] if written else name
