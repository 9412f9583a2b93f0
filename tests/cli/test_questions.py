"""The commands that answer questions: list, show, trace, impact, explain, rules, graph, schema."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from gov.cli._command import command
from gov.config.schema import json_schema
from gov.schemas import schema_names, schema_text
from tests.cli.running import environment, gov, healthy, write


def test_the_help_names_every_command_in_a_whole_sentence(tmp_path: Path) -> None:
    listed = gov(tmp_path, "--help").out.partition("Commands:\n")[2].splitlines()

    assert "..." not in " ".join(listed)
    assert [line.split()[0] for line in listed] == sorted(command.list_commands(click.Context(command)))
    assert [line for line in listed if not line.endswith(".")] == []


def test_the_items_are_listed_with_their_places(tmp_path: Path) -> None:
    assert gov(healthy(tmp_path), "list").out == snapshot("""\
CONST-P1  -            Change Traceability  (constitution.md:3)
PLAN-001  Active       Structured Logging  (plan.md:3)
TASK-001  In Progress  Write JSON Logs  (tasks.md:3)
TASK-002  Not Started  Ship Logs  (tasks.md:14)
""")


def test_statuses_of_wide_characters_keep_the_columns(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"tasks.md": "### TASK-001 A\n**Status**: \u672a\u7740\u624b\n\n### TASK-002 B\n**Status**: Blocked"},
    )

    assert gov(tmp_path, "list").out.splitlines() == snapshot(
        ["TASK-001  未着手   A  (tasks.md:1)", "TASK-002  Blocked  B  (tasks.md:4)"]
    )


def test_the_list_is_filtered(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert gov(tmp_path, "list", "--kind", "plan").out.startswith("PLAN-001")
    assert gov(tmp_path, "list", "--status", "in progress").out.startswith("TASK-001")
    assert gov(tmp_path, "list", "plan.md").out.startswith("PLAN-001")
    assert gov(tmp_path, "list", "--status", "Blocked").err == "No item of status 'Blocked'.\n"


def test_the_documents_are_listed_with_what_was_found_in_them(tmp_path: Path) -> None:
    write(healthy(tmp_path), {"README.md": "# Read me\n"})

    assert gov(tmp_path, "list", "--documents").out == snapshot("""\
constitution.md  constitution, headings: 1 principle
plan.md          headings: 1 plan item
tasks.md         headings: 2 tasks
""")


@pytest.mark.gov("TASK-024.2")
def test_the_json_of_the_list_is_as_its_schema_says(tmp_path: Path) -> None:
    schema = json.loads(schema_text("list"))

    items = json.loads(gov(healthy(tmp_path), "list", "--format", "json").out)

    Draft202012Validator(schema).validate(items)
    assert isinstance(items, list)
    for name, value in (
        ("item", items[2]),
        ("reference", items[2]["references"][0]),
        ("criterion", items[2]["criteria"][0]),
    ):
        assert sorted(value) == sorted(schema["$defs"][name]["properties"])
    assert items[3] == snapshot(
        {
            "id": "TASK-002",
            "kind": "task",
            "title": "Ship Logs",
            "status": "Not Started",
            "path": "tasks.md",
            "line": 14,
            "shown": None,
            "fields": {
                "status": "Not Started",
                "references": "PLAN-001 (Structured Logging)",
                "assignee": "Vacant",
                "effort": "M",
                "dependencies": "TASK-001",
                "criteria": "",
            },
            "references": [
                {"target": "PLAN-001", "label": "Structured Logging", "relation": "references", "line": 17},
                {"target": "TASK-001", "label": None, "relation": "depends-on", "line": 20},
            ],
            "criteria": [
                {
                    "id": "TASK-002.1",
                    "text": "A line of the log is found in the store within one minute",
                    "checked": False,
                    "line": 23,
                    "shown": None,
                }
            ],
        }
    )


def test_an_item_is_shown_whole(tmp_path: Path) -> None:
    assert gov(healthy(tmp_path), "show", "task-1").out == snapshot("""\
