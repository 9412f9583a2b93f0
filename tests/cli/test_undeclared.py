"""Questions about an identifier that documents name and none declares."""

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.cli.running import gov, write

TASKS = """
    ### TASK-001 Sign in
    **References**: CONST-P5, PLAN-009

    ### TASK-002 Sign out
    **References**: CONST-P5
    **Dependencies**: TASK-001
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that has tasks alone."""
    return write(tmp_path, {"tasks.md": TASKS})


def test_what_names_it_is_shown(folder: Path) -> None:
    outcome = gov(folder, "show", "const-p5")

    assert (outcome.code, outcome.out) == snapshot(
        (
            0,
            """\
CONST-P5 (declared nowhere)
  named by TASK-001 Sign in, tasks.md:2
  named by TASK-002 Sign out, tasks.md:5
""",
        )
    )
    assert json.loads(gov(folder, "show", "PLAN-009", "--format", "json").out) == snapshot(
        {
            "id": "PLAN-009",
            "declared": False,
            "named_by": [{"id": "TASK-001", "relation": "references", "path": "tasks.md", "line": 2}],
        }
    )


def test_what_stands_on_it_is_listed(folder: Path) -> None:
    outcome = gov(folder, "impact", "PLAN-009")

    assert (outcome.code, outcome.out) == snapshot(
        (
            0,
            """\
PLAN-009 (declared nowhere): 2 tasks
  TASK-001  Sign in
  TASK-002  Sign out
""",
        )
    )
    listed = json.loads(gov(folder, "impact", "PLAN-009", "--format", "json").out)
    assert [item["id"] for item in listed] == ["TASK-001", "TASK-002"]


def test_it_is_traced_down(folder: Path) -> None:
    outcome = gov(folder, "trace", "PLAN-009")

    assert (outcome.code, outcome.out) == snapshot(
        (
            0,
            """\
PLAN-009 (declared nowhere)
stands on nothing that is known
carries:
└─ TASK-001 Sign in
   └─ awaited by TASK-002 Sign out
""",
        )
    )
    value = json.loads(gov(folder, "trace", "PLAN-009", "--format", "json").out)
    assert (value["down"]["declared"], value["down"]["branches"][0]["id"]) == (False, "TASK-001")


def test_every_form_of_a_trace_shows_what_is_declared_nowhere(folder: Path) -> None:
    assert gov(folder, "trace", "TASK-002", "--format", "mermaid").out == snapshot("""\
flowchart BT
  n0["TASK-001 Sign in"]
  n1["TASK-002 Sign out"]
  n2["CONST-P5 (declared nowhere)"]
  n3["PLAN-009 (declared nowhere)"]
  n0 --> n2
  n0 --> n3
  n1 -.-> n0
  n1 --> n2
""")
    dot = gov(folder, "trace", "TASK-002", "--format", "dot").out
    assert '"PLAN-009" [label="PLAN-009\\ndeclared nowhere", style="dashed"];' in dot
    assert '"TASK-001" -> "PLAN-009"' in dot
    up = json.loads(gov(folder, "trace", "TASK-001", "--format", "json").out)["up"]["branches"]
    assert [(branch["id"], branch["declared"]) for branch in up] == [("CONST-P5", False), ("PLAN-009", False)]


@pytest.mark.parametrize("command", ["show", "impact", "trace"])
def test_what_nothing_names_is_refused(folder: Path, command: str) -> None:
    outcome = gov(folder, command, "CONST-P7")

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("error: no document declares 'CONST-P7'\n")


def test_an_endless_identifier_is_shortened(folder: Path) -> None:
    outcome = gov(folder, "show", "x" * 9000)

    assert (outcome.code, len(outcome.err) < 200) == (2, True)
