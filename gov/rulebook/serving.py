"""Which items a change serves: those of the kinds that it has to name, named where that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.config.defaults import CRITERION_TO_WRITE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.change import Mention
    from gov.items import Item
    from gov.project import Project
    from gov.rulebook.facts import Facts

__all__ = [
    "CLOSED", "Served", "asked_kinds", "line_to_add", "moved_from", "no_task_counts", "served",
    "wanted_mentions",
]  # fmt: skip

CLOSED = frozenset(("done", "retired"))
_SHOWN = 3


class Served(NamedTuple):
    """An item that a change names: as it is now, as it was where the change began, and where it is named.

    `before` is None where it was not there, under this number or another one; `is_known` is False where
    nobody can tell what was.
    """

    item: Item
    before: Item | None
    is_known: bool
    mention: Mention

    @property
    def is_new(self) -> bool:
        """Whether the change itself adds it."""
        return self.is_known and self.before is None

    @property
    def judged(self) -> Item:
        """The item by whose status the change is judged: as it was where the change began, where it was."""
        return self.before or self.item


def wanted_mentions(facts: Facts) -> Iterator[Mention]:
    """The identifiers, of kinds that a change has to name, that it names where that counts."""
    change = facts.change
    if change is None:
        return
    for mention in change.claims.mentions:
        if mention.standing == "counts" and mention.token.kind in change.settings.kinds and mention.token.id:
            yield mention


def served(facts: Facts) -> tuple[Served, ...]:
    """The items that a change serves, each once, in the order in which it names them.

    An identifier in letters that only look alike names nothing; one with too few or too many zeros does.
    """
    change = facts.change
    if change is None:
        return ()
    # Where nobody knows how it began, the base as it is now is the next best: it is not the change's own.
    began = change.began or facts.base
    found: dict[str, Served] = {}
    for mention in wanted_mentions(facts):
        token = mention.token
        items = facts.project.by_id.get(token.id, ())
        if token.spelling not in {"exact", "width"} or not items or token.id in found:
            continue
        names = (token.id, *items[0].formerly)
        before = next((item for name in names for item in (began.by_id.get(name, ()) if began else ())), None)
        if before is None and began is not None:
            before = moved_from(items[0], facts.project, began)
        found[token.id] = Served(items[0], before, began is not None, mention)
    return tuple(found.values())


def moved_from(item: Item, project: Project, began: Project) -> Item | None:
    """What an item under a new number was where the change began, though it does not say so itself.

    One of the same kind is gone, and it has the same title, or at least half of that one's criteria: those
    are no new work, whatever number stands before them.
    """
    title, criteria = _words(item.title), _criteria(item)
    for other in began.of_kind(item.kind):
        if other.id in project.by_id or other.id in project.formerly:
            continue
        had = _criteria(other)
        if (title and title == _words(other.title)) or (had and 2 * len(had & criteria) >= len(had)):
            return other
    return None


def _criteria(item: Item) -> frozenset[str]:
    texts = (criterion.text for criterion in item.standing_criteria)
    return frozenset(_words(text) for text in texts if text != CRITERION_TO_WRITE)


def _words(text: str) -> str:
    """A text by its letters and digits alone: neither signs nor capitals make it another."""
    return "".join(filter(str.isalnum, text.casefold()))


def asked_kinds(facts: Facts) -> Collection[str]:
    """The kinds one of whose items a change, and each of its commits, has to name."""
    return (facts.change.settings if facts.change else facts.project.configuration.change).kinds


def line_to_add(where: str, project: Project, kinds: Collection[str]) -> str:
    """How a change or a commit names what it serves, as a sentence, with some items that are not done.

    Those that are being worked on go before the others.
    """
    items = [item for kind in kinds for item in project.of_kind(kind) if item.phase not in CLOSED]
    running = [item for item in items if item.phase == "running"] or items
    named = ", ".join(f"{item.id} {item.title}" for item in running[:_SHOWN])
    return f"Add {where}, Task: and its number" + (f"; open are {named}." if named else ".")


def no_task_counts(patterns: tuple[str, ...]) -> str:
    """Why what says No-Task has to name a task all the same, as a sentence."""
    if not patterns:
        return "No-Task counts only where [change] exempt-paths says which files need no task; it says none."
    return f"No-Task counts where every file is among {', '.join(patterns)}, and not every one is."