TASK-001 Write JSON Logs
  task, tasks.md:3
  Status: In Progress
  Assignee: Mira
  Estimated Effort: S
  references PLAN-001 Structured Logging
  [x] TASK-001.1 Each line of the log is one JSON object
  [ ] TASK-001.2 Each line holds the request's identifier
  named by TASK-002
""")


def test_a_criterion_is_shown_alone(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert gov(tmp_path, "show", "TASK-001.2").out == snapshot("""\
TASK-001 Write JSON Logs, tasks.md:12
  TASK-001.2 [ ] Each line holds the request's identifier
""")
    assert gov(tmp_path, "show", "TASK-002.7").err.startswith("error: TASK-002 has 1 criterion, no number 7")


def test_an_item_is_traced_both_ways(tmp_path: Path) -> None:
    assert gov(healthy(tmp_path), "trace", "PLAN-001").out == snapshot("""\
PLAN-001 Structured Logging
stands on:
└─ CONST-P1 Change Traceability
carries:
├─ TASK-001 Write JSON Logs  [In Progress]
│  └─ awaited by TASK-002 Ship Logs  [Not Started]
└─ TASK-002 Ship Logs  [Not Started]
""")


def test_a_trace_as_mermaid_holds_what_is_above_and_below(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert gov(tmp_path, "trace", "TASK-002", "--format", "mermaid").out == snapshot("""\
flowchart BT
  n0["CONST-P1 Change Traceability"]
  n1["PLAN-001 Structured Logging"]
  n2["TASK-001 Write JSON Logs"]
  n3["TASK-002 Ship Logs"]
  n1 --> n0
  n2 --> n1
  n3 --> n1
  n3 -.-> n2
""")


def test_an_impact_lists_what_stands_on_an_item(tmp_path: Path) -> None:
    assert gov(healthy(tmp_path), "impact", "CONST-P1").out == snapshot("""\
CONST-P1 Change Traceability: 1 plan item, 2 tasks
  PLAN-001  Structured Logging  [Active]
  TASK-001  Write JSON Logs  [In Progress]
  TASK-002  Ship Logs  [Not Started]
""")


def test_a_code_is_explained_with_examples(tmp_path: Path) -> None:
    page = gov(tmp_path, "explain", "enf-005.dangling").out

    assert page.startswith("ENF-005.dangling (error; an unsafe fix)\n\n")
    assert "Fails at" in page
    assert "CONST-P" in page


def test_a_family_is_explained_by_its_diagnostics(tmp_path: Path) -> None:
    assert "ENF-005.dangling" in gov(tmp_path, "explain", "ENF-005").out


@pytest.mark.parametrize("code", ["ENF-005.dangling", "ENF-001.removed-principle", "ENF-005", "ENF-004.none"])
def test_a_code_is_explained_as_json_and_as_markdown(tmp_path: Path, code: str) -> None:
    value = json.loads(gov(tmp_path, "explain", code, "--format", "json").out)
    page = gov(tmp_path, "explain", code, "--format", "markdown").out

    Draft202012Validator(json.loads(schema_text("explain"))).validate(value)
    assert value["code"] == code
    assert page.startswith(f"# {code}\n\n")
    assert value["page"] in page


def test_the_rules_are_listed_as_a_table(tmp_path: Path) -> None:
    lines = gov(healthy(tmp_path), "rules", "--format", "markdown").out.splitlines()
    values = json.loads(gov(tmp_path, "rules", "--format", "json").out)

    assert lines[:2] == ["| code | here | what it finds, or why it does not run |", "|---|---|---|"]
    assert [line.split("`")[1] for line in lines[2:]] == [value["code"] for value in values]
    assert [line for line in lines if line.replace("\\|", "").count("|") != 4] == []


def test_a_rule_of_the_project_is_explained(tmp_path: Path) -> None:
    rule = """
        [[rules]]
        code = "TEAM-001"
        message = "names no owner"
        help = "Name one."
        select = { kind = ["task"], status = ["In Progress", "Blocked"], fields = { Team = "Core" } }
        require = { fields = ["Owner"], kinds = ["plan"] }
        forbid = { target-status = ["Rejected"] }
    """
    healthy(tmp_path, gov_toml=rule)

    assert gov(tmp_path, "explain", "team-001").out == snapshot("""\
