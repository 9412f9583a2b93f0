"""What can be wrong with the declarations of any kind: a family calls these for its own."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook.finding import Draft, Edit, Fix, Related
from gov.rulebook.status_words import meant_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.items import Item, Reference
    from gov.project import Project
    from gov.rulebook.facts import Facts
    from gov.text import Place

__all__ = [
    "bad_statuses", "duplicates", "free_number", "has_status", "is_kept", "malformed", "missing_numbers",
    "status_place", "widths",
]  # fmt: skip


def is_kept(project: Project, kind: str) -> bool:
    """Whether a project keeps items of a kind: it declares some, or says that it should."""
    return bool(project.of_kind(kind)) or kind in project.configuration.project.kinds


def duplicates(facts: Facts, kind: str) -> Iterator[Draft]:
    """One draft for each declaration of an identifier of a kind after the first."""
    project = facts.project
    if len(project.by_id) == len(project.items):
        return
    first: dict[str, Item] = {}
    free, gone = "", tuple[str, ...]()
    declared = Counter((item.path, item.id) for item in project.items)
    for item in project.of_kind(kind):
        before = first.setdefault(item.id, item)
        if before is item or item.spelling == "malformed":
            continue
        # A look at every number of the project, which a project without a double can do without.
        if not free:
            free, gone = free_number(facts, kind), _gone(project, kind)
        yield Draft(
            item.place,
            f"{item.id} is declared again: {_named(item)} here, {_named(before)} in {before.path}",
            "Give one of the two another number: "
            f"gov renumber {item.id} {free} --path {_where(item, project, declared)}",
            item.id,
            (Related(before.place, f"{item.id} is first declared here"),),
            about=(item.id, f"kind:{kind}", *gone),
        )


def _gone(project: Project, kind: str) -> tuple[str, ...]:
    """What a wrong identifier may have stood for: those left out of the row of numbers, and the next."""
    numbers = sorted({item.number for item in project.of_kind(kind) if item.number})
    if not numbers or project.configuration.kinds[kind].levels > 1:
        return ()
    step = max((high - low for low, high in pairwise(numbers)), default=1)
    present = set(numbers)
    missing = (number for number in range(1, numbers[-1] + step + 1) if number not in present)
    canonical = project.reader.vocabulary.canonical
    return tuple(f"gone:{canonical(kind, number)}" for number in islice(missing, _MOST_GONE))


def malformed(facts: Facts, kind: str) -> Iterator[Draft]:
    """One draft for each declaration of a kind whose identifier is not written as identifiers are."""
    form = facts.project.configuration.kinds[kind]
    example = form.prefix + "-".join(["1".zfill(form.width)] * form.levels)
    for item in facts.project.of_kind(kind):
        if item.spelling != "malformed":
            continue
        meant = item.id if item.id != item.declared_as else ""
        gone = () if meant else _gone(facts.project, kind)
        noun = facts.project.noun(kind)
        yield Draft(
            item.place,
            f"{item.declared_as} is not the identifier of a {noun}, which is written like {meant or example}",
            f"Write {meant}." if meant else f"Write {form.prefix} and a number, for example {example}.",
            item.id,
            about=(item.id, item.declared_as, f"kind:{kind}", *gone),
        )


def widths(facts: Facts, kind: str) -> Iterator[Draft]:
    """One draft for each declaration of a kind whose number has too few or too many digits.

    None where the project writes all of them so: that is its own way of counting.
    """
    if _counts_otherwise(facts.project.of_kind(kind), facts.project.configuration.kinds[kind].width):
        return
    named = _named_as_declared(facts.project)
    for item in facts.project.of_kind(kind):
        if item.spelling == "width":
            yield Draft(
                item.place,
                f"{item.declared_as} is declared, where identifiers of its kind are written like {item.id}",
                f"Write {item.id}.",
                item.id,
                fix=Fix(f"Write {item.id}", _renamed(item, named.get(item.declared_as, ())), is_safe=True),
                about=(item.id,),
            )


def _named_as_declared(project: Project) -> dict[str, list[Reference]]:
    """The references that are written with too few or too many digits, by the identifier as written."""
    named: dict[str, list[Reference]] = {}
    for resolution in project.graph.misspelt:
        reference = resolution.reference
        if reference.spelling == "width" and not reference.range_text:
            named.setdefault(reference.written.partition(".")[0], []).append(reference)
    return named


def _renamed(item: Item, named: Iterable[Reference]) -> tuple[Edit, ...]:
    """An identifier written as it should be, in its heading and wherever it is named as it was there."""
    edits = {item.place: Edit(item.place, item.id)}
    for reference in named:
        part = f".{reference.part}" if reference.part else ""
        edits.setdefault(reference.place, Edit(reference.place, item.id + part))
    return tuple(edits.values())


def missing_numbers(facts: Facts, kind: str) -> Iterator[Draft]:
    """One draft for each gap in the numbers of a kind, at the item after it.

    Numbers in steps (010, 020, 030) are no gaps. One that a document calls withdrawn, or that an item had
    before, is none either.
    """
    project = facts.project
    if project.configuration.kinds[kind].levels > 1:
        return
    by_number = {item.number: item for item in reversed(project.of_kind(kind)) if item.number}
    numbers = sorted(by_number)
    if not numbers:
        return
    before = 0 if 1 < numbers[0] <= len(numbers) else numbers[0]
    pairs = list(zip((before, *numbers), numbers, strict=False))
    gaps = [(low, high) for low, high in pairs if high > low + 1]
    if not gaps or (len(numbers) > 2 and len(gaps) * 2 > len(pairs) - 1):  # noqa: PLR2004 - two numbers are no series
        return
    canonical = project.reader.vocabulary.canonical
    withdrawn = _withdrawn(project, kind).union(*(item.formerly for item in project.of_kind(kind)))
    for low, high in gaps:
        missing = [canonical(kind, number) for number in range(low + 1, min(high, low + 51))]
        left = [identifier for identifier in missing if identifier not in withdrawn]
        if not left:
            continue
        item = by_number[high]
        names = left[0] if len(left) == 1 else f"{left[0]} to {canonical(kind, high - 1)}"
        after = f"follows {canonical(kind, low)}" if low else "is the first"
        yield Draft(
            item.place,
            f"{item.id} {after}, and no document declares {names}",
            f"Declare {names}, or write down beside the others that the number is withdrawn.",
            item.id,
            about=(*left, f"kind:{kind}"),
        )


def bad_statuses(facts: Facts, kind: str) -> Iterator[Draft]:
    """One draft for each item of a kind whose status the kind does not know, at the status."""
    statuses = facts.project.configuration.kinds[kind].statuses
    if not statuses:
        return
    for item in facts.project.of_kind(kind):
        status = item.status
        if status is None or status.is_known or is_null(status.written):
            continue
        place = status_place(item)
        meant = meant_status(status.written, statuses)
        known = ", ".join(statuses)
        written = status.written if len(status.written) <= _SHOWN else status.written[:_SHOWN] + "..."
        fix = None
        if meant and place != item.place:
            fix = Fix(f"Write {meant}", (Edit(place, meant),), is_safe=False)
        yield Draft(
            place,
            f"{item.id} has the status {written!r}; those of a {facts.project.noun(kind)} are {known}",
            f"did you mean {meant}?" if meant else f"Write one of: {known}.",
            item.id,
            fix=fix,
            about=(item.id,),
        )


def has_status(item: Item) -> bool:
    """Whether an item states a status, a null word being none."""
    return item.status is not None and not is_null(item.status.written)


def status_place(item: Item) -> Place:
    """Where the status of an item stands, its identifier where it has none."""
    field = item.field("status")
    return field.place if field is not None else item.place


def free_number(facts: Facts, kind: str) -> str:
    """An identifier of a kind that nothing has, here or on the branches that were looked at."""
    return facts.project.free_identifier(kind, facts.against.branches.taken if facts.against else ())


_SHOWN = 60
_MOST_GONE = 1000
_WITHDRAWN = re.compile(
    r"^.{0,200}\b(?:withdrawn|retired|removed|deprecated|superseded|merged|reserved|deleted)\b.{0,200}",
    re.IGNORECASE | re.MULTILINE,
)


def _counts_otherwise(items: tuple[Item, ...], width: int) -> bool:
    """Whether several items are written with another count of digits, and none is filled up to the kind's."""
    filled = any(item.spelling == "exact" and item.number < 10 ** (width - 1) for item in items)
    return not filled and sum(item.spelling == "width" for item in items) > 1


def _where(item: Item, project: Project, declared: Counter[tuple[str, str]]) -> str:
    """The file of a declaration, with its line where the file holds several of the same identifier."""
    document = project.by_path[item.path]
    if declared[item.path, item.id] == 1:
        return item.path
    return f"{item.path}:{document.source.position(item.place.start).line}"


def _named(item: Item) -> str:
    return repr(item.title) if item.title else "without a title"


def _withdrawn(project: Project, kind: str) -> frozenset[str]:
    """The identifiers that a line in a document of the kind calls withdrawn."""
    found: set[str] = set()
    for path in dict.fromkeys(item.path for item in project.of_kind(kind)):
        body = project.by_path[path].source.body
        for match in _WITHDRAWN.finditer(body):
            found.update(token.id for token in project.reader.vocabulary.tokens(match.group()))
    return frozenset(found)
