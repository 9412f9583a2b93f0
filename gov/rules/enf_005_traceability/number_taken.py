"""ENF-005.number-taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config import CRITERION_TO_WRITE
from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history.branches import Against
    from gov.history.contents import State
    from gov.items import Item
    from gov.project import Project

# Fewer words than these two items may share by chance.
_TELLING = 25
_TELLING_CRITERIA = 6
_TO_WRITE = CRITERION_TO_WRITE.encode()


@rule("error", needs=("branches",))
def number_taken(facts: Facts) -> Iterator[Draft]:
    """A new item has the number that another branch has given to another item.

    Both branches pass for themselves; once they meet, the number means two things, and whoever cites it
    cites both (CONST-P10). What this branch has declared since it left the branch of `--against`, or a change
    since it left its base, is compared with what is declared there: another item of the same number is an
    error. On a branch that nobody has merged yet it is a warning, for the one that is merged first keeps the
    number. The same item on both, with the same title, text or criteria, is none.

    Cure it with `gov renumber`, which rewrites the declaration, the file's name and every reference.

    Fails at adr/0002-use-toml.md:1:3:

    ```markdown adr/0001-use-rest.md base
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0001-use-rest.md there
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0002-use-a-queue.md there
    # ADR-0002: Use a queue

    **Status**: Accepted
    ```

    ```markdown adr/0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0002-use-toml.md
    # ADR-0002: Use TOML

    **Status**: Accepted
    ```

    Passes:

    ```markdown adr/0001-use-rest.md base
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0001-use-rest.md there
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0002-use-a-queue.md there
    # ADR-0002: Use a queue

    **Status**: Accepted
    ```

    ```markdown adr/0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    ```

    ```markdown adr/0003-use-toml.md
    # ADR-0003: Use TOML

    **Status**: Accepted
    **Formerly**: ADR-0002
    ```
    """
    against, project = facts.against, facts.project
    if against is None or against.fork is None:
        return
    taken = {*against.branches.taken, *against.tip.by_id, *against.tip.formerly}
    for item in project.items:
        # What is declared twice here is found without any branch.
        if item.id in against.fork.by_id or len(project.by_id[item.id]) > 1 or not item.number:
            continue
        there = _on_tip(item, project, against)
        others = [] if there or item.id in against.tip.by_id else _elsewhere(item, against)
        if not there and not others:
            continue
        free = project.free_identifier(item.kind, taken)
        taken.add(free)
        yield Draft(
            item.place,
            f"{item.id} is {_quoted(item.title)} here and {there or others[0]}",
            f"Give this one the next number that is free on every branch: gov renumber {item.id} {free}",
            item.id,
            about=(item.id,),
            severity=None if there else "warning",
        )


def _on_tip(item: Item, project: Project, against: Against) -> str:
    """What the branch of `--against` has under the number of an item; empty for nothing, or the same."""
    found = against.tip.by_id.get(item.id, ())
    text = _text(item, project)
    for other in found:
        same = _is_same(item.title, other.title) or (text and text == _text(other, against.tip))
        if same or _has_criteria(item, [criterion.text for criterion in other.criteria]):
            return ""
    if not found:
        return ""
    line = against.tip.by_path[found[0].path].source.position(found[0].place.start).line
    return f"{_quoted(found[0].title)} on {against.name}, in {found[0].path}:{line}"


def _elsewhere(item: Item, against: Against) -> list[str]:
    """What branches that are not merged have under the number of an item, the same left out."""
    declared = against.branches.by_id.get(item.id, ())
    found = [d for d in declared if not (d.is_ours or _says_the_same(item, d.state))]
    return sorted(f"{_quoted(d.state.title)} on {d.branch}, in {d.state.path}" for d in found)


def _says_the_same(item: Item, state: State) -> bool:
    return _is_same(item.title, state.title) or _has_criteria(
        item, [criterion.text for criterion in state.criteria]
    )


def _is_same(one: str, other: str) -> bool:
    return bool(one.strip()) and " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _has_criteria(item: Item, texts: list[str]) -> bool:
    """Whether an item has these criteria, all written by somebody and more than a few words."""
    written = [text for text in texts if text.strip() != CRITERION_TO_WRITE]
    if len(written) != len(texts) or sum(len(text.split()) for text in texts) < _TELLING_CRITERIA:
        return False
    return [criterion.text for criterion in item.criteria] == texts


def _text(item: Item, project: Project) -> list[bytes]:
    """The words of an item below its heading; none where they are so few that two items may share them.

    What a new item holds until somebody writes it is no word of anybody's.
    """
    data = project.by_path[item.path].source.data[item.place.end : item.body.end]
    words = data.partition(b"\n")[2].replace(_TO_WRITE, b"").split()
    return words if len(words) >= _TELLING else []


def _quoted(title: str) -> str:
    return repr(title) if title else "without a title"
