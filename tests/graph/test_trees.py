"""Chains as trees, and what the graph answers about its items."""

from __future__ import annotations

import pytest

from gov.graph import Branch, Graph, trace
from tests.reliability.projects import chain
from tests.rules.judging import project_of

FILES = {
    "constitution.md": b"### CONST-P1: Safety\n\nWe MUST be safe.\n",
    "plan.md": b"### PLAN-001: Sign-in\n\n**References**: CONST-P1\n\n"
    b"### PLAN-002: Other\n\n**References**: CONST-P1\n",
    "tasks.md": b"### TASK-001 Begin\n\n**References**: PLAN-001, PLAN-002, SPEC-009\n\n"
    b"### TASK-002 End\n\n**References**: PLAN-001\n**Dependencies**: TASK-001\n",
}


@pytest.fixture
def graph() -> Graph:
    return project_of(FILES).graph


def written(branch: Branch, depth: int = 0) -> list[str]:
    """A tree as indented lines, its marks behind each."""
    marks = ("repeated", branch.is_repeated), ("missing", branch.is_missing), ("cut", branch.is_cut)
    words = (branch.id, branch.relation, *(word for word, is_so in marks if is_so))
    line = " ".join(word for word in words if word)
    return ["  " * depth + line, *(line for child in branch.branches for line in written(child, depth + 1))]


@pytest.mark.gov("TASK-021.3")
def test_a_tree_upwards_unfolds_each_item_once(graph: Graph) -> None:
    assert written(trace(graph, "TASK-002", "up")) == [
        "TASK-002",
        "  PLAN-001 references",
        "    CONST-P1 references",
        "  TASK-001 depends-on",
        "    PLAN-001 references repeated",
        "    PLAN-002 references",
        "      CONST-P1 references",
        "    SPEC-009 references missing",
    ]


@pytest.mark.gov("TASK-021.3")
def test_a_tree_downwards_shows_what_stands_on_an_item(graph: Graph) -> None:
    assert written(trace(graph, "CONST-P1", "down")) == [
        "CONST-P1",
        "  PLAN-001 references",
        "    TASK-001 references",
        "      TASK-002 depends-on",
        "    TASK-002 references",
        "  PLAN-002 references",
        "    TASK-001 references repeated",
    ]


def test_below_what_nothing_declares_stands_what_names_it(graph: Graph) -> None:
    assert written(trace(graph, "SPEC-009", "down")) == [
        "SPEC-009 missing",
        "  TASK-001 references",
        "    TASK-002 depends-on",
    ]
    assert written(trace(graph, "SPEC-009", "up")) == ["SPEC-009 missing"]


def test_a_chain_is_cut_at_a_hundred_steps() -> None:
    lines = written(trace(project_of(chain(150)).graph, "TASK-150", "up"))

    cut = [line.strip() for line in lines if line.endswith("cut")]
    assert cut == ["TASK-050 depends-on cut"]


def test_the_ends_of_a_chain_are_not_called_cut() -> None:
    lines = written(trace(project_of(chain(101)).graph, "TASK-101", "up"))

    assert [line for line in lines if line.endswith("cut")] == ["  " * 100 + "TASK-001 depends-on cut"]


@pytest.mark.gov("TASK-021.3")
def test_what_lies_above_and_below_comes_nearest_first(graph: Graph) -> None:
    assert graph.ancestors("TASK-002") == ("PLAN-001", "TASK-001", "CONST-P1", "PLAN-002")
    assert graph.descendants("CONST-P1") == ("PLAN-001", "PLAN-002", "TASK-001", "TASK-002")
    assert graph.descendants("SPEC-009") == ("TASK-001", "TASK-002")


def test_an_item_reaches_the_kinds_above_it_over_references(graph: Graph) -> None:
    assert graph.reaches("TASK-002", "principle")
    assert graph.reaches("TASK-001", "spec", "plan")
    assert not graph.reaches("TASK-001", "spec", "task")
    assert not graph.reaches("CONST-P1", "plan")


@pytest.mark.gov("TASK-021.1")
def test_references_are_told_by_relation_and_by_what_they_came_to(graph: Graph) -> None:
    assert [r.reference.target for r in graph.up("TASK-002", "depends-on")] == ["TASK-001"]
    assert [r.reference.source for r in graph.down("PLAN-001", "references")] == ["TASK-001", "TASK-002"]
    assert [r.reference.target for r in graph.references_of("TASK-001")] == [
        "PLAN-001",
        "PLAN-002",
        "SPEC-009",
    ]
    assert [r.reference.target for r in graph.torn("undeclared-kind", "dangling")] == ["SPEC-009"]
    assert graph.torn("dangling") == ()
    assert [r.reference.target for r in graph.related("depends-on")] == ["TASK-001"]
    assert [r.reference.target for r in graph.related("references", "depends-on")] == [
        "CONST-P1", "CONST-P1", "PLAN-001", "PLAN-002", "SPEC-009", "PLAN-001", "TASK-001",
    ]  # fmt: skip
    assert graph.related("supersedes") == ()


def test_above_what_nothing_declares_and_below_an_item_the_tree_ends(graph: Graph) -> None:
    missing = trace(graph, "SPEC-009", "up")

    assert missing == Branch("SPEC-009", "", (), is_missing=True)
    assert trace(graph, "TASK-002", "down") == Branch("TASK-002", "", ())


def test_a_chain_below_what_nothing_declares_is_cut_as_any_other() -> None:
    files = {path: data.replace(b"### TASK-001 ", b"### Task 1 ") for path, data in chain(120).items()}

    lines = written(trace(project_of(files).graph, "TASK-001", "down"))

    assert [line.strip() for line in lines if line.endswith("cut")] == ["TASK-101 depends-on cut"]


def test_what_names_one_missing_identifier_does_not_name_another() -> None:
    graph = project_of({"tasks.md": b"### TASK-001 A\n\n**References**: PLAN-001, PLAN-002\n"}).graph

    assert [r.reference.target for r in graph.naming("PLAN-002")] == ["PLAN-002"]
