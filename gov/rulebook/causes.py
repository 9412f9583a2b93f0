"""Which root cause silences which consequence: one tear, one finding.

Read a row as: while a finding `cause` stands, a finding `consequence` about the same thing is not shown,
because curing the first cures the second. Both name what they are about (`Draft.about`); `*` matches any
diagnostic of a family. The sort `same` compares everything they are about, `kind` only the `kind:` names,
`item` all but those, `gone` the `gone:` names, and `any` compares nothing. Nor does the sort `blind`, which
counts only for a cause that cannot say what it hides: it says so by being about `blind`.
"""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gov.rulebook.finding import Finding

__all__ = ["CAUSES", "Cause", "without_consequences"]


class Cause(NamedTuple):
    """One row of the table."""

    cause: str
    consequence: str
    sort: Literal["same", "kind", "item", "gone", "any", "blind"]


_TORN = ("ENF-000.unreadable", "ENF-000.too-large", "ENF-000.front-matter-invalid")
_SWALLOWING = (
    "ENF-000.unclosed-fence", "ENF-000.unclosed-comment", "ENF-000.nested-declaration",
    "ENF-000.undeclared-heading",
)  # fmt: skip
_ABSENCES = (
    "ENF-001.missing", "ENF-001.no-principles", "ENF-001.uncited", "ENF-001.missing-*",
    "ENF-001.numbering-gap",
    "ENF-002.numbering-gap", "ENF-005.dangling", "ENF-005.undeclared-kind", "ENF-005.missing-upstream",
    "ENF-005.orphan", "ENF-005.incomplete-range", "ENF-008.unknown-id-in-test", "ENF-011.marker-unknown-id",
    "ENF-005.removed",
)  # fmt: skip
# What hangs because an identifier is wrong names one that is gone from the row of numbers, and no other does.
_HANGING = (
    "ENF-005.dangling", "ENF-005.incomplete-range", "ENF-005.missing-upstream",
    "ENF-008.unknown-id-in-test", "ENF-011.marker-unknown-id", "ENF-005.removed",
)  # fmt: skip
_LEFT = tuple(absence for absence in _ABSENCES if absence not in _HANGING)
_WRONG_NAMES = (
    "ENF-00[1239].duplicate-*",
    "ENF-012.duplicate-id",
    "ENF-00[123].malformed-id",
    "ENF-000.confusable-identifier",
    "ENF-005.duplicate-declaration",
    "ENF-005.malformed-declaration",
)

# What a merge conflict does to its document, and to the items that it touches.
_TORN_READING = (
    "unclosed-fence", "unclosed-comment", "front-matter-invalid", "placeholder-yaml", "swallowed-field",
    "undeclared-heading", "nested-declaration", "repeated-field", "unread-field",
)  # fmt: skip

# What a file may be the reason for that nobody can read, and that could declare and name anything.
_KINDLESS = ("ENF-001.missing", "ENF-001.no-principles", "ENF-005.undeclared-kind")
_UNNAMED = ("ENF-001.uncited", "ENF-005.orphan", "ENF-001.numbering-gap", "ENF-002.numbering-gap")
_UNDECLARED = tuple(absence for absence in _HANGING if absence != "ENF-005.missing-upstream")
_GONE = ("ENF-001.removed-principle", "ENF-010.weakened")

