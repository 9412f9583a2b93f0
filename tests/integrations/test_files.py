"""What is shipped for code hosts: of the right form, pinned, harmless, and the same for us as for others."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.files import (
    ACTION,
    FORGEJO,
    GITLAB,
    TEMPLATES,
    Step,
    actions,
    pipelines,
    step,
    steps,
    workflows,
)

BIN = Path(sys.executable).parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
SCHEMAS = {
    "vendor.github-workflows": workflows(),
    "vendor.github-actions": actions(),
    "vendor.gitlab-ci": pipelines(),
}
SCRIPTS = [one for one in steps() if one.run]
SAME = {
    "action.yml": "github/.github/actions/govtrace/action.yml",
    ".github/workflows/governance-comment.yml": "github/.github/workflows/governance-comment.yml",
    ".github/pull_request_template.md": "github/.github/pull_request_template.md",
}


def run(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a tool of our environment; one that is not there is a failure."""
    return subprocess.run(
        [BIN / arguments[0], *arguments[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        input=given,
    )


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


@pytest.mark.gov("TASK-040.1")
def test_there_are_files_for_every_host() -> None:
    assert (len(workflows()), len(actions()), len(pipelines())) == (8, 2, 2)
    assert {folder.name for folder in TEMPLATES.iterdir()} == {"forgejo", "gitea", "github", "gitlab"}
    assert HOOKS.is_file()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_is_of_the_form_that_its_host_reads(schema: str) -> None:
    checked = run("check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("schema", "broken"),
    [
        ("vendor.github-workflows", "on: push\njobs: {one: {steps: [{run: 1}]}}\n"),
        ("vendor.github-actions", "name: x\nruns: {using: composite, steps: [{run: x}]}\n"),
        ("vendor.gitlab-ci", "job: {script: {not: a list}}\n"),
    ],
)
def test_a_file_of_another_form_is_found(schema: str, broken: str, tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text(broken)

    assert run("check-jsonschema", "--builtin-schema", schema, tmp_path / "broken.yml").returncode == 1


def test_the_hooks_are_of_the_form_that_pre_commit_reads() -> None:
    checked = run("pre-commit", "validate-manifest", HOOKS)

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.gov("TASK-040.3")
def test_zizmor_reports_nothing() -> None:
    audited = run(
        "zizmor", "--offline", "--no-progress", "--no-config", "--persona=pedantic", *workflows(), *actions()
    )

    assert audited.returncode == 0, audited.stdout + audited.stderr
    assert audited.stderr.count("completed") == len(workflows()) + len(actions())
    assert "No findings to report" in audited.stdout + audited.stderr


def test_zizmor_reports_an_event_s_text_in_a_script(tmp_path: Path) -> None:
    text = ACTION.read_text("utf-8").replace('"$GOV" pr', "echo '${{ github.event.pull_request.title }}'")
    (tmp_path / "action.yml").write_text(text)

    audited = run("zizmor", "--offline", "--no-progress", "--no-config", tmp_path / "action.yml")

    assert "template-injection" in audited.stdout


def actionlint(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return run(
        "actionlint", "-shellcheck", str(BIN / "shellcheck"), "-pyflakes=",
        "-config-file", ROOT / ".github/actionlint.yaml", *arguments, given=given,
    )  # fmt: skip


@pytest.mark.gov("TASK-040.3")
def test_actionlint_reports_nothing() -> None:
    linted = actionlint("-verbose", *workflows())

    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert f"Found 0 errors in {len(workflows())} files" in linted.stderr
    assert 'Rule "shellcheck" was disabled' not in linted.stderr


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("runs-on: docke", "runner-label"),
        ("steps: [{run: 'echo $1'}]", "SC2086"),
        ("nedds: x", "syntax-check"),
    ],
)
def test_actionlint_reports_what_is_wrong(broken: str, told: str) -> None:
    job = {"runs-on": "docker", "steps": [{"run": "true"}]} | yaml.safe_load(broken)

    linted = actionlint("-", given=yaml.safe_dump({"on": "push", "jobs": {"one": job}}))

    assert linted.returncode == 1
    assert told in linted.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_shellcheck_reports_nothing(script: Step) -> None:
    checked = run("shellcheck", "--shell=bash", "-", given=script.run)

    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_a_script_names_its_shell_and_holds_no_expression(script: Step) -> None:
    assert script.shell == "bash"
    assert "${{" not in script.run


@pytest.mark.gov("TASK-040.3")
def test_every_action_is_pinned_to_one_full_commit_with_its_tag() -> None:
    pinned = re.compile(r"uses: ([a-z-]+/[a-z/-]+)@([0-9a-f]{40}) # (v[0-9]+\.[0-9]+\.[0-9]+)\n")
    pins: dict[str, set[str]] = {}
    for file in [*workflows(), *actions()]:
        text = file.read_text("utf-8")
        found = pinned.findall(text)
        outside = [one for one in steps() if one.file == file and one.uses and not one.uses.startswith("./")]
        assert len(found) == len(outside), file
        for name, commit, tag in found:
            pins.setdefault(name, set()).add(f"{commit} {tag}")

    assert pins
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("file", workflows(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_workflow_reads_and_no_more_unless_its_job_says_so(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text("utf-8"))
    events = workflow[True]  # YAML 1.1 takes `on` for a truth value

    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert "pull_request_target" not in events
    assert all("paths" not in (settings or {}) for settings in events.values())


@pytest.mark.parametrize("file", [one for one in workflows() if one.name == "governance.yml"], ids=str)
@pytest.mark.gov("TASK-016.5")
def test_a_change_is_judged_anew_whenever_what_it_says_changes(file: Path) -> None:
    events = yaml.safe_load(file.read_text("utf-8"))[True]
    checkout = next(one for one in steps() if one.file == file)

    assert {"opened", "synchronize", "reopened", "edited", "labeled", "unlabeled"} <= set(
        events["pull_request"]["types"]
    )
    assert ("merge_group" in events) == (".github" in file.parts)
    assert checkout.uses.startswith("actions/checkout@")


@pytest.mark.parametrize("own", SAME)
def test_what_we_use_is_what_others_get(own: str) -> None:
    assert (ROOT / own).read_bytes() == (TEMPLATES / SAME[own]).read_bytes()


def test_gitea_gets_what_forgejo_gets() -> None:
    forgejo, gitea = (
        {file.relative_to(top).as_posix(): file.read_bytes() for file in top.rglob("*") if file.is_file()}
        for top in (TEMPLATES / "forgejo/.forgejo", TEMPLATES / "gitea/.gitea")
    )

    assert gitea == forgejo


@pytest.mark.parametrize("host", [".github", ".forgejo"])
def test_we_differ_from_others_in_where_the_judge_comes_from_and_in_nothing_else(host: str) -> None:
    path = f"{host}/workflows/governance.yml"
    ours, others = (
        yaml.safe_load(file.read_text("utf-8"))
        for file in (ROOT / path, TEMPLATES / host.removeprefix(".") / path)
    )
    own = ours["jobs"]["governance"].pop("steps")
    given = others["jobs"]["governance"].pop("steps")

    assert ours == others
    assert own[0] == given[0]
    assert own[-1]["name"] == given[-1]["name"]
    assert own[-1].get("run") == given[-1].get("run")


def test_the_script_that_judges_is_hardened_alike_on_every_host() -> None:
    """What follows the judge's own call is the same text, but for where the reports lie."""
    texts = [step(file, "Judge the change").run.partition("|| status=$?\n")[2] for file in (ACTION, FORGEJO)]
    guards = [text.replace('"$reports/errors.txt"', '"$errors"').partition('if [ -f "')[0] for text in texts]

    assert guards[0] == guards[1].removesuffix('exit "$status"\n')


@pytest.mark.gov("TASK-040.5")
def test_every_host_fails_a_request_that_nobody_can_read_and_no_queue() -> None:
    """Of queues GitHub alone tells less than of their requests, so there it depends on the event."""
    ours = ROOT / ".github/workflows/governance.yml"
    given = TEMPLATES / "github/.github/workflows/governance.yml"

    for file in (ours, given):
        last = yaml.safe_load(file.read_text("utf-8"))["jobs"]["governance"]["steps"][-1]
        assert last["with"]["fail-on-unknown"] == "${{ github.event_name == 'pull_request' }}"
    for file in (GITLAB, FORGEJO, ROOT / ".forgejo/workflows/governance.yml"):
        assert "pr --fail-on-unknown " in file.read_text("utf-8")


def test_a_request_s_template_is_the_same_on_every_host() -> None:
    texts = {file.read_bytes() for file in TEMPLATES.rglob("*.md")}

    assert len(texts) == 1


def test_the_files_install_the_release_that_wrote_them() -> None:
    named = re.compile(r'(?:VERSION|version|default): "([0-9]+\.[0-9]+\.[0-9]+)"')
    found = {
        str(file.relative_to(ROOT)): set(named.findall(file.read_text("utf-8")))
        for file in [*TEMPLATES.rglob("*.yml"), ACTION]
        if "govtrace==" in file.read_text("utf-8") or "version:" in file.read_text("utf-8")
    }

    assert len(found) == 6
    assert {name: versions for name, versions in found.items() if versions != {version()}} == {}
