"""Which commit brought each finding and which cured it, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gov.rules
from gov.change.numbered import request_of
from gov.cli._found import as_line, as_value
from gov.cli._loading import today
from gov.cli._printing import put_json, put_lines
from gov.cli._verdicts import stop_at_failures
from gov.errors import UsageError
from gov.metrics.turns import Turns, told
from gov.rulebook import Facts, baseline_of, check, load_rulebook
from gov.rulebook.novelty import gone
from gov.text import printable

if TYPE_CHECKING:
    from gov.cli._loading import Loaded
    from gov.history import Commit
    from gov.history.revisions import Revisions
    from gov.metrics.turns import Turn
    from gov.rulebook import Finding

__all__ = ["put_findings"]

_UNTOLD = "No commit tells: it was not looked for there, or stood behind another, or several say the same"


def put_findings(loaded: Loaded, found: Revisions, since: str, form: str) -> None:
    """Write where the findings of now came, and where those went that a revision had."""
    project, rulebook, day = loaded.project, load_rulebook(gov.rules), today()
    verdict = check(Facts(project, day, baseline=baseline_of(project)), rulebook)
    stop_at_failures(verdict, ". No commit was looked for.")
    turns = Turns(found, project, rulebook, day)
    brought = turns.brought(verdict)
    came = [(finding, brought.get(id(finding))) for finding in verdict.findings]
    went: list[tuple[Finding, Turn | None]] = []
    if since:
        commit = found.commit(since)
        if not turns.holds(commit):
            message = f"{printable(since)!r} is not on the main line up to HEAD"
            raise UsageError(message, help="'git log --first-parent' shows the commits that are.")
        old = found.project(commit, project)
        was = gone(check(Facts(old, day, baseline=baseline_of(old)), rulebook), verdict)
        cured = turns.cured(was, commit)
        went = [(finding, cured.get(id(finding))) for finding in was.values()]
    if form == "json":
        put_json({
            "version": 1,
            "id": None,
            "complete": found.is_complete,
            "findings": {"present": [_value(*one) for one in came], "cured": [_value(*one) for one in went]},
        })  # fmt: skip
        return
    lines = [] if found.is_complete else ["history incomplete: this is a shallow clone"]
    lines.extend(line for one in came for line in _written(*one, "Came"))
    lines.extend(line for one in went for line in _written(*one, "Cured"))
    count = f"{len(came)} finding{'' if len(came) == 1 else 's'}"
    counts = count + (f", {len(went)} cured since {since}" if since else "")
    put_lines([printable(line) for line in (*lines, counts)])


def _written(finding: Finding, turn: Turn | None, verb: str) -> tuple[str, str]:
    return as_line(finding), f"  {told(turn, verb) if turn else _UNTOLD}"


def _value(finding: Finding, turn: Turn | None) -> dict[str, object]:
    return {
        **as_value(finding),
        "turn": None if turn is None else {
            "commit": _commit(turn.commit),
            "after": _commit(turn.after),
            "between": turn.between,
            "since": turn.since,
            "cut": turn.is_cut,
        },
    }  # fmt: skip


def _commit(commit: Commit | None) -> dict[str, object] | None:
    if commit is None:
        return None
    return {
        "commit": commit.id,
        "author": commit.author,
        "date": commit.when.isoformat(),
        "subject": commit.subject,
        "request": request_of(commit.message) or None,
    }