CAUSES: tuple[Cause, ...] = (
    # Two versions of one text contradict each other in every way there is.
    *(Cause("ENF-000.merge-conflict", f"ENF-000.{read}", "item") for read in _TORN_READING),
    *(
        Cause("ENF-000.merge-conflict", f"ENF-0{family}.*", "item")
        for family in ("01", "02", "03", "05", "08", "09", "10", "11", "12")
    ),
    *(Cause("ENF-000.merge-conflict", absence, "kind") for absence in _KINDLESS),
    # A file that could not be read hides the items that its bytes declare, and that they are named in it. One
    # that was never seen may hide any; what is wrong with other files in itself is found all the same.
    *(
        Cause(torn, absence, "blind")
        for torn in _TORN
        for absence in (*_KINDLESS, *_UNNAMED, *_UNDECLARED, *_GONE)
    ),
    *(
        Cause("ENF-000.unreadable", f"ENF-000.{read}", "item")
        for read in ("undeclared-heading", "nested-declaration", "repeated-field", "unread-field")
    ),
    *(Cause(torn, absence, "kind") for torn in _TORN for absence in _KINDLESS),
    *(Cause(torn, absence, "gone") for torn in _TORN for absence in _UNDECLARED),
    *(Cause(torn, absence, "item") for torn in _TORN for absence in (*_UNNAMED, *_GONE)),
    *(
        Cause(torn, absence, "item")
        for torn in _TORN
        for absence in ("ENF-001.missing-*", "ENF-001.bad-*", "ENF-001.empty-*", "ENF-005.missing-upstream")
    ),
    # What swallows text hides the identifiers in it, and these alone: the rest is judged as ever.
    *(Cause(swallowing, absence, "item") for swallowing in _SWALLOWING for absence in _ABSENCES),
    *(
        Cause(swallowing, absence, "kind")
        for swallowing in _SWALLOWING
        for absence in ("ENF-001.*", "ENF-005.undeclared-kind", "ENF-005.missing-upstream", "ENF-005.orphan")
    ),
    # A field that became a heading is missing from its item, and so is what it named; a bracket is no value.
    *(
        Cause(swallowing, absence, "item")
        for swallowing in ("ENF-000.swallowed-field", "ENF-000.placeholder-yaml",
        "ENF-000.front-matter-invalid", "ENF-000.unread-field", "ENF-000.unreadable")
        for absence in ("ENF-0??.missing-*", "ENF-0??.no-*", "ENF-0??.bad-*", "ENF-0??.empty-body")
    ),
    *(
        Cause(lost, absence, "kind")
        for lost in ("ENF-000.swallowed-field", "ENF-000.unread-field")
        for absence in ("ENF-001.uncited", "ENF-005.orphan")
    ),
    Cause("ENF-000.unread-field", "ENF-005.one-sided-supersession", "item"),
    Cause("ENF-000.unread-field", "ENF-002.superseded-without-successor", "item"),
    Cause("ENF-000.unread-field", "ENF-009.superseded-without-link", "item"),
    # The fields below a heading that declares nothing fall to the item above.
    *(
        Cause(f"ENF-000.{lost}", fallen, "item")
        for lost in ("undeclared-heading", "nested-declaration", "repeated-field")
        for fallen in ("ENF-000.repeated-field", "ENF-005.self-reference", "ENF-005.duplicate-reference")
        if not fallen.endswith(lost)
    ),
    # An identifier that is wrong where it is declared leaves a gap, and whatever names it hanging.
    *(Cause(name, absence, "kind") for name in _WRONG_NAMES for absence in _LEFT),
    *(Cause(name, absence, "gone") for name in _WRONG_NAMES for absence in _HANGING),
    *(Cause(name, "ENF-005.ambiguous", "item") for name in _WRONG_NAMES),
    *(Cause(name, "ENF-005.duplicate-declaration", "item") for name in _WRONG_NAMES),
    Cause("ENF-000.confusable-identifier", "ENF-00[123].malformed-id", "same"),
    # A kind that nothing declares: said once, not once a reference.
    Cause("ENF-001.missing", "ENF-001.no-principles", "any"),
    Cause("ENF-001.missing", "ENF-005.undeclared-kind", "kind"),
    Cause("ENF-001.no-principles", "ENF-005.undeclared-kind", "kind"),
    Cause("ENF-001.missing", "ENF-005.missing-upstream", "any"),
    Cause("ENF-001.no-principles", "ENF-005.missing-upstream", "any"),
    *(Cause("ENF-005.undeclared-kind", absence, "any") for absence in ("ENF-001.uncited", "ENF-005.orphan")),
    # A torn reference explains why what it should have named looks unused, and why the chain above it ends.
    *(
        Cause(f"ENF-005.{torn}", absence, "kind")
        for torn in ("dangling", "ambiguous", "wrong-kind", "incomplete-range", "reversed-range",
        "missing-upstream",
                     "self-reference", "duplicate-reference", "malformed-reference", "missing-criterion",
                     "label-of-another")
        for absence in ("ENF-001.uncited", "ENF-005.orphan")
    ),
    *(
        Cause(torn, absence, "kind")
        for torn in ("ENF-002.no-principle", "ENF-009.no-principle", "ENF-012.no-plan",
        "ENF-003.missing-field")
        for absence in ("ENF-001.uncited", "ENF-005.orphan")
    ),
    Cause("ENF-005.self-reference", "ENF-005.cycle", "same"),
    # A number given twice is wrong in a heading or in the name of a file; curing it decides which.
    Cause("ENF-009.duplicate-number", "ENF-009.filename-mismatch", "item"),
    # What a lost item named looks unused as well.
    *(Cause("ENF-005.dangling", absence, "item") for absence in ("ENF-001.uncited", "ENF-005.orphan")),
    # A status that the task itself denies is the reason why others that rely on it contradict it.
    *(
        Cause(f"ENF-003.{denied}", "ENF-005.status-inconsistent", "item")
        for denied in ("completed-with-open-criteria", "all-checked-not-completed")
    ),
    Cause("ENF-003.completed-with-open-criteria", "ENF-003.odd-box", "item"),
    Cause("ENF-003.blocked-without-reason", "ENF-003.all-checked-not-completed", "item"),
    Cause("ENF-003.in-progress-unassigned", "ENF-003.all-checked-not-completed", "item"),
    Cause("ENF-005.cycle", "ENF-005.status-inconsistent", "item"),
    # An identifier declared twice, or wrongly, shows the statuses and sides of two items as those of one.
    *(Cause(name, "ENF-005.status-inconsistent", "item") for name in _WRONG_NAMES),
    *(Cause(name, "ENF-005.one-sided-supersession", "item") for name in _WRONG_NAMES),
    # Who took the place of an item is not told: then those that cite it cannot know better.
    *(
        Cause(untold, told, "item")
        for untold in ("ENF-002.superseded-without-successor", "ENF-009.superseded-without-link",
                       "ENF-005.one-sided-supersession", "ENF-005.dangling", "ENF-005.supersession-cycle",
                       "ENF-005.superseded-by-unaccepted")
        for told in ("ENF-005.status-inconsistent", "ENF-005.one-sided-supersession")
        if untold != told
    ),
    Cause("ENF-005.supersession-cycle", "ENF-005.superseded-by-unaccepted", "item"),
    # An item that names nothing above it is said once, by the family of its kind where that is the graver.
    Cause("ENF-002.no-principle", "ENF-005.missing-upstream", "item"),
    Cause("ENF-009.no-principle", "ENF-005.missing-upstream", "item"),
    Cause("ENF-005.missing-upstream", "ENF-012.no-plan", "item"),
    # An item that was deleted while others name it leaves a gap; with the base at hand the deletion itself
    # is found.
    Cause("ENF-001.removed-principle", "ENF-005.dangling", "item"),
    Cause("ENF-001.removed-principle", "ENF-001.numbering-gap", "item"),
    Cause("ENF-001.removed-principle", "ENF-001.version-not-bumped", "any"),
    *(Cause("ENF-005.dangling", f"ENF-00{family}.numbering-gap", "item") for family in (1, 2)),
    # Whatever took a principle away, or its identifier, is said once; so is what its end leaves behind.
    Cause("ENF-001.missing", "ENF-010.weakened", "any"),
    Cause("ENF-001.no-principles", "ENF-010.weakened", "any"),
    *(Cause(hiding, "ENF-010.weakened", "item") for hiding in (*_SWALLOWING, *_WRONG_NAMES)),
    *(Cause(name, "ENF-010.weakened", "gone") for name in _WRONG_NAMES),
    Cause("ENF-001.removed-principle", "ENF-010.weakened", "item"),
    Cause("ENF-010.migration-missing", "ENF-010.weakened", "item"),
    # Without a constitution nothing can stand on a principle of it.
    *(
        Cause(cause, f"ENF-00{family}.no-principle", "any")
        for cause in ("ENF-001.missing", "ENF-001.no-principles")
        for family in (2, 9)
    ),
    # What tears the way from a task upwards, or says that there is none, is said once.
    *(
        Cause(torn, "ENF-004.untraced-task", "item")
        for torn in ("ENF-003.missing-field", "ENF-005.dangling", "ENF-005.wrong-kind", "ENF-005.ambiguous",
                     "ENF-005.malformed-reference", "ENF-005.missing-upstream", "ENF-005.undeclared-kind")
    ),
    # A plan item without a principle leaves the decisions that stand on it without one.
    Cause("ENF-002.no-principle", "ENF-009.no-principle", "same"),
    # An empty specification also says MUST nowhere, and a missing status is no wrong one.
    Cause("ENF-012.no-requirements", "ENF-012.no-modal-verb", "item"),
    Cause("ENF-001.missing-version", "ENF-001.changelog-missing", "any"),
    # A test or a comment that names the wrong item is missing from the right one.
    *(
        Cause("ENF-008.unknown-id-in-test", absence, "item")
        for absence in ("ENF-008.completed-without-test", "ENF-008.criterion-without-test")
    ),
    Cause("ENF-011.marker-unknown-id", "ENF-011.completed-without-code", "item"),
    # An item that is gone is missed by tests and code as it is by documents.
    *(
        Cause(gone, named, "item")
        for gone in ("ENF-005.dangling", "ENF-005.undeclared-kind", "ENF-001.removed-principle")
        for named in ("ENF-008.unknown-id-in-test", "ENF-011.marker-unknown-id")
    ),
    # A deletion is told where nothing else shows that something is missing.
    Cause("ENF-005.dangling", "ENF-005.removed", "item"),
    Cause("ENF-005.undeclared-kind", "ENF-005.removed", "kind"),
    # What open criteria deny needs no test yet.
    Cause("ENF-003.completed-with-open-criteria", "ENF-008.completed-without-test", "item"),
    Cause("ENF-003.completed-with-open-criteria", "ENF-011.completed-without-code", "item"),
)  # fmt: skip