TEAM-001 (error; a rule of this project)

message: names no owner
help: Name one.
select: kind task; status In Progress, Blocked; fields Team = Core
require: kinds plan; fields Owner
forbid: target-status Rejected
""")


@pytest.mark.gov("TASK-022.3")
def test_the_rules_are_listed_with_their_state(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml='[check]\nignore = ["ENF-014"]\nseverity = { "ENF-005" = "info" }\n')

    rules = {rule["code"]: rule for rule in json.loads(gov(tmp_path, "rules", "--format", "json").out)}

    assert (rules["ENF-005.dangling"]["state"], rules["ENF-005.dangling"]["severity"]) == ("run", "info")
    assert rules["ENF-014.broken-link"]["state"] == "off"
    assert rules["ENF-001.removed-principle"]["state"] == "not run"
    assert rules["ENF-004.none"]["reason"]


@pytest.mark.parametrize("form", ["json", "graphml", "dot", "mermaid"])
def test_the_graph_is_written_for_other_tools(tmp_path: Path, form: str) -> None:
    title = 'A "quoted" \\ <b>&amp; \u8a2d\u8a08 ]]> \x0b'
    write(tmp_path, {"tasks.md": f"### TASK-001 {title}\n**Dependencies**: TASK-002\n\n### TASK-002 B\n"})

    outcome = gov(tmp_path, "graph", "--format", form)

    assert outcome.code == 0
    if form == "json":
        value = json.loads(outcome.out)
        assert [node["id"] for node in value["nodes"]] == ["TASK-001", "TASK-002"]
        assert value["edges"] == [{"source": "TASK-001", "target": "TASK-002", "relation": "depends-on"}]
    elif form == "graphml":
        assert len(ElementTree.fromstring(outcome.out)) == 5  # noqa: S314 - what we have just written
    else:
        assert (
            outcome.out
            == snapshot(
                {
                    "dot": """\
digraph governance {
  rankdir="BT";
  node [shape="box"];
  "TASK-001" [label="TASK-001\\nA \\"quoted\\" \\\\ & 設計 ]]>"];
  "TASK-002" [label="TASK-002\\nB"];
  "TASK-001" -> "TASK-002" [style="dashed", label="depends-on"];
}
""",
                    "mermaid": """\
flowchart BT
  n0["TASK-001 A #34;quoted#34; #92; #38; 設計 #93;#93;#62;"]
  n1["TASK-002 B"]
  n0 -.-> n1
""",
                }
            )[form]
        )


@pytest.mark.parametrize("name", schema_names())
@pytest.mark.gov("TASK-024.2")
def test_a_published_schema_is_one_and_says_its_version(tmp_path: Path, name: str) -> None:
    schema = json.loads(gov(tmp_path, "schema", name).out)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert re.fullmatch(rf"urn:govtrace:schema:{name}:[0-9]+", schema["$id"])


@pytest.mark.gov("TASK-024.1")
def test_the_published_schema_of_the_configuration_is_that_of_its_types() -> None:
    assert json.loads(schema_text("config")) == json_schema()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.gov("TASK-023.5")
def test_a_shell_gets_its_completion_script(tmp_path: Path, shell: str) -> None:
    outcome = gov(tmp_path, "completion", shell)

    assert outcome.code == 0
    assert f"_GOV_COMPLETE={shell}_complete" in outcome.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gov sho", ["show"]), ("gov show TASK-", ["TASK-001", "TASK-002"]), ("gov trace plan", ["PLAN-001"]),
        ("gov check --format g", ["github", "gitlab"]), ("gov explain enf-005.dang", ["ENF-005.dangling"]),
        ("gov init --ci git", ["gitea", "github", "gitlab"]),
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-023.5")
def test_commands_values_and_identifiers_are_completed(
    tmp_path: Path, words: str, expected: list[str]
) -> None:
    variables = {"_GOV_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [Path(sys.executable).with_name("gov")], cwd=healthy(tmp_path), env=environment(**variables),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == expected
