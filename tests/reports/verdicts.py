"""Verdicts to write down: a small project with one of everything, and as many findings as wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Failure, Finding, Fix, Location
from gov.text import Place
from tests.rules.judging import judge

if TYPE_CHECKING:
    from gov.rulebook import Severity, Verdict

HOSTILE = (
    "<script>alert(1)</script> | ]]> --> </details> @octocat #12 ::error file=x::y %0A%25 \x1b[2J\x07 \u202e "
    "`x` ``` [link](javascript:alert) ![i](x) https://example.org www.example.org \u2028\x85 \ufffe {0} $x$ "
    "&amp; \"q' \\| \\"
)
FILES = {
    "gov.toml": b'[project]\nkinds = ["plan", "task"]\n'
    b'[check]\nselect = ["ENF-005.dangling", "ENF-005.width"]\n',
    "plan.md": b"### PLAN-001: Logs\n\n**Status**: Active\n",
    "tasks.md": b"### TASK-001 Write logs\n\n**Status**: Not Started\n**References**: PLAN-001, PLAN-002\n\n"
    b"### TASK-002 Ship logs\n\n**Status**: Not Started\n**References**: PLAN-1\n"
    b'**Dependencies**: TASK-009 <!-- gov: ignore[ENF-005.dangling] reason="planned in May" -->\n',
}


def verdict() -> Verdict:
    """An error, a warning with a safe fix, a finding that is excused, one of a baseline, a broken rule."""
    found = judge(FILES)
    aside = replace(found.findings[0], message="TASK-001 was set aside", item="TASK-900")
    broken = Failure("ENF-002.width", "ValueError: no luck", "trace")
    return replace(found, baselined=(aside,), has_baseline=True, failures=(broken,))


def plain() -> Verdict:
    """The same without a baseline and without a rule that broke down."""
    return judge(FILES)


def hostile() -> Verdict:
    """Every text that somebody else writes is an attack: title, message, reason, help, path."""
    found = verdict()
    error = found.findings[0]
    bad = replace(
        error,
        message=HOSTILE,
        help=HOSTILE,
        item=HOSTILE,
        related=((Location("plan.md", 1, 1, 1, 1), HOSTILE),),
        fix=Fix(HOSTILE, (Edit(error.draft.place, HOSTILE),), is_safe=True),
    )
    (excused,) = found.suppressed
    excuse = replace(excused.suppression, reason=HOSTILE)
    files = FILES | {"tasks.md": FILES["tasks.md"].replace(b"PLAN-001, ", f"PLAN-001 ({HOSTILE}), ".encode())}
    odd = replace(bad, location=replace_path(error.location, f"a b/{HOSTILE}.md"), code="TEAM-1.own")
    return replace(
        found,
        project=judge(files).project,
        findings=(odd, bad),
        suppressed=(excused._replace(finding=bad, suppression=excuse),),
        baselined=(bad,),
        failures=(Failure("ENF-002.width", HOSTILE, HOSTILE),),
        rules_not_run=tuple(entry._replace(reason=HOSTILE) for entry in judge({}).rules_not_run[:3]),
    )


def replace_path(location: Location, path: str) -> Location:
    """The location in another file."""
    return location._replace(path=path)


def many(number: int, severity: Severity = "warning") -> Verdict:
    """A verdict with one error, last, behind a number of other findings."""
    found = judge(FILES)
    place = Place("plan.md", 4, 12)
    at = Location("plan.md", 1, 5, 1, 13)
    others = tuple(
        Finding("ENF-005.dangling", severity, f"finding {n}", at, "", f"TASK-{n}", (), None, Draft(place, ""))
        for n in range(number)
    )
    return replace(found, findings=(*others, found.findings[0]))
