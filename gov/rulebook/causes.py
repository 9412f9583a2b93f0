"""Which root cause silences which consequence: one tear, one finding.

Read a row as: while a finding `cause` stands, a finding `consequence` about the same thing is not shown, because curing
the first cures the second. Both name what they are about (`Draft.about`); `*` matches any diagnostic of a family.
An empty `sort` compares everything they are about; `kind` only the `kind:` names, and `any` compares nothing.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook.finding import Finding

__all__ = ["CAUSES", "Cause", "without_consequences"]


class Cause(NamedTuple):
    """One row of the table."""

    cause: str
    consequence: str
    sort: Literal["same", "kind", "any"]


_TORN = (
    "ENF-000.unreadable", "ENF-000.too-large", "ENF-000.unclosed-fence", "ENF-000.unclosed-comment",
    "ENF-000.front-matter-invalid",
)  # fmt: skip
_ABSENCES = (
    "ENF-001.missing", "ENF-001.no-principles", "ENF-001.uncited", "ENF-001.missing-*", "ENF-001.numbering-gap",
    "ENF-002.numbering-gap", "ENF-005.dangling", "ENF-005.undeclared-kind", "ENF-005.missing-upstream",
    "ENF-005.orphan", "ENF-005.incomplete-range",
)  # fmt: skip
_WRONG_NAMES = (
    "ENF-00?.duplicate-*",
    "ENF-012.duplicate-id",
    "ENF-00?.malformed-id",
    "ENF-000.confusable-identifier",
)

CAUSES: tuple[Cause, ...] = (
    # What swallows text may hide any item of the file and so anything that names it.
    *(Cause(torn, absence, "any") for torn in _TORN for absence in _ABSENCES),
    # An identifier that is wrong where it is declared leaves a gap, and whatever names it hanging.
    *(Cause(name, absence, "kind") for name in _WRONG_NAMES for absence in _ABSENCES),
    *(Cause(name, "ENF-005.ambiguous", "same") for name in _WRONG_NAMES),
    *(Cause(name, "ENF-005.duplicate-declaration", "same") for name in _WRONG_NAMES),
    Cause("ENF-000.confusable-identifier", "ENF-00?.malformed-id", "same"),
    # A kind that nothing declares: said once, not once a reference.
    Cause("ENF-001.missing", "ENF-001.no-principles", "any"),
    Cause("ENF-001.missing", "ENF-005.undeclared-kind", "kind"),
    Cause("ENF-001.no-principles", "ENF-005.undeclared-kind", "kind"),
    Cause("ENF-001.missing", "ENF-005.missing-upstream", "any"),
    Cause("ENF-001.no-principles", "ENF-005.missing-upstream", "any"),
    *(Cause("ENF-005.undeclared-kind", absence, "any") for absence in ("ENF-001.uncited", "ENF-005.orphan")),
    Cause("ENF-005.undeclared-kind", "ENF-005.missing-upstream", "any"),
    # A torn reference explains why what it should have named looks unused, and why the chain above it ends.
    *(
        Cause(f"ENF-005.{torn}", absence, "kind")
        for torn in ("dangling", "ambiguous", "wrong-kind", "incomplete-range", "reversed-range", "missing-upstream",
                     "self-reference", "duplicate-reference")
        for absence in ("ENF-001.uncited", "ENF-005.orphan")
    ),
    *(
        Cause(torn, absence, "kind")
        for torn in ("ENF-002.no-principle", "ENF-009.no-principle", "ENF-012.no-plan", "ENF-003.missing-field")
        for absence in ("ENF-001.uncited", "ENF-005.orphan")
    ),
    Cause("ENF-005.self-reference", "ENF-005.cycle", "same"),
)  # fmt: skip


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that remain when every consequence of another finding is left out."""
    found = tuple(findings)
    codes = {finding.code for finding in found}
    rows = [row for row in CAUSES if any(fnmatchcase(code, row.cause) for code in codes)]
    if not rows:
        return found
    by_code: dict[str, list[tuple[Cause, frozenset[str]]]] = {}
    for row in rows:
        abouts = frozenset(
            name
            for finding in found
            if fnmatchcase(finding.code, row.cause)
            for name in (finding.draft.about or ("",))
            if row.sort != "kind" or name.startswith("kind:")
        )
        for code in codes:
            if fnmatchcase(code, row.consequence) and not fnmatchcase(code, row.cause):
                by_code.setdefault(code, []).append((row, abouts))
    return tuple(finding for finding in found if not _is_consequence(finding, by_code.get(finding.code, ())))


def _is_consequence(finding: Finding, rows: Iterable[tuple[Cause, frozenset[str]]]) -> bool:
    return any(row.sort == "any" or not abouts.isdisjoint(finding.draft.about) for row, abouts in rows)
