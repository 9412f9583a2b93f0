"""Write one document with the shape and size of a young team's task list, and no other kind declared."""

from __future__ import annotations

from benchmarks import words

__all__ = ["CRITERIA", "TASKS", "files"]

TASKS, CRITERIA = 19, 99
_DEPENDENT = 9
_DONE = 4
_TEMPLATE = """\
# Task List

> What is being built, for which plan item, and how we will know that it is done.

## How a task looks
```
### TASK-### Title
**Status**: [Not Started|In Progress|Blocked|Completed]
**References**: PLAN-# or SPEC-#

**Acceptance Criteria**:
- [ ] One outcome that can be measured
```

---

## Tasks

"""
_CLOSING = """\
---

## Archive

### TASK-001 through TASK-003
These stay in the list above until the next release.

## How we keep this list
- Every task names a plan item (CONST-P10).
- A criterion says what can be seen when it is met (CONST-P9).
"""


def files() -> dict[str, str]:
    """Give the one file's text by its path."""
    tasks = "\n".join(_task(number) for number in range(1, TASKS + 1))
    return {"tasks.md": _TEMPLATE + tasks + _CLOSING}


def _count(number: int) -> int:
    """Four criteria in each of the first three tasks, then six in each of seven, five in each of the rest."""
    if number < _DONE:
        return 4
    return 6 if number <= _DONE + CRITERIA - 12 - 5 * (TASKS - 3) - 1 else 5


def _task(number: int) -> str:
    done = number <= _DONE
    plan, principle = 1 + number % 11, 1 + number % 12
    references = f"PLAN-{plan:03d} ({words.title(plan)})"
    if number != TASKS:
        references += f", CONST-P{principle} ({words.title(500 + principle)})"
    fields = [
        f"**Status**: {'Completed' if done else 'Not Started'}",
        f"**References**: {references}",
        f"**Assignee**: {'System' if done else 'Vacant'}",
        f"**Estimated Effort**: {words.pick(('S', 'M', 'L'), 'seed', number)}",
    ]
    if number > TASKS - _DEPENDENT:
        fields.append(f"**Dependencies**: TASK-{number - 8:03d}")
    mark = "x" if done else " "
    outcomes = (words.outcome(number, position) for position in range(_count(number)))
    criteria = "\n".join(f"- [{mark}] {outcome}" for outcome in outcomes)
    notes = f"\n**Implementation Notes**: {words.prose(number, 1)}\n" if number % 4 == 0 else ""
    return (
        f"### TASK-{number:03d} {words.title(number)}\n" + "  \n".join(fields) + "\n\n"
        f"**Acceptance Criteria**:\n{criteria}\n{notes}"
    )
