"""A mistyped identifier is told the one it was meant to be, and none where that is a guess."""

from __future__ import annotations

import pytest

from tests.rules.judging import project_of


@pytest.mark.parametrize(
    ("declared", "written", "meant"),
    [
        (["PLAN-001", "PLAN-011"], "PLAN-111", "PLAN-011"),
        (["PLAN-001", "PLAN-011"], "PLAN-0111", "PLAN-011"),
        (["PLAN-001", "PLAN-021"], "PLAN-012", "PLAN-021"),
        (["PLAN-1234"], "PLAN-123", "PLAN-1234"),
        (["PLAN-001", "PLAN-002"], "PLAN-003", None),
        (["PLAN-001"], "PLAN-999", None),
        (["PLAN-001", "PLAN-001"], "PLAN-002", "PLAN-001"),
        ([], "PLAN-001", None),
        (["PLAN-001"], "PLAN-" + "1" * 5000, None),
    ],
)
def test_one_slip_leads_to_the_identifier_that_was_meant(
    declared: list[str], written: str, meant: str | None
) -> None:
    text = "".join(f"### {identifier}: Title\n\n" for identifier in declared)
    near = project_of({"plan.md": text.encode()}).nearest(written, "plan")
    assert (near.id if near else None) == meant
