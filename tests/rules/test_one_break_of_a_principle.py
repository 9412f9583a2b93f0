"""A principle that went, was withdrawn or was weakened is one break, whatever it leaves behind."""

from __future__ import annotations

import pytest

from tests.rules.judging import judge, places

PRINCIPLES = """# Constitution

### CONST-P1: API First

Every capability MUST be reachable through the API.

### CONST-P2: One Database

Everything MUST be stored in one database.

### CONST-P3: Small Steps

Text.

## Governance

A principle is amended by a decision.

**Version**: {}
**Ratified**: 2026-01-10

## Change Log

- 2.0.0: See the decision.
- 1.0.0: First.
"""
PLAN = b"""### PLAN-001: One

**Status**: Active
**References**: CONST-P1, CONST-P2, CONST-P3

### PLAN-002: Two

**Status**: Active
**References**: CONST-P2
"""
GONE = "### CONST-P2: One Database\n\nEverything MUST be stored in one database.\n\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (GONE, "", ["plan.md:4:27 ENF-001.removed-principle"]),
        ("One Database", "One Database (withdrawn)", ["constitution.md:7:5 ENF-010.migration-missing"]),
        ("MUST be stored", "SHOULD be stored", ["constitution.md:9:1 ENF-010.weakened"]),
        ("MUST be stored", "MUST NOT be stored", ["constitution.md:9:1 ENF-010.weakened"]),
        ("MUST be stored", "MUST always be stored", []),
    ],
    ids=["removed", "withdrawn", "weakened", "turned round", "made firmer"],
)
def test_one_break_of_a_principle_gives_one_finding(before: str, after: str, expected: list[str]) -> None:
    base = {"constitution.md": PRINCIPLES.format("1.0.0").encode(), "plan.md": PLAN}
    changed = PRINCIPLES.format("2.0.0").replace(before, after).encode()

    found = places(judge({"constitution.md": changed, "plan.md": PLAN}, base))

    assert found == expected
