"""Documents that nobody would write, by the thousand: coded findings, and nothing raised."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov.config import Configuration
from gov.project import MemoryTree, load_project
from gov.rulebook import Facts, check, fixed
from tests.rules.judging import TODAY, rulebook
from tests.text.test_laws import TEXTS

CODE = re.compile(r"ENF-[0-9]{3}\.[a-z]+(-[a-z]+)*")
NAMES = st.sampled_from(
    ("tasks.md", "plan.md", "constitution.md", "adr/0001-use-it.md", "specs/SPEC-001-a.md")
)
PROJECTS = st.dictionaries(NAMES, TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), max_size=3)


def judge_and_fix(files: dict[str, bytes]) -> None:
    """Check a project and work out every fix; the rules may find what they like."""
    project = load_project(MemoryTree(files), Configuration())
    verdict = check(Facts(project, TODAY), rulebook())

    assert verdict.failures == ()
    assert all(CODE.fullmatch(finding.code) for finding in verdict.findings)
    assert all(finding.location.line >= 1 <= finding.location.column for finding in verdict.findings)
    assert fixed(verdict, with_unsafe=True).files.keys() <= files.keys()


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PROJECTS)
@pytest.mark.gov("TASK-031.4")
def test_any_documents_give_coded_findings_and_raise_nothing(files: dict[str, bytes]) -> None:
    """The same law as below, on as many as a quick run has time for."""
    judge_and_fix(files)


@pytest.mark.hard
@pytest.mark.untimed
@settings(max_examples=20_000, suppress_health_check=list(HealthCheck), deadline=None)
@given(PROJECTS)
@pytest.mark.gov("TASK-031.4")
def test_twenty_thousand_projects_give_coded_findings_and_raise_nothing(files: dict[str, bytes]) -> None:
    """What was generated this time is another twenty thousand next time."""
    judge_and_fix(files)
