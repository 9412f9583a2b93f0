"""What differs between two projects, or one project at two revisions, item by item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.history.contents import states_of
from gov.history.past import differences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.history.contents import State
    from gov.items import Criterion, Item
    from gov.project import Project

__all__ = ["ItemDifference", "Step", "difference"]

Difference = Literal[
    "added", "removed", "renumbered", "retitled", "moved", "status", "criterion", "criterion-moved",
    "reference", "field", "text",
]  # fmt: skip

# Fields that are told as what they are.
_TOLD_APART = frozenset(("status", "formerly"))
# Between references, and below the head of a table: as many as there are, they say the same.
_SPACED = re.compile(r"[\s,;]+")
_JOINTS = " ,;"
_RULED = re.compile(r"-{3,}")


class Step(NamedTuple):
    """One thing that differs.

    `before` and `after` are titles, paths, statuses or identifiers, a criterion with its box or with its
    number, a field with its name, or a reference with its relation; empty where it is not there, and where
    the text has other words.
    """

    what: Difference
    before: str
    after: str


class ItemDifference(NamedTuple):
    """One item that differs: as it is now, or as it was where it is gone, and everything that differs."""

    item: Item
    steps: tuple[Step, ...]


def difference(old: Project, new: Project) -> tuple[ItemDifference, ...]:
    """Every item that is not the same in two projects, in the order of their identifiers."""
    before, after = _states(old), _states(new)
    former = _renumbered(before, after)
    gone = set(former.values())
    found = []
    for identifier in sorted(before.keys() | after.keys()):
        earlier = former.get(identifier, "" if identifier in gone else identifier)
        was, now = before.get(earlier), after.get(identifier)
        if now is None and identifier in gone:
            continue
        steps = [_step(*change) for change in differences(was[1] if was else None, now[1] if now else None)]
        if was and now:
            steps += _references(was[0], now[0])
            steps += _words(_Told.of(old, was[0]), _Told.of(new, now[0]))
            if earlier != identifier:
                steps.insert(0, Step("renumbered", earlier, identifier))
        last = now or was
        if steps and last:
            found.append(ItemDifference(last[0], tuple(steps)))
    return tuple(found)


class _Field(NamedTuple):
    """A field: how it is told, and what of it counts, for its references are told apart."""

    told: str
    words: str


class _Told(NamedTuple):
    """What an item says beside its title, status, criteria and references: its other fields, and its text."""

    fields: dict[str, _Field]
    text: str

    @classmethod
    def of(cls, project: Project, item: Item) -> _Told:
        """Take an item apart: the lines that say something else are no words of its text."""
        source = project.by_path[item.path].source.data
        named = [
            (one.place.start, source[one.place.start : one.place.end].decode("utf-8", "replace"))
            for one in item.references
        ]
        fields: dict[str, _Field] = {}
        aside = [(item.place.start, item.place.end)]
        aside += [(one.place.start, _end_of(one, source)) for one in item.criteria]
        for field in item.fields:
            if not field.key:
                continue
            start, end = field.line.start, (field.more[-1] if field.more else field.line).end
            aside.append((start, end))
            if field.key not in _TOLD_APART:
                words = field.value
                for name in (text for place, text in named if start <= place <= end):
                    words = words.replace(name, "", 1)
                told = _Field(f"{field.label}: {field.value}", _SPACED.sub(" ", words).strip(_JOINTS))
                fields.setdefault(field.key, told)
        kept, at = [], item.body.start
        for line in source[item.body.start : item.body.end].splitlines(keepends=True):
            if not any(start < at + len(line) and at < end for start, end in aside):
                kept.append(line)
            at += len(line)
        text = " ".join(b"".join(kept).decode("utf-8", "replace").split())
        return cls(fields, _RULED.sub("---", text))


def _end_of(criterion: Criterion, source: bytes) -> int:
    """Where a criterion ends that goes on over several lines: its place is that of the first."""
    said, end = _bare(criterion.text), criterion.place.end
    at = source.find(b"\n", end) + 1
    while at:
        after = source.find(b"\n", at) + 1
        words = _bare(source[at : after or len(source)].decode("utf-8", "replace"))
        if not words or words not in said:
            break
        end, at = after or len(source), after
    return end


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _words(was: _Told, now: _Told) -> list[Step]:
    none = _Field("", "")
    keys = dict.fromkeys((*was.fields, *now.fields))
    both = [(was.fields.get(key, none), now.fields.get(key, none)) for key in keys]
    steps = [Step("field", before.told, after.told) for before, after in both if before.words != after.words]
    return [*steps, Step("text", "", "")] if was.text != now.text else steps


def _renumbered(
    before: Mapping[str, tuple[Item, State]], after: Mapping[str, tuple[Item, State]]
) -> dict[str, str]:
    """The former number of each item that got another one, as `gov history` follows it: it was given up.

    That is, nothing has it any more, or an item of another title, and the title went with the item. A number
    is followed once, to the first item that says it had it; an item that stays under its number has that.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for identifier, (item, state) in sorted(after.items()):
        own = before.get(identifier)
        for name in reversed(item.formerly):
            was, now = before.get(name), after.get(name)
            if was is None or name in taken or name == identifier:
                continue
            has_left = now is None or was[1].title == state.title != now[1].title
            is_free = own is None or own[1].title != state.title
            if has_left and is_free and was[1].kind == state.kind:
                found[identifier] = name
                taken.add(name)
                break
    return {name: was for name, was in found.items() if name not in before or name in taken}


def _states(project: Project) -> dict[str, tuple[Item, State]]:
    found: dict[str, tuple[Item, State]] = {}
    for document in project.documents:
        states = states_of(document.path, document.items)
        for item in document.items:
            found.setdefault(item.id, (item, states[item.id]))
    return found


def _step(what: str, before: str, after: str) -> Step:
    return Step(_WORDS[what], before, after)


_WORDS: dict[str, Difference] = {
    "declared": "added", "removed": "removed", "retitled": "retitled", "moved": "moved", "status": "status",
    "criterion": "criterion", "criterion-moved": "criterion-moved",
}  # fmt: skip


def _references(old: Item, new: Item) -> list[Step]:
    was = dict.fromkeys(_written(old))
    now = dict.fromkeys(_written(new))
    gone = [Step("reference", text, "") for text in was if text not in now]
    return gone + [Step("reference", "", text) for text in now if text not in was]


def _written(item: Item) -> list[str]:
    return [
        f"{reference.relation} {reference.target}{f'.{reference.part}' if reference.part else ''}"
        for reference in item.references
    ]
