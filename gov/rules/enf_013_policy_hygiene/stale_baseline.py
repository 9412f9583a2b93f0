"""ENF-013.stale-baseline."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook import Baseline, Entry

_SHOWN = 200


@rule("warning", needs=("baseline", "findings"), fix="safe")
def stale_baseline(facts: Facts) -> Iterator[Draft]:
    """An entry of the baseline matches no finding any more.

    What was set aside is cured. Left behind, the entry would set the next fault of the kind aside without a
    word, and the debt that the file shows would never shrink (CONST-P8). Entries of rules that are switched
    off or could not run are left alone.

    Cure it by taking the entry out: `--fix` does, and `gov baseline prune` takes out all of them at once.

    Fails at gov-baseline.json:4:5:

    ```markdown tasks.md
    ### PLAN-001: Sign-in
    ```

    ```toml gov.toml
    [check]
    baseline = "gov-baseline.json"
    ```

    ```json gov-baseline.json
    {
      "version": 1,
      "findings": [
        {"fingerprint": "0123456789abcdef", "code": "ENF-005.dangling", "item": "TASK-001", "path": "tasks.md", "message": "TASK-001 references PLAN-002, which no document declares"}
      ]
    }
    ```

    Passes:

    ```markdown tasks.md
    ### PLAN-001: Sign-in
    ```

    ```toml gov.toml
    [check]
    baseline = "gov-baseline.json"
    ```

    ```json gov-baseline.json
    {
      "version": 1,
      "findings": []
    }
    ```
    """  # noqa: E501 - an entry of a baseline is one line
    baseline = facts.baseline
    if baseline is None or not facts.stale:
        return
    cuts = _cuts(baseline) if _is_as_read(facts, baseline) else {}
    for entry in facts.stale:
        place = Place(baseline.path, entry.start, entry.end)
        cut = cuts.get(entry)
        fix = Fix("Take the entry out", (Edit(cut, ""),), is_safe=True) if cut else None
        message = entry.message if len(entry.message) <= _SHOWN else f"{entry.message[:_SHOWN]}..."
        yield Draft(
            place, f"{entry.code} is not found any more in {entry.path}: {message}",
            "Take the entry out; 'gov baseline prune' takes out all that are cured.",
            fix=fix, about=(f"baseline:{entry.fingerprint}",),
        )  # fmt: skip


def _is_as_read(facts: Facts, baseline: Baseline) -> bool:
    """Whether the baseline is the project's own file: that of another revision is not there to be mended."""
    tree = facts.project.tree
    return tree.exists(baseline.path) and tree.read(baseline.path) == baseline.data


def _cuts(baseline: Baseline) -> dict[Entry, Place]:
    """What to take out for each entry: up to the next one, or for the last one from the end of the last."""
    entries = baseline.entries
    cuts = {entry: Place(baseline.path, entry.start, after.start) for entry, after in pairwise(entries)}
    last = entries[-1]
    start = entries[-2].end if len(entries) > 1 else last.start
    cuts[last] = Place(baseline.path, start, last.end)
    return cuts
