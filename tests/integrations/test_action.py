"""Every script of the composite action, run by bash as it is written, in a checkout with a saved event."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.files import ACTION
from tests.integrations.repositories import Change, change
from tests.integrations.runner import Ran, Runner, commands, hostile_variables

if TYPE_CHECKING:
    from tests.integrations.conftest import Offline

# The Python that an environment is made with has pip; that of our own environment has not.
PYTHON = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
HOSTILE = (
    "$(touch x)`touch x`\r\n::error::forged\n::add-mask::TASK\r::stop-commands::forged\n##[warning]forged\n"
    '\'; touch x #\n"; touch x; echo "\n%0A::error::forged\n${{ github.token }}\n'
)
SEVERITIES = ("error", "warning", "notice")


def judge(folder: Path) -> str:
    """A checkout of govtrace whose environment is there already, as `make` finds it the second time."""
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, folder)
        os.utime(folder / name, (0, 0))
    (folder / ".venv").symlink_to(ROOT / ".venv")
    # What lies in the judge's folder is no part of the change.
    (folder / "tasks.md").write_text("### TASK-001 Not of this project\n\n**References**: PLAN-404\n")
    return folder.name


def ran(
    given: Change, folder: Path, name: str, event: dict[str, Any], **inputs: str
) -> tuple[Runner, list[Ran]]:
    """Run the action on a change, with the judge of a checkout; no variable of the job has a say in it."""
    runner = Runner(
        given.checkout, folder / "temp", name, event, given={"python": {"python-path": str(PYTHON)}},
        variables=hostile_variables(folder),
    )  # fmt: skip
    source = judge(given.checkout / ".judge")
    return runner, runner.act(ACTION, source=source, **inputs)


def scripts(given: list[Ran]) -> dict[str, int | None]:
    return {one.name: one.code for one in given if not one.uses}


@pytest.mark.gov("TASK-040.4")
def test_a_request_that_names_its_task_passes_and_leaves_a_summary(tmp_path: Path) -> None:
    given = change(tmp_path)

    runner, steps = ran(given, tmp_path, "pull_request", given.event("pull_request"))

    assert scripts(steps) == {"Install govtrace": 0, "Judge the change": 0}, steps[-1].log + steps[-2].log
    judged = steps[2]
    assert judged.outputs["status"] == "0"
    assert not (tmp_path / "ran").exists()
    assert Path(judged.outputs["comment"]).read_text("utf-8").strip()
    assert json.loads(Path(judged.outputs["sarif"]).read_text("utf-8"))["version"] == "2.1.0"
    assert "TASK-001" in runner.summary
    assert ".judge" not in judged.log + runner.summary
    assert [one.uses.partition("@")[0] for one in steps if one.uses] == [
        "actions/setup-python",
        "actions/upload-artifact",
    ]


@pytest.mark.gov("TASK-040.4")
def test_a_request_that_names_no_task_fails_and_leaves_a_summary_all_the_same(tmp_path: Path) -> None:
    given = change(tmp_path, message="Name the request")

    runner, steps = ran(
        given, tmp_path, "pull_request", given.event("pull_request", body="", title="Name it")
    )

    assert scripts(steps) == {"Install govtrace": 0, "Judge the change": 1}
    judged = steps[2]
    assert judged.outputs["status"] == "1"
    assert "ENF-004.none" in Path(judged.outputs["comment"]).read_text("utf-8")
    assert "ENF-004.none" in runner.summary
    assert any(name.startswith("error ") and "title=ENF-004.none" in name for name, _ in commands(judged.log))
    assert steps[-1].uses.startswith("actions/upload-artifact@")


@pytest.mark.parametrize("example", ["TASK-012", "TASK-002"])
@pytest.mark.gov("TASK-016.6")
def test_the_template_for_requests_names_nothing_by_itself(example: str, tmp_path: Path) -> None:
    """Whether or not its example is a task of the project."""
    given = change(tmp_path, message="Name the request")
    template = (ROOT / ".github/pull_request_template.md").read_text("utf-8").replace("TASK-012", example)
    filled = template.replace("[ ]", "[x]").replace("\n-->", "\n-->\n\nTask: TASK-001", 1)

    _, bare = ran(given, tmp_path, "pull_request", given.event("pull_request", body=template))
    shutil.rmtree(given.checkout / ".judge")
    _, whole = ran(given, tmp_path, "pull_request", given.event("pull_request", body=filled))

    assert (bare[2].code, whole[2].code) == (1, 0), bare[2].log + whole[2].log
    assert "title=ENF-004.none" in bare[2].log or "title=ENF-004.only-in-comment" in bare[2].log
    assert "title=ENF-004" not in whole[2].log


def test_a_queue_whose_commits_name_nothing_passes_as_unknown_unless_that_is_to_fail(tmp_path: Path) -> None:
    given = change(tmp_path, message="Name the request (#7)")

    runner, lenient = ran(given, tmp_path, "merge_group", given.event("merge_group"))
    shutil.rmtree(given.checkout / ".judge")
    _, strict = ran(given, tmp_path, "merge_group", given.event("merge_group"), fail_on_unknown="true")

    assert [steps[2].code for steps in (lenient, strict)] == [0, 1], lenient[2].log + strict[2].log
    assert "unknown" in runner.summary


def test_a_change_that_tears_a_chain_is_annotated_where_it_does(tmp_path: Path) -> None:
    torn = "### TASK-003 Torn\n\n**Status**: Not Started\n**References**: PLAN-404\n"
    given = change(tmp_path, files={"tasks.md": torn})

    _, steps = ran(given, tmp_path, "pull_request", given.event("pull_request"))

    assert steps[2].code == 1
    assert any("file=tasks.md" in name and "ENF-005.dangling" in name for name, _ in commands(steps[2].log))


def test_findings_go_to_code_scanning_where_that_is_asked_for(tmp_path: Path) -> None:
    given = change(tmp_path)

    _, steps = ran(given, tmp_path, "pull_request", given.event("pull_request"), upload_sarif="true")

    assert steps[-1].uses.startswith("github/codeql-action/upload-sarif@")


@pytest.mark.gov("TASK-040.4")
@pytest.mark.parametrize("name", ["merge_group", "push"])
def test_a_queue_and_a_push_are_judged_too_and_nobody_is_commented_to(name: str, tmp_path: Path) -> None:
    given = change(tmp_path)

    runner, steps = ran(given, tmp_path, name, given.event(name))

    assert scripts(steps)["Judge the change"] == 0, steps[2].log
    assert runner.summary
    assert [one.uses.partition("@")[0] for one in steps if one.uses] == ["actions/setup-python"]


def test_a_base_that_is_not_there_is_no_pass(tmp_path: Path) -> None:
    given = change(tmp_path)
    event = given.event("pull_request")
    event["pull_request"]["base"]["sha"] = "f" * 40

    _, steps = ran(given, tmp_path, "pull_request", event)

    judged = steps[2]
    assert (judged.code, judged.outputs) == (2, {"status": "2"})
    assert [name for name, _ in commands(judged.log)] == ["error title=govtrace"]


@pytest.mark.parametrize("field", ["title", "body", "labels", "branch", "login", "commit"])
def test_no_word_of_a_change_is_run_or_taken_for_a_command(field: str, tmp_path: Path) -> None:
    given = change(tmp_path, message=HOSTILE if field == "commit" else "Name the request")
    event = given.event("pull_request")
    request = event["pull_request"]
    request["body"] = ""
    match field:
        case "commit":
            pass
        case "labels":
            request["labels"] = [{"name": HOSTILE}]
        case "branch":
            request["head"]["ref"] = request["base"]["ref"] = HOSTILE
        case "login":
            request["user"]["login"] = HOSTILE
        case _:
            request[field] = HOSTILE
    before = sorted(given.checkout.rglob("*"))

    runner, steps = ran(given, tmp_path, "pull_request", event)

    judged = steps[2]
    assert judged.code in {1, 2}, judged.log
    told = commands(judged.log)
    assert [name for name, _ in told if not name.startswith(SEVERITIES)] == []
    assert [name for name, _ in told if "title=" not in name] == []
    assert not list(tmp_path.rglob("x"))
    after = [path for path in sorted(given.checkout.rglob("*")) if ".judge" not in path.parts]
    assert after == before
    assert HOSTILE not in runner.summary


@pytest.mark.parametrize("quoted", ["::error::forged", "  ::add-mask::x", "see ##[error]forged"])
def test_an_error_that_quotes_the_change_gives_the_runner_no_command(quoted: str, tmp_path: Path) -> None:
    given = change(tmp_path)
    program = tmp_path / "gov"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' '{quoted}' >&2\nexit 2\n")
    program.chmod(0o755)
    runner = Runner(given.checkout, tmp_path / "temp", "pull_request", given.event("pull_request"))

    (only,) = runner.steps([judging(program)])

    assert quoted in only.log
    assert [name for name, _ in commands(only.log)] == ["error title=govtrace"]


def judging(program: Path) -> dict[str, Any]:
    """The step that judges, with a program in the judge's place."""
    step: dict[str, Any] = next(
        one for one in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"] if one.get("id") == "judge"
    )
    return {
        **step,
        "working-directory": ".",
        "env": {"GOV": str(program), "FAIL_ON": "", "FAIL_ON_UNKNOWN": "", "EVIDENCE": ""},
    }


