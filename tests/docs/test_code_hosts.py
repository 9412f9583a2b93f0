"""The guide on code hosts tells what `gov init --ci` writes."""

from __future__ import annotations

import re

import yaml

from tests.conftest import ROOT

PAGE = (ROOT / "docs/guides/code-hosts.md").read_text(encoding="utf-8")
WRITTEN = ROOT / "gov/cli/_templates/ci"


def test_every_input_and_output_of_the_action_is_told_and_no_other() -> None:
    action = yaml.safe_load(
        (WRITTEN / "github/.github/actions/govtrace/action.yml").read_text(encoding="utf-8")
    )
    table = PAGE.partition("| input | for |\n|---|---|\n")[2].partition("\n\n")[0]
    outputs = re.search(r"^Its outputs (.+) tell ", PAGE, re.MULTILINE)
    assert outputs

    told = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)

    assert sorted([*told, "version"]) == sorted(action["inputs"])
    assert sorted(re.findall("`([a-z]+)`", outputs.group(1))) == sorted(action["outputs"])


def test_every_host_is_told_with_every_file_that_it_gets() -> None:
    hosts = sorted(folder.name for folder in WRITTEN.iterdir() if folder.is_dir())
    files = sorted(
        file.relative_to(WRITTEN / host).as_posix()
        for host in hosts
        for file in (WRITTEN / host).rglob("*")
        if file.is_file()
    )

    assert [file for file in files if f"\nwrote {file}\n" not in PAGE] == []
    assert [host for host in hosts if host not in PAGE.lower()] == []


def test_what_the_guide_says_of_the_workflow_is_so() -> None:
    workflow = (WRITTEN / "github/.github/workflows/governance.yml").read_text(encoding="utf-8")
    # YAML reads the key `on` as a truth.
    triggers = yaml.safe_load(workflow)[True]

    assert {"opened", "synchronize", "edited", "labeled"} <= set(triggers["pull_request"]["types"])
    assert "merge_group" in triggers
    assert "paths" not in triggers["pull_request"]
    assert yaml.safe_load(workflow)["permissions"] == {"contents": "read"}
