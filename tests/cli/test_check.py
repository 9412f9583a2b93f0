"""`gov check` as a user sees it."""

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from gov.schemas import schema_text
from tests.cli.running import HEALTHY, gov, healthy, write

DANGLING = '[check]\nselect = ["ENF-005.dangling"]\n'
TORN = HEALTHY["tasks.md"].replace("PLAN-001", "PLAN-002", 1)


def test_a_healthy_project_passes_and_is_counted(tmp_path: Path) -> None:
    outcome = gov(healthy(tmp_path), "check", "--fail-on", "info")

    assert outcome.code == 0, outcome.out
    assert outcome.err == ""
    assert outcome.out.splitlines()[0] == snapshot(
        "3 documents: 4 items (1 principle, 1 plan item, 2 tasks); 3 criteria (1 ticked), 3 references,"
    )
    assert outcome.out.splitlines()[-1] == snapshot("passed: 0 errors, 0 warnings, 0 notes")


@pytest.mark.gov("TASK-023.2")
def test_a_finding_shows_its_line_a_caret_and_a_way_out(tmp_path: Path) -> None:
    outcome = gov(healthy(tmp_path, gov_toml=DANGLING, tasks_md=TORN), "check")

    assert outcome.code == 1
    assert outcome.out == snapshot("""\
tasks.md:6:17: error[ENF-005.dangling] TASK-001 references PLAN-002, which no document declares
  6 | **References**: PLAN-002 (Structured Logging)
    |                 ^^^^^^^^
  plan.md:3:5: PLAN-001 is declared here
  help: did you mean PLAN-001 Structured Logging?

3 documents: 4 items (1 principle, 1 plan item, 2 tasks); 3 criteria (1 ticked), 3 references,
  1 dependency.
1 rule run, others switched off by the configuration, 0 not run.
advisory: gov.toml does not say which kinds of items this project keeps; add [project] kinds.
failed: 1 error, 0 warnings, 0 notes
""")


def test_the_caret_stands_under_wide_characters_and_after_tabs(tmp_path: Path) -> None:
    tasks = "### TASK-001 \u8a2d\u8a08\n**\u53c2\u7167**: \u8a2d\u8a08 (PLAN-001)\n\n\t**x**\n"
    reference = "**References**: \u8a2d\u8a08\t\u0301e PLAN-099 \u5f8c\n"
    write(tmp_path, {"gov.toml": DANGLING, "plan.md": "### PLAN-001: A\n"})
    (tmp_path / "tasks.md").write_text(tasks + "\n" + reference, encoding="utf-8")

    lines = gov(tmp_path, "check").out.splitlines()

    assert lines[:3] == snapshot(
        [
            "tasks.md:6:23: error[ENF-005.dangling] TASK-001 references PLAN-099, which no document declares",
            "  6 | **References**: 設計    ́e PLAN-099 後",
            "    |                           ^^^^^^^^",
        ]
    )


def test_a_long_line_is_shown_around_the_finding(tmp_path: Path) -> None:
    write(tmp_path, {"gov.toml": DANGLING, "plan.md": "### PLAN-001: A\n"})
    long = f"**References**: {'before ' * 40}PLAN-099 {'after ' * 40}"
    (tmp_path / "tasks.md").write_text(f"### TASK-001 A\n{long}\n", encoding="utf-8")

    lines = gov(tmp_path, "check").out.splitlines()

    assert lines[1:3] == snapshot(
        [
            "  2 | ...before before before before before before before before before before PLAN-099 after after after after after after after after after after a...",  # noqa: E501 - the line as it is printed
            "    |                                                                          ^^^^^^^^",
        ]
    )


def test_what_a_document_holds_cannot_steer_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b[2J\x07\u202e\u200bPLAN-099 \x9b31m"
    write(tmp_path, {"gov.toml": DANGLING, "plan.md": "### PLAN-001: \x1b[31mred\n"})
    (tmp_path / "tasks.md").write_text(
        f"### TASK-001 {hostile}\n**References**: PLAN-098 {hostile}\n", encoding="utf-8"
    )

    escape = "\x1b[2J"
    for arguments in (
        ["check"], ["list"], ["show", "TASK-001"], ["trace", "TASK-001"], ["impact", "PLAN-001"],
        ["graph", "--format", "dot"], ["graph", "--format", "mermaid"], ["list", "--documents"],
        ["check", "--format", "github"], ["show", f"{escape}TASK-9"], ["check", escape], ["explain", escape],
        ["list", "--kind", escape], ["list", "--status", escape], ["new", "task", escape], [escape],
    ):  # fmt: skip
        outcome = gov(tmp_path, *arguments)

        assert not set(outcome.out + outcome.err) & set("\x1b\x07\u202e\u200b\x9b"), arguments
        assert "Traceback" not in outcome.err


def test_colour_is_for_terminals_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    healthy(tmp_path, tasks_md=TORN)

    assert "\x1b[" not in gov(tmp_path, "check").out
    assert "\x1b[" in gov(tmp_path, "check", FORCE_COLOR="1").out
    assert "\x1b[" in gov(tmp_path, "check", "--color").out
    assert "\x1b[" not in gov(tmp_path, "check", FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" not in gov(tmp_path, "check", "--no-color", FORCE_COLOR="1").out


def test_an_empty_folder_is_no_green_light(tmp_path: Path) -> None:
    outcome = gov(tmp_path, "check")

    assert outcome.code == 0
    assert "passed" not in outcome.out
    assert outcome.out.splitlines()[-1] == snapshot(
        "nothing was checked: no governed item was found here; 'gov list --documents' shows what was read"
    )


def test_settings_that_name_no_document_are_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"gov.toml": '[project]\ndocuments = ["doc/**/*.md"]\n', "docs/tasks.md": "### TASK-001 A\n"},
    )
    told = "nothing was checked: no file matches [project] documents in gov.toml: doc/**/*.md"

    assert gov(tmp_path, "check").out.splitlines()[-1] == told
    assert gov(tmp_path, "check", "--format", "github").out.splitlines()[0] == f"::warning title=gov::{told}"


