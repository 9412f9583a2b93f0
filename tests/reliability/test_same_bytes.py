"""The same documents give the same bytes, whoever asks, wherever, in whatever order they come."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gov.graph import export
from tests.reliability import projects
from tests.rules.judging import judge

EVERYTHING = {
    **projects.project([projects.task(n, dependencies=f"TASK-{n % 9 + 1:03d}") for n in range(1, 20)], 5),
    "gov.toml": b'[project]\nkinds = ["principle", "plan", "spec", "task", "decision"]\n',
    "docs/\xe9t\xe9.md": "### SPEC-001 Été\n\n**Status**: Zu spät\n**References**: PLAN-009\n".encode(),
    "docs/adr/0001-use-it.md": b"# ADR-0001: Use it\n\n**Status**: Perhaps\n\n## Context\n\nText.\n",
    "docs/adr/0002-use-it.md": b"# ADR-0001: Use that\n\n**Status**: Accepted\n\n[gone](../gone.md)\n",
    "more.md": b"### TASK-003 Again\r\n\n**Status**: Completed\n\n- [ ] open\n\n~~~\nunclosed\n",
}
COMMANDS = [["check", "--format", "json"], ["list", "--format", "json"], ["graph"]]
ZONES = ("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.ISO-8859-1")


def write(folder: Path, files: dict[str, bytes], order: random.Random) -> None:
    names = list(files)
    order.shuffle(names)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(files[name])


def outputs(project: Path, cwd: Path, **environment: str) -> list[bytes]:
    """What the three commands print; the project is named unless it is the current folder."""
    named = [] if cwd == project else [os.path.relpath(project, cwd)]
    base = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1780000000", **environment}
    found = []
    for words in COMMANDS:
        command = [sys.executable, "-m", "gov", *words, *named]
        done = subprocess.run(command, cwd=cwd, env=base, capture_output=True, check=False)
        assert (done.returncode in {0, 1}, done.stderr) == (True, b"")
        found.append(done.stdout)
    return found


@pytest.mark.gov("TASK-031.5")
def test_eight_runs_over_hash_seed_zone_locale_and_folder_give_the_same_bytes(tmp_path: Path) -> None:
    seen = set()
    for run in range(8):
        project = tmp_path / f"{run}" / ("été x" if run % 2 else "a")
        write(project, EVERYTHING, random.Random(run))  # noqa: S311 - an order
        cwd = [project, tmp_path, project.parent, Path("/")][run % 4]
        made = outputs(
            project,
            cwd,
            PYTHONHASHSEED=str(run * 7919),
            TZ=ZONES[run % len(ZONES)],
            LC_ALL=LOCALES[run % len(LOCALES)],
            COLUMNS=str(20 + 60 * run),
            PYTHONIOENCODING="utf-8",
            HOME=str(tmp_path / str(run)),
        )
        seen.add(tuple(made))
        shutil.rmtree(project)
    assert len(seen) == 1
    assert b'"findings": [\n' in next(iter(seen))[0]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_an_output_that_lacks_letters_still_carries_the_same_values(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, EVERYTHING, random.Random(0))  # noqa: S311 - an order
    plain, coded = (
        [json.loads(data.decode(name)) for data in outputs(tmp_path, tmp_path, PYTHONIOENCODING=name)]
        for name in ("utf-8", encoding)
    )
    assert plain == coded


def told(files: dict[str, bytes]) -> tuple[list[tuple[str, ...]], str]:
    """The findings with all they say except where, and the graph."""
    verdict = judge(files)
    findings = [
        (
            f.code,
            f.severity,
            f.message,
            f.help,
            f.item,
            f.location.path,
            *(message for _, message in f.related),
        )
        for f in verdict.findings
    ]
    return sorted(findings), export.to_json(verdict.project.graph)


PIECES = [
    "# Constitution",
    "**Version**: 1.0.0",
    "### CONST-P1: Test first",
    "### CONST-P2: Été — naïve",
    "We MUST test.",
    "### PLAN-001: Begin",
    "### PLAN-001: Begin again",
    "**Status**: Active",
    "**Status**: Not Started",
    "**Status**: Soon",
    "**References**: CONST-P1",
    "**References**: PLAN-001 (Begin), PLAN-002",
    "**Dependencies**: TASK-002",
    "### TASK-001 Sign in",
    "### TASK-002 Sign out",
    "**Acceptance Criteria**:\n\n- [ ] one\n- [x] two",
    "| Status | Effort |\n|---|---|\n| Soon | S |",
    "```\n### TASK-003 In a fence\n```",
    "<!-- ### TASK-004 no -->",
    "[gone](gone.md) and TASK-001",
    "> ### TASK-005 Quoted",
    "- **Status**: Blocked",
    "Title\n=====",
    "",
    "text  \ntext",
    "### SPEC-001 Étage",
    "~~~\nunclosed",
]
document = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("\n\n".join)
files = st.dictionaries(
    st.sampled_from(["constitution.md", "plan.md", "tasks.md", "docs/more.md", "adr/0001-x.md"]),
    document,
    min_size=1,
)


@settings(max_examples=60)
@given(files, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(texts: dict[str, str], order: random.Random) -> None:
    names = list(texts)
    order.shuffle(names)
    shuffled = {name: texts[name].encode() for name in names}
    assert told(shuffled) == told({name: text.encode() for name, text in texts.items()})


@settings(max_examples=60)
@given(files, st.sampled_from(["# Welcome\n\nPlain words.\n", "", "---\ntitle: x\n---\n\ntext", "```\nopen"]))
def test_an_unrelated_document_changes_no_finding(texts: dict[str, str], words: str) -> None:
    data = {name: text.encode() for name, text in texts.items()}
    assert told({**data, "about.md": words.encode()}) == told(data)


@settings(max_examples=100)
@given(files)
def test_line_endings_and_byte_order_marks_change_neither_graph_nor_findings(texts: dict[str, str]) -> None:
    plain = {name: text.encode() for name, text in texts.items()}
    expected = judge(plain)
    places = [(f.code, f.location, f.message) for f in expected.findings]
    graph = export.to_json(expected.project.graph)
    for variant in (
        {name: data.replace(b"\n", b"\r\n") for name, data in plain.items()},
        {name: b"\xef\xbb\xbf" + data for name, data in plain.items()},
        {name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in plain.items()},
        {name: data.replace(b"\n", b"\r") for name, data in plain.items()},
    ):
        verdict = judge(variant)
        assert [(f.code, f.location, f.message) for f in verdict.findings] == places
        assert export.to_json(verdict.project.graph) == graph
