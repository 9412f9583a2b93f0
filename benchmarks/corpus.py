"""Generate a healthy governed project of any size: `python -m benchmarks.corpus 10000 FOLDER`.

The same count gives the same bytes, whatever the machine. A notation other than ours writes the same items,
titles, links, criteria and prose for one of the peers.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import governed, seed_like, words
from benchmarks.model import Criterion, Document, Entry, Kind, Link
from benchmarks.peers import doorstop, sphinx_needs, strictdoc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["MINIMUM", "PEERS", "documents", "main", "write"]

PEERS = (sphinx_needs.PEER, strictdoc.PEER, doorstop.PEER)
MINIMUM = 30
"""Twelve principles, a plan item, a specification, a decision, and tasks enough to refer to them all."""

_PRINCIPLES = (
    "API First", "Async & Non-Blocking", "Extensibility", "Separation of Concerns", "Security by Default",
    "Spec-Driven Change Flow", "Observability", "Incremental Hardening", "Testable Units",
    "Change Traceability", "Minimal Surface Area", "Fast Feedback in Small Batches",
)  # fmt: skip
_PEOPLE = ("Amara", "Bilal", "Chidi", "Dana", "Eeva", "Farid", "Grete", "Hana")
_EFFORTS = ("S", "M", "M", "L")
_DONE = 9
_STATUSES = (
    ("Completed", _DONE),
    ("In Progress", 12),
    ("Blocked", 13),
    ("Not Started", 20),
)  # up to which twentieth
_PLANS_A_FILE, _SPECS_A_FILE, _TASKS_A_FILE = 100, 60, 80


def documents(count: int) -> tuple[Document, ...]:
    """Make exactly `count` items, spread over files as people spread them.

    Every item leads up to a principle, every plan item and specification has tasks, dependencies point at
    smaller numbers (so there is no cycle), and what is called Completed depends on Completed work alone.

    Raises:
        ValueError: `count` is below `MINIMUM`.
    """
    if count < MINIMUM:
        raise ValueError(f"a project needs at least {MINIMUM} items, not {count}")
    decision_count, plan_count, spec_count = (max(1, count // share) for share in (200, 40, 20))
    principles = tuple(_principle(number) for number in range(1, len(_PRINCIPLES) + 1))
    plans = tuple(_plan(number, principles) for number in range(1, plan_count + 1))
    specs = tuple(_spec(number, plans) for number in range(1, spec_count + 1))
    decisions = tuple(_decision(number, principles, plans) for number in range(1, decision_count + 1))
    task_count = count - len(principles) - plan_count - spec_count - decision_count
    tasks = tuple(_task(number, task_count, principles, plans, specs) for number in range(1, task_count + 1))
    return (
        Document("constitution", "Constitution", "What every item of this project answers to.", principles),
        *_files("plans", "Plan", plans, _PLANS_A_FILE),
        *_files("specs", "Specifications", specs, _SPECS_A_FILE),
        *(
            Document(f"adr/{decision.id}-{_slug(decision.title)}", decision.title, "", (decision,))
            for decision in decisions
        ),
        *_files("tasks", "Tasks", tasks, _TASKS_A_FILE),
    )


def write(files: dict[str, str], folder: Path) -> None:
    """Write each text at its path below `folder`, with plain line feeds on every platform."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a project from the command line."""
    writers: dict[str, Callable[[tuple[Document, ...]], dict[str, str]]] = {
        "governed": governed.files,
        **{peer.name: peer.files for peer in PEERS},
    }
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=main.__doc__)
    parser.add_argument(
        "count", type=int, help=f"how many items, at least {MINIMUM}; 0 for one document like the seed"
    )
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    parser.add_argument(
        "--notation", choices=sorted(writers), default="governed", help="whose notation (governed)"
    )
    options = parser.parse_args(arguments)
    if options.count:
        write(writers[options.notation](documents(options.count)), options.folder)
    else:
        write(seed_like.files(), options.folder)


def _principle(number: int) -> Entry:
    prose = f"Every change MUST keep this. {words.prose(number, 2)}"
    return Entry(f"CONST-P{number}", Kind.PRINCIPLE, _PRINCIPLES[number - 1], prose)


def _plan(number: int, principles: tuple[Entry, ...]) -> Entry:
    principle = principles[(number - 1) % len(principles)]
    return Entry(
        f"PLAN-{number:03d}",
        Kind.PLAN,
        words.title(number),
        words.prose(number, 3),
        status="Active",
        links=(_link(principle),),
    )


def _spec(number: int, plans: tuple[Entry, ...]) -> Entry:
    plan = plans[(number - 1) % len(plans)]
    running = 10_000 + number
    return Entry(
        f"SPEC-{number:03d}",
        Kind.SPEC,
        words.title(running),
        words.prose(running, 2),
        status="Approved",
        links=(_link(plan),),
        criteria=tuple(Criterion(words.outcome(running, position), checked=False) for position in range(4)),
    )


def _decision(number: int, principles: tuple[Entry, ...], plans: tuple[Entry, ...]) -> Entry:
    running = 30_000 + number
    return Entry(
        f"ADR-{number:04d}",
        Kind.DECISION,
        words.title(running),
        words.prose(running, 3),
        status="Accepted",
        date=f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}",
        links=(_link(principles[number % len(principles)]), _link(plans[number % len(plans)])),
    )


def _task(
    number: int, total: int, principles: tuple[Entry, ...], plans: tuple[Entry, ...], specs: tuple[Entry, ...]
) -> Entry:
    running = 60_000 + number
    status = _status(number, total)
    spec = specs[number // 2 % len(specs)]
    plan = plans[number // 2 % len(plans)]
    principle = principles[number % len(principles)]
    links = (_link(spec), _link(principle)) if number % 2 else (_link(plan), _link(principle))
    done = {"Completed": 9, "In Progress": 2}.get(status, 0)
    return Entry(
        f"TASK-{number:03d}",
        Kind.TASK,
        words.title(running),
        words.prose(running, 1 if number % 4 == 0 else 2),
        status=status,
        links=links,
        dependencies=_dependencies(number, total),
        assignee="Vacant" if status == "Not Started" else words.pick(_PEOPLE, "person", number),
        effort=words.pick(_EFFORTS, "effort", number),
        blocked_by="The supplier has not delivered the test account" if status == "Blocked" else "",
        criteria=tuple(
            Criterion(words.outcome(running, position), checked=position < done)
            for position in range(4 + number % 2)
        ),
    )


def _status(number: int, total: int) -> str:
    """Done work first, as in a project that grows: so nothing finished can depend on anything open."""
    share = number * 20 // (total + 1)
    return next(status for status, end in _STATUSES if share < end)


def _dependencies(number: int, total: int) -> tuple[str, ...]:
    """Name none, one or two earlier tasks; work under way waits for finished work alone."""
    reach = min(number - 1, total * _DONE // 20 - 1)
    if number % 2 or reach < 1:
        return ()
    first = 1 + (number * 7) % reach
    second = 1 + (number * 13) % reach
    return tuple(f"TASK-{other:03d}" for other in sorted({first, second} if number % 8 == 0 else {first}))


def _link(entry: Entry) -> Link:
    return Link(entry.id, entry.title)


def _files(folder: str, title: str, entries: tuple[Entry, ...], size: int) -> tuple[Document, ...]:
    chunks = [entries[start : start + size] for start in range(0, len(entries), size)]
    return tuple(
        Document(f"{folder}/{folder}-{page:04d}", f"{title}, part {page}", words.prose(page, 1), chunk)
        for page, chunk in enumerate(chunks, start=1)
    )


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


if __name__ == "__main__":
    main()
