"""A task list as a young team writes it, read whole: what is counted, and what declares nothing."""

from __future__ import annotations

import pytest

from benchmarks import seed_like
from gov.metrics.census import census
from tests.rules.judging import judge, project_of

FILES = {path: text.encode() for path, text in seed_like.files().items()}


@pytest.mark.gov("TASK-020.2", "TASK-020.3")
def test_the_example_document_is_read_whole() -> None:
    """The template in the fence and the heading that names a range declare nothing."""
    held = census(project_of(FILES))

    assert held.by_kind == (("task", 19),)
    assert (held.criteria, held.ticked, held.references, held.dependencies) == (99, 18, 37, 9)


def test_kinds_that_no_document_declares_are_said_once_each() -> None:
    """Not once a reference: 37 findings would say what two do."""
    verdict = judge(FILES)

    assert [(finding.code, finding.severity) for finding in verdict.findings] == [
        ("ENF-005.undeclared-kind", "warning"),
        ("ENF-005.undeclared-kind", "warning"),
    ]
    assert not verdict.fails("error")


def test_the_same_kinds_are_errors_where_the_project_expects_them() -> None:
    """Deleting the plan cannot turn the check green."""
    verdict = judge({**FILES, "gov.toml": b'[project]\nkinds = ["principle", "plan", "task"]\n'})

    assert [(finding.code, finding.severity) for finding in verdict.findings] == [
        ("ENF-001.missing", "error"),
        ("ENF-005.undeclared-kind", "error"),
    ]
