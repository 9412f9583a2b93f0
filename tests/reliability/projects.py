"""Projects of any size and shape, in memory: healthy ones, and each with one kind of trouble everywhere."""

from __future__ import annotations

HEAD = {
    "constitution.md": "# Constitution\n\n**Version**: 1.0.0\n\n### CONST-P1: Test first\n\nWe MUST test.\n",
    "plan.md": "# Plan\n\n### PLAN-001: Begin\n\n**Status**: Active\n**References**: CONST-P1\n\nWe begin.\n",
}


def task(number: int, *, references: str = "PLAN-001", dependencies: str = "None", status: str = "") -> str:
    """One healthy task, or one with something else in a field."""
    return (
        f"### TASK-{number:03d} Do the thing of number {number}\n\n"
        f"**Status**: {status or 'Not Started'}  \n**Assignee**: Vacant  \n**Effort**: S  \n"
        f"**References**: {references}  \n**Dependencies**: {dependencies}\n\n"
        f"**Acceptance Criteria**:\n\n- [ ] Request {number} is answered within 200 ms\n\n"
    )


def project(items: list[str], per_file: int = 100) -> dict[str, bytes]:
    """Files with so many items each, and what the items stand on."""
    files = {name: text.encode() for name, text in HEAD.items()}
    for at in range(0, len(items), per_file):
        files[f"tasks/{at:07d}.md"] = ("# Tasks\n\n" + "".join(items[at : at + per_file])).encode()
    return files


def chain(count: int) -> dict[str, bytes]:
    """Each task waits for the one before."""
    rest = [task(n, dependencies=f"TASK-{n - 1:03d}") for n in range(2, count + 1)]
    return project([task(1), *rest])


def circle(count: int) -> dict[str, bytes]:
    """Each task waits for the next, the last for the first."""
    return project([task(n, dependencies=f"TASK-{n % count + 1:03d}") for n in range(1, count + 1)])


def pairs(count: int) -> dict[str, bytes]:
    """Every two tasks wait for each other."""
    return project([task(n, dependencies=f"TASK-{((n - 1) ^ 1) + 1:03d}") for n in range(1, count + 1)])


def dense(count: int) -> dict[str, bytes]:
    """Four edges a task."""
    return project(
        [
            task(n, dependencies=", ".join(f"TASK-{n - k:03d}" for k in (1, 5, 9) if n > k) or "None")
            for n in range(1, count + 1)
        ]
    )


def one_file(count: int) -> dict[str, bytes]:
    """So many items in a single document, short enough not to be too large."""
    short = [f"### TASK-{n:03d} Thing {n}\n\n**Status**: Not Started\n\n" for n in range(1, count + 1)]
    return project(short, per_file=count)


def one_a_file(count: int) -> dict[str, bytes]:
    """A document for each item."""
    return project([task(n) for n in range(1, count + 1)], per_file=1)


def declared_again(count: int) -> dict[str, bytes]:
    """One identifier declared so many times, and named as often."""
    naming = [task(n + 2, dependencies="TASK-001") for n in range(count)]
    return project([task(1)] * count + naming)


def mistyped(count: int) -> dict[str, bytes]:
    """Every dependency names a task that nothing declares."""
    return project([task(n, dependencies=f"TASK-{10 * count + n:03d}") for n in range(1, count + 1)])


def wrong_status(count: int) -> dict[str, bytes]:
    """A finding for each item."""
    return project([task(n, status=f"Soon {n}") for n in range(1, count + 1)])


def excused(count: int) -> dict[str, bytes]:
    """A finding for each item, and an exception for each finding, in long files."""
    mark = '<!-- gov: ignore[ENF-005.dangling] reason="the plan follows" -->\n\n'
    items = [task(n, references=f"PLAN-{n + 1:03d}") + mark for n in range(1, count + 1)]
    return project(items, per_file=2000)


def broken_links(count: int) -> dict[str, bytes]:
    """Links to files that have moved, among as many files."""
    text = "### TASK-1 Read\n\n" + "".join(f"[a](gone/{n:07d}.md)\n\n" for n in range(count))
    return {**one_a_file(count), "links.md": text.encode()}


def wide_range(count: int) -> dict[str, bytes]:
    """Ranges of a thousand tasks, one for each thousand asked for."""
    ranges = [task(2000 + n, dependencies="TASK-001 through TASK-1000") for n in range(count // 1000)]
    return project([task(n) for n in range(1, 1001)] + ranges)