def test_an_empty_folder_warns_a_workflow(tmp_path: Path) -> None:
    assert gov(tmp_path, "check", "--format", "github").out.splitlines()[0] == snapshot(
        "::warning title=gov::nothing was checked: no governed document in the project"
    )


def test_paths_without_a_document_are_no_green_light(tmp_path: Path) -> None:
    write(healthy(tmp_path), {"README.md": "# Read me\n", "empty/notes.txt": "none\n"})

    one, several = gov(tmp_path, "check", "README.md"), gov(tmp_path, "check", "README.md", "empty")

    assert (one.code, several.code) == (2, 2)
    assert one.err == snapshot("""\
error: nothing was checked: README.md holds no governed document
  help: 'gov list --documents' shows what is governed; [project] exclude leaves out what is not.
""")
    assert "README.md, empty hold no governed document" in several.err


def test_a_folder_without_a_document_is_no_green_light_where_it_is_the_project(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "# Read me\n"})

    assert gov(tmp_path, "check", ".").code == 2


def test_a_hook_may_name_ordinary_pages_among_the_documents(tmp_path: Path) -> None:
    write(healthy(tmp_path), {"README.md": "# Read me\n", "notes/today.md": "# Today\n"})

    outcome = gov(tmp_path, "check", "README.md", "plan.md", "notes", "--format", "concise")

    assert outcome.code == 0
    assert "README.md, notes hold no governed document" in outcome.out
    assert "passed: " in outcome.out


def test_the_whole_project_may_be_named_beside_an_ordinary_page(tmp_path: Path) -> None:
    write(healthy(tmp_path), {"README.md": "# Read me\n"})

    assert gov(tmp_path, "check", ".", "README.md").code == 0


def test_paths_that_are_excluded_on_purpose_are_told_and_fail_nothing(tmp_path: Path) -> None:
    excluding = HEALTHY["gov.toml"].replace("[project]", '[project]\nexclude = ["README.md", "drafts/"]')
    write(healthy(tmp_path, gov_toml=excluding), {"README.md": "# Read me\n", "drafts/one.md": "# One\n"})

    outcome = gov(tmp_path, "check", "README.md", "drafts")

    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == (
        "nothing was checked: README.md, drafts hold no governed document"
    )