def without_consequences(
    findings: Iterable[Finding], weak: Callable[[Finding], bool] = lambda _: False
) -> tuple[Finding, ...]:
    """The findings that remain when every consequence of another finding is left out.

    No error vanishes behind less than an error: a cause that silences one becomes one. A `weak` cause, which
    is excused or was made less severe on purpose, silences no error at all.
    """
    found = tuple(findings)
    codes = frozenset(finding.code for finding in found)
    rows = [row for row in CAUSES if any(fnmatchcase(code, row.cause) for code in codes)]
    strengths = _strengths(found, rows, weak)
    by_code: dict[str, list[tuple[Cause, dict[str, int]]]] = {}
    for row in rows:
        causing = frozenset(code for code in codes if fnmatchcase(code, row.cause))
        known = strengths[row.cause]
        for code in codes:
            if fnmatchcase(code, row.consequence) and code not in causing:
                by_code.setdefault(code, []).append((row, known))
    raised: dict[str, set[str]] = {}
    left = tuple(f for f in found if not _is_consequence(f, by_code.get(f.code, ()), raised))
    return tuple(_raised(finding, raised, weak) for finding in left) if raised else left


# How much a cause may silence: an error whatever it likes, a lesser finding an error only by becoming one.
_ERROR, _LESSER, _WEAK = range(3)