def test_what_is_asked_for_reaches_the_judge_word_by_word(tmp_path: Path) -> None:
    given = change(tmp_path)
    program = tmp_path / "gov"
    program.write_text('#!/bin/sh\nprintf "<%s>\\n" "$@"\n')
    program.chmod(0o755)
    runner = Runner(given.checkout, tmp_path / "temp", "pull_request", given.event("pull_request"))
    step = judging(program)
    step["env"] |= {
        "FAIL_ON": "warning",
        "FAIL_ON_UNKNOWN": "true",
        "EVIDENCE": "junit=reports/*.xml\nsarif=my scan.sarif\n",
    }

    (only,) = runner.steps([step])

    reports = tmp_path / "temp/governance"
    assert only.log.splitlines() == [
        f"<{word}>"
        for word in (
            "pr", "--format", "github", "--output", f"sarif={reports}/gov.sarif",
            "--output", f"markdown={reports}/comment.md", "--output", f"summary={reports}/summary.md",
            "--fail-on", "warning", "--fail-on-unknown",
            "--evidence", "junit=reports/*.xml", "--evidence", "sarif=my scan.sarif",
        )
    ]  # fmt: skip


def stranger(given: Change, folder: Path, offline: Offline) -> Runner:
    """The job of somebody who has nothing of ours but the action."""
    return Runner(
        given.checkout, folder / "temp", "pull_request", given.event("pull_request"),
        variables=offline.variables, given={"python": {"python-path": str(PYTHON)}},
    )  # fmt: skip


