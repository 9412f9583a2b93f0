"""Hostile documents through the whole check: coded findings, never an exception."""

import pytest

from tests.hostile.documents import DOCUMENTS
from tests.rules.judging import judge, rulebook

# The same lines over and over: to count them would take longer than to run them.
pytestmark = pytest.mark.no_cover
CODES = {rule.code for rule in rulebook().rules}
SIZE = 20_000


@pytest.mark.gov("TASK-031.1")
def test_there_are_enough_of_them() -> None:
    assert len(DOCUMENTS) >= 60


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.gov("TASK-031.1")
def test_a_hostile_document_gives_coded_findings_and_no_exception(name: str) -> None:
    data = DOCUMENTS[name](SIZE)

    verdict = judge({"docs/tasks.md": data})

    source = verdict.project.by_path["docs/tasks.md"].source if verdict.project.documents else None
    for finding in verdict.findings:
        assert finding.code in CODES
        assert finding.message
        assert finding.location.path == "docs/tasks.md"
        assert source is not None
        assert 1 <= finding.location.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert 0 <= finding.draft.place.start <= finding.draft.place.end <= len(data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_in_every_role_is_read(name: str) -> None:
    """As a constitution, as a decision, in a base: the same bytes take other ways through the code."""
    data = DOCUMENTS[name](2_000)
    healthy = b"### PLAN-001: Sign-in\n\n**Status**: Active\n**References**: CONST-P1\n"

    judge({"constitution.md": data, "plan.md": healthy})
    judge(
        {"docs/adr/0001-sign-in.md": data, "docs/adr/README.md": data, "plan.md": healthy}, {"plan.md": data}
    )


def test_the_same_bytes_give_the_same_findings() -> None:
    data = DOCUMENTS["noise of identifiers"](SIZE)

    assert judge({"a.md": data}).findings == judge({"a.md": data}).findings