def _strengths(
    found: Iterable[Finding], rows: Iterable[Cause], weak: Callable[[Finding], bool]
) -> dict[str, dict[str, int]]:
    """For each pattern of causes what they are about, and how strong the strongest of them is."""
    patterns = dict.fromkeys(row.cause for row in rows)
    by_code: dict[str, list[str]] = {}
    known: dict[str, dict[str, int]] = {pattern: {} for pattern in patterns}
    for finding in found:
        causes = by_code.get(finding.code)
        if causes is None:
            causes = by_code[finding.code] = [p for p in patterns if fnmatchcase(finding.code, p)]
        if not causes:
            continue
        strength = _WEAK if weak(finding) else _ERROR if finding.severity == "error" else _LESSER
        for names in (known[pattern] for pattern in causes):
            for name in (*finding.draft.about, ""):
                names[name] = min(strength, names.get(name, _WEAK))
    return known


def _is_compared(name: str, row: Cause) -> bool:
    if row.sort == "gone":
        return name.startswith("gone:")
    if row.sort in {"kind", "item"}:
        return name.startswith("kind:") == (row.sort == "kind")
    return True


def _is_consequence(
    finding: Finding, rows: Iterable[tuple[Cause, dict[str, int]]], raised: dict[str, set[str]]
) -> bool:
    """Whether a cause explains a finding; notes in `raised` the causes that become errors by that."""
    for row, known in rows:
        if row.sort in {"any", "blind"}:
            whole = "" if row.sort == "any" else "blind"
            names = [whole] if whole in known else []
        else:
            names = [name for name in finding.draft.about if name in known and _is_compared(name, row)]
        if not names:
            continue
        if finding.severity != "error":
            return True
        name = min(names, key=lambda name: known[name])
        if known[name] == _WEAK:
            continue
        if known[name] == _LESSER:
            raised.setdefault(row.cause, set()).add(name)
        return True
    return False


def _raised(finding: Finding, raised: dict[str, set[str]], weak: Callable[[Finding], bool]) -> Finding:
    if finding.severity == "error" or weak(finding):
        return finding
    about = frozenset((*finding.draft.about, ""))
    if any(fnmatchcase(finding.code, cause) and about & names for cause, names in raised.items()):
        return replace(finding, severity="error")
    return finding