def test_settings_and_evidence_are_worth_naming(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert gov(tmp_path, "check", "gov.toml").code == 0


def test_findings_outside_of_the_paths_are_counted_and_not_shown(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml=DANGLING, tasks_md=TORN)

    outcome = gov(tmp_path, "check", "plan.md")

    assert outcome.code == 0
    assert outcome.out == snapshot("""\
3 documents: 4 items (1 principle, 1 plan item, 2 tasks); 3 criteria (1 ticked), 3 references,
  1 dependency.
1 rule run, others switched off by the configuration, 0 not run.
1 finding elsewhere in the project, not shown.
advisory: gov.toml does not say which kinds of items this project keeps; add [project] kinds.
passed: 0 errors, 0 warnings, 0 notes
""")


def test_paths_without_configuration_are_one_project_in_the_folder_around_them(tmp_path: Path) -> None:
    files = {f"{name[:-3]}/{name}": text for name, text in HEALTHY.items() if name.endswith(".md")}
    write(tmp_path, files)

    outcome = gov(tmp_path, "check", "plan", "tasks/tasks.md", "constitution")

    assert "3 documents: 4 items" in outcome.out


def test_paths_of_different_projects_are_refused(tmp_path: Path) -> None:
    healthy(tmp_path / "one")
    healthy(tmp_path / "two")

    outcome = gov(tmp_path, "check", "one", "two")

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("  help: Check them one after the other.\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 0), (["--fail-on", "error"], 0), (["--fail-on", "warning"], 1), (["--strict"], 1)],
)
@pytest.mark.gov("TASK-023.3")
def test_the_severity_that_fails_is_chosen(tmp_path: Path, arguments: list[str], code: int) -> None:
    warned = '[project]\nkinds = ["task"]\n[check]\nseverity = { "ENF-005" = "warning" }\n'
    healthy(tmp_path, gov_toml=warned, tasks_md=TORN)

    assert gov(tmp_path, "check", *arguments).code == code


def test_strict_fails_when_a_rule_did_not_run(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert gov(tmp_path, "check").code == 0
    assert gov(tmp_path, "check", "--strict").code == 1


@pytest.mark.gov("TASK-024.2")
def test_the_json_of_a_check_is_as_its_schema_says(tmp_path: Path) -> None:
    excuse = ' <!-- gov: ignore[ENF-005.dangling] reason="the plan follows" -->'
    excused = TORN.replace("PLAN-002 (Structured Logging)", f"PLAN-002{excuse}")
    healthy(tmp_path, tasks_md=TORN.replace("Completed", "Done"))
    write(tmp_path, {"more/tasks.md": excused.replace("TASK-00", "TASK-10")})
    schema = json.loads(schema_text("check"))

    value = json.loads(gov(tmp_path, "check", "--format", "json").out)

    Draft202012Validator(schema).validate(value)
    assert sorted(value) == sorted(schema["properties"])
    assert sorted(value["findings"][0]) == sorted(
        {**schema["$defs"]["finding"]["properties"], **schema["$defs"]["location"]["properties"]}
    )
    assert value["passed"] is False
    assert [finding["code"] for finding in value["suppressed"]] == ["ENF-005.dangling"]


def test_the_json_of_a_check_counts_what_there_is(tmp_path: Path) -> None:
    value = json.loads(gov(healthy(tmp_path), "check", "--format", "json").out)

    del value["rules_run"], value["rules_not_run"]
    assert value == snapshot(
        {
            "version": 1,
            "passed": True,
            "outcome": "passed",
            "advisory": False,
            "documents": 3,
            "items": 4,
            "kinds": {"principle": 1, "plan": 1, "task": 2},
            "criteria": 3,
            "criteria_ticked": 1,
            "references": 3,
            "dependencies": 1,
            "supersessions": 0,
            "findings": [],
            "findings_elsewhere": 0,
            "suppressed": [],
            "baselined": [],
            "findings_known": 0,
            "change": None,
            "failures": [],
        }
    )


def test_a_title_that_looks_like_a_workflow_command_is_none(tmp_path: Path) -> None:
    title = "::error file=plan.md,line=1::broken%0A::stop-commands::x"
    torn = f"### TASK-001 {title}\n**References**: PLAN-099 ({title})\n**Status**: ::warning::{title}\n"
    write(tmp_path, {"plan.md": f"### PLAN-001: {title}\n", "tasks.md": torn})

    lines = gov(tmp_path, "check", "--format", "github").out.splitlines()

    annotations = [line for line in lines if line.startswith("::")]
    assert annotations
    for line in annotations:
        properties, _, _ = line.removeprefix("::error ").removeprefix("::warning ").partition("::")
        assert properties.partition(",")[0] in {"file=plan.md", "file=tasks.md"}
        assert "title=ENF-0" in properties


def test_annotations_find_their_file_below_the_workspace(tmp_path: Path) -> None:
    healthy(tmp_path / "docs", gov_toml=DANGLING, tasks_md=TORN)

    outcome = gov(tmp_path / "docs", "check", "--format", "github", GITHUB_WORKSPACE=str(tmp_path))

    assert outcome.out.splitlines() == snapshot(
        [
            "::error file=docs/tasks.md,line=6,endLine=6,title=ENF-005.dangling,col=17,endColumn=25::TASK-001 references PLAN-002, which no document declares%0Adid you mean PLAN-001 Structured Logging?",  # noqa: E501 - the line as it is printed
            "gov failed: 1 error, 0 warnings, 0 notes; 1 rule run, 0 not run",
        ]
    )


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--base", ""), ("check", "--against", " "), ("pr", "--base="), ("pr", "--event", ""),
        ("pr", "--range="),
    ],
)  # fmt: skip
def test_an_option_that_names_nothing_is_no_option_left_out(tmp_path: Path, words: tuple[str, ...]) -> None:
    outcome = gov(healthy(tmp_path), *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert "names nothing" in outcome.err
    assert "Is a variable empty" in outcome.err


def test_a_file_that_nobody_could_read_is_told_whatever_is_selected(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml='[check]\nselect = ["ENF-003"]\n[project]\ndocuments = ["*.md"]\n')
    (tmp_path / "more.md").write_bytes("### TASK-009 Read\n".encode("utf-16"))

    selected = gov(tmp_path, "check", "--format", "concise")
    (tmp_path / "gov.toml").write_text(
        '[check]\nselect = ["ENF-003"]\nignore = ["ENF-000.unreadable"]\n[project]\ndocuments = ["*.md"]\n'
    )
    ignored = gov(tmp_path, "check", "--format", "concise")

    assert selected.code == 1
    assert "more.md:1:1: error[ENF-000.unreadable]" in selected.out
    assert "ENF-000.unreadable]" not in ignored.out
