"""The graph in the forms that other tools read, whole and in part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from inline_snapshot import snapshot

from gov.graph.export import to_dot, to_graphml, to_json, to_mermaid
from tests.rules.judging import project_of

if TYPE_CHECKING:
    from gov.graph import Graph

FILES = {
    "plan.md": b'### PLAN-001: A "quoted" plan\n\n**Status**: Active\n\n'
    b"### PLAN-002\n\n**Status**: Superseded\n**Superseded by**: PLAN-001\n",
    "tasks.md": b"### TASK-001 Sign in & out\n\n**Status**: Not Started\n**References**: PLAN-001, SPEC-009\n"
    b"**Dependencies**: TASK-002\n\n### TASK-002 Back\\\\slash\n\n**References**: PLAN-001\n",
}


@pytest.fixture
def graph() -> Graph:
    return project_of(FILES).graph


def test_json_names_every_item_and_every_reference_that_leads_somewhere(graph: Graph) -> None:
    value = json.loads(to_json(graph))

    assert value == snapshot(
        {
            "version": 1,
            "nodes": [
                {
                    "id": "PLAN-001",
                    "kind": "plan",
                    "title": 'A "quoted" plan',
                    "status": "Active",
                    "path": "plan.md",
                },
                {"id": "PLAN-002", "kind": "plan", "title": "", "status": "Superseded", "path": "plan.md"},
                {
                    "id": "TASK-001",
                    "kind": "task",
                    "title": "Sign in & out",
                    "status": "Not Started",
                    "path": "tasks.md",
                },
                {
                    "id": "TASK-002",
                    "kind": "task",
                    "title": "Back\\slash",
                    "status": None,
                    "path": "tasks.md",
                },
            ],
            "edges": [
                {"source": "PLAN-002", "target": "PLAN-001", "relation": "superseded-by"},
                {"source": "TASK-001", "target": "PLAN-001", "relation": "references"},
                {"source": "TASK-001", "target": "TASK-002", "relation": "depends-on"},
                {"source": "TASK-002", "target": "PLAN-001", "relation": "references"},
            ],
        }
    )


def test_a_part_of_the_graph_has_its_own_edges_alone(graph: Graph) -> None:
    value = json.loads(to_json(graph, {"TASK-001", "TASK-002"}))

    assert [node["id"] for node in value["nodes"]] == ["TASK-001", "TASK-002"]
    assert value["edges"] == [{"source": "TASK-001", "target": "TASK-002", "relation": "depends-on"}]


def test_text_outside_ascii_stays_readable_in_json() -> None:
    text = to_json(project_of({"tasks.md": "### TASK-001 Größe\n".encode()}).graph)

    assert "Größe" in text
    assert text.endswith("}\n")
    assert text.startswith('{\n  "version"')


def test_graphml_holds_what_networkx_knows(graph: Graph) -> None:
    root = ElementTree.fromstring(to_graphml(graph))  # noqa: S314 - made right here
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}

    nodes = {node.get("id"): [data.text for data in node] for node in root.iterfind(".//g:node", space)}
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iterfind(".//g:edge", space)]

    assert nodes["TASK-001"] == ["task", "Sign in & out", "Not Started"]
    assert nodes["TASK-002"][0] == "task"
    assert edges == [
        ("PLAN-002", "PLAN-001"),
        ("TASK-001", "PLAN-001"),
        ("TASK-001", "TASK-002"),
        ("TASK-002", "PLAN-001"),
    ]
    assert to_graphml(graph).endswith(b"</graphml>\n\n")


def test_graphml_leaves_out_what_xml_forbids() -> None:
    title = "### TASK-001 a\x01b\ufffe\uffffc d\n"
    root = ElementTree.fromstring(to_graphml(project_of({"tasks.md": title.encode()}).graph))  # noqa: S314 - made right here

    texts = [element.text for element in root.iter() if element.text and "c d" in element.text]

    assert texts == ["abc d"]


def test_dot_draws_relations_apart_and_quotes_titles(graph: Graph) -> None:
    assert to_dot(graph) == snapshot(
        """\
digraph governance {
  rankdir="BT";
  node [shape="box"];
  "PLAN-001" [label="PLAN-001\\nA \\"quoted\\" plan"];
  "PLAN-002" [label="PLAN-002\\n"];
  "TASK-001" [label="TASK-001\\nSign in & out"];
  "TASK-002" [label="TASK-002\\nBack\\\\slash"];
  "PLAN-002" -> "PLAN-001" [style="bold", label="superseded-by"];
  "TASK-001" -> "PLAN-001" [style="solid", label=""];
  "TASK-001" -> "TASK-002" [style="dashed", label="depends-on"];
  "TASK-002" -> "PLAN-001" [style="solid", label=""];
}
"""
    )


def test_dot_shows_what_nothing_declares_where_it_is_asked_for(graph: Graph) -> None:
    assert to_dot(graph, {"TASK-001"}, ["SPEC-009"]) == snapshot(
        """\
digraph governance {
  rankdir="BT";
  node [shape="box"];
  "TASK-001" [label="TASK-001\\nSign in & out"];
  "SPEC-009" [label="SPEC-009\\ndeclared nowhere", style="dashed"];
  "TASK-001" -> "SPEC-009" [style="solid", label=""];
}
"""
    )


def test_mermaid_writes_everything_that_could_end_a_label_as_a_number(graph: Graph) -> None:
    assert to_mermaid(graph) == snapshot(
        """\
flowchart BT
  n0["PLAN-001 A #34;quoted#34; plan"]
  n1["PLAN-002"]
  n2["TASK-001 Sign in #38; out"]
  n3["TASK-002 Back#92;slash"]
  n1 ==> n0
  n2 --> n0
  n2 -.-> n3
  n3 --> n0
"""
    )


def test_mermaid_shows_a_part_and_what_nothing_declares(graph: Graph) -> None:
    assert to_mermaid(graph, {"TASK-001", "PLAN-002"}, ["SPEC-009"]) == snapshot(
        """\
flowchart BT
  n0["PLAN-002"]
  n1["TASK-001 Sign in #38; out"]
  n2["SPEC-009 (declared nowhere)"]
  n1 --> n2
"""
    )


def test_a_part_draws_its_own_edges_and_nothing_that_is_declared_nowhere(graph: Graph) -> None:
    assert to_mermaid(graph, {"TASK-001"}) == 'flowchart BT\n  n0["TASK-001 Sign in #38; out"]\n'
    assert "SPEC-009" not in to_dot(graph) + to_mermaid(graph)


def test_what_is_declared_nowhere_is_drawn_beside_what_is(graph: Graph) -> None:
    lines = to_mermaid(graph, None, ["SPEC-009"]).splitlines()

    assert lines[5:] == [
        '  n4["SPEC-009 (declared nowhere)"]', "  n1 ==> n0", "  n2 --> n0", "  n2 -.-> n3",
        "  n2 --> n4", "  n3 --> n0",
    ]  # fmt: skip


def test_graphml_says_what_each_edge_means_and_leaves_a_missing_status_empty(graph: Graph) -> None:
    root = ElementTree.fromstring(to_graphml(graph))  # noqa: S314 - made right here
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}

    relations = [data.text for data in root.iterfind(".//g:edge/g:data", space)]
    statuses = [[data.text for data in node][2:] for node in root.iterfind(".//g:node", space)]

    assert relations == ["superseded-by", "references", "depends-on", "references"]
    assert statuses == [["Active"], ["Superseded"], ["Not Started"], [None]]