@pytest.mark.gov("TASK-040.4")
def test_a_release_is_installed_alone_and_judges(tmp_path: Path, offline: Offline) -> None:
    given = change(tmp_path)
    runner = stranger(given, tmp_path, offline)

    steps = runner.act(ACTION)

    assert steps[1].code == 0, steps[1].log
    assert steps[1].outputs == {"gov": str(tmp_path / "temp/govtrace/bin/gov")}
    assert steps[2].code == 0, steps[2].log


@pytest.mark.gov("TASK-040.4")
def test_no_module_of_the_change_is_imported_while_the_judge_is_installed(
    tmp_path: Path, offline: Offline
) -> None:
    given = change(tmp_path)
    mark = tmp_path / "imported"
    for name in ("pip", "venv", "ensurepip", "sitecustomize", "usercustomize", "gov", "click", "json"):
        (given.checkout / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r})\n")
    runner = stranger(given, tmp_path, offline)

    steps = runner.act(ACTION)

    assert steps[1].code == 0, steps[1].log
    assert steps[2].code == 0, steps[2].log
    assert not mark.exists(), mark.read_text()


@pytest.mark.parametrize(
    "version", ["", "latest", "0.1.0 evil", "0.1.0 @ https://evil.example", "-r x", "1\n::error::"]
)
def test_what_is_no_release_is_not_installed(version: str, tmp_path: Path, offline: Offline) -> None:
    given = change(tmp_path)
    runner = stranger(given, tmp_path, offline)

    steps = runner.act(ACTION, version=version)

    assert scripts(steps) == {"Install govtrace": 2}
    assert [name for name, _ in commands(steps[1].log)] == ["error title=govtrace"]


def test_a_release_that_is_not_there_stops_the_run(tmp_path: Path, offline: Offline) -> None:
    given = change(tmp_path)
    runner = stranger(given, tmp_path, offline)

    steps = runner.act(ACTION, version="999.0.0")

    assert list(scripts(steps)) == ["Install govtrace"]
    assert steps[1].code == 1


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ("::error title=x::y", [("error title=x", "y")]),
        (" \t::add-mask::secret", [("add-mask", "secret")]),
        ("text ##[warning]told", [("warning", "told")]),
        ("text ::error::told", []),
        ("::unknown::told", []),
        (
            "::stop-commands::" + "a" * 32 + "\n::error::x\n::" + "a" * 32 + "::\n::notice::y",
            [("notice", "y")],
        ),
    ],
)
def test_the_small_runner_takes_for_a_command_what_the_real_one_does(
    log: str, told: list[tuple[str, str]]
) -> None:
    assert commands(log) == told
