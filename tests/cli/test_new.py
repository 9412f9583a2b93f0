"""`gov new` and `gov init`: what they write, where, and that it passes the check."""

import subprocess
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from gov.cli._allocation import slug
from tests.cli.running import gov, healthy, write

EPOCH = "1780272000"  # 2026-06-01


def codes(folder: Path) -> list[str]:
    """The findings of a folder as `path:line code`."""
    lines = gov(folder, "check", "--format", "github").out.splitlines()
    return sorted(line.partition("title=")[2].partition(",")[0] for line in lines if "title=ENF" in line)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.gov("TASK-023.4")
def test_what_init_writes_passes_the_strictest_check(tmp_path: Path) -> None:
    written = gov(tmp_path, "init", SOURCE_DATE_EPOCH=EPOCH)

    assert written.code == 0
    assert written.out == snapshot("""\
wrote docs/governance/constitution.md
wrote docs/governance/plan.md
wrote docs/governance/specs/SPEC-001-governed-documents.md
wrote docs/governance/tasks.md
wrote docs/governance/adr/ADR-0001-keep-governance-in-markdown.md
wrote gov.toml
Next: gov check
""")
    outcome = gov(tmp_path, "check", "--fail-on", "info", SOURCE_DATE_EPOCH=EPOCH)
    assert outcome.code == 0, outcome.out


def test_init_of_a_folder_with_documents_writes_gov_toml_alone(tmp_path: Path) -> None:
    healthy(tmp_path)
    (tmp_path / "gov.toml").unlink()
    before = files(tmp_path)

    outcome = gov(tmp_path, "init")

    assert outcome.out == snapshot("""\
wrote gov.toml
No specification or decision is declared yet: add the kind to gov.toml when one is.
Next: gov check
""")
    after = files(tmp_path)
    assert after.pop("gov.toml").decode() == snapshot("""\
# The kinds this project keeps: one without a single item is an error, so no deletion goes unnoticed.
[project]
kinds = ["principle", "plan", "task"]
""")
    assert after == before


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"docs/governance/plan.md": "mine\n", "docs/governance/tasks.md": "mine\n"})

    outcome = gov(tmp_path, "init")

    assert (tmp_path / "docs/governance/plan.md").read_text() == "mine\n"
    assert "kept  docs/governance/plan.md" in outcome.out
    assert "No plan item or task is declared yet: add the kind" in outcome.out
    assert (tmp_path / "gov.toml").read_text().splitlines()[-1] == 'kinds = ["principle", "spec", "decision"]'


def test_init_lists_what_is_not_there_yet(tmp_path: Path) -> None:
    write(tmp_path, {"tasks.md": "### TASK-001 A\n"})

    assert gov(tmp_path, "init").out.splitlines()[1] == snapshot(
        "No principle, plan item, specification or decision is declared yet: "
        "add the kind to gov.toml when one is."
    )


def test_init_of_a_governed_project_is_refused(tmp_path: Path) -> None:
    healthy(tmp_path)
    before = files(tmp_path)

    outcome = gov(tmp_path, "init")

    assert outcome.code == 2
    assert files(tmp_path) == before


def test_of_new_items_the_check_finds_the_criterion_that_is_to_be_written_and_no_more(tmp_path: Path) -> None:
    gov(tmp_path, "init", SOURCE_DATE_EPOCH=EPOCH)
    shown = [
        gov(tmp_path, "new", kind, "Keep \u8a18\u9332 of it", *references, SOURCE_DATE_EPOCH=EPOCH).out
        for kind, references in (
            ("principle", []),
            ("plan", ["--references", "const-p2"]),
            ("spec", ["--references", "PLAN-002"]),
            ("task", ["--references", "PLAN-002, SPEC-002"]),
            ("adr", ["--references", "CONST-P2"]),
        )
    ]

    assert shown == snapshot(
        [
            "CONST-P2 Keep 記録 of it: docs/governance/constitution.md:13\n",
            "PLAN-002 Keep 記録 of it: docs/governance/plan.md:12\n",
            "SPEC-002 Keep 記録 of it: docs/governance/specs/SPEC-002-keep-記録-of-it.md:1\n",
            "TASK-002 Keep 記録 of it: docs/governance/tasks.md:16\n",
            "ADR-0002 Keep 記録 of it: docs/governance/adr/ADR-0002-keep-記録-of-it.md:1\n",
        ]
    )
    assert codes(tmp_path) == ["ENF-003.template-left"]


def test_a_new_task_stands_behind_the_last_one(tmp_path: Path) -> None:
    tasks = (
        "# Tasks\n\n## Now\n\n### TASK-004: One\n**Status**: Blocked\n\n---\n\n## Later\n\nTASK-009 comes.\n"
    )
    write(tmp_path, {"tasks.md": tasks, "plan.md": "### PLAN-003: Logs\n"})

    outcome = gov(tmp_path, "new", "task", "Two", "--references", "plan-3")

    assert outcome.out == "TASK-005 Two: tasks.md:8\n"
    assert (tmp_path / "tasks.md").read_text() == snapshot("""\
# Tasks

## Now

### TASK-004: One
**Status**: Blocked

### TASK-005: Two

**Status**: Not Started
**References**: PLAN-003 (Logs)
**Assignee**: Vacant
**Estimated Effort**: M

**Acceptance Criteria**:
- [ ] State an outcome that somebody else can check

---

## Later

TASK-009 comes.
""")


def test_a_number_that_only_a_reference_names_is_not_given_again(tmp_path: Path) -> None:
    healthy(tmp_path, plan_md="### PLAN-001: A\n**References**: PLAN-007\n")

    assert gov(tmp_path, "new", "plan", "B").out.startswith("PLAN-008 ")


@pytest.mark.parametrize("kind", ["plan", "task", "spec", "adr"])
def test_an_item_that_stands_on_nothing_is_told(tmp_path: Path, kind: str) -> None:
    healthy(tmp_path)

    alone = gov(tmp_path, "new", kind, "B", "--local")
    standing = gov(tmp_path, "new", kind, "C", "--references", "PLAN-001", "--local")

    assert alone.err == snapshot(
        "it names nothing it stands on yet: add **References**, or use --references\n"
    )
    assert (alone.code, standing.err) == (0, "")


def test_line_endings_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "tasks.md").write_bytes(b"\xef\xbb\xbf### TASK-001 One\r\n**Status**: Blocked\r\n")

    gov(tmp_path, "new", "task", "Two")

    data = (tmp_path / "tasks.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf### TASK-001 One\r\n**Status**: Blocked\r\n\r\n### TASK-002 Two\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_specifications_of_a_file_each_get_a_file_each(tmp_path: Path) -> None:
    write(tmp_path, {
        "specs/SPEC-001-sign-in.md": "# SPEC-001 \u2013 Sign In\n\n**Status**: Draft\n",
        "specs/SPEC-002-sign-out.md": "# SPEC-002 \u2013 Sign Out\n\n**Status**: Draft\n",
    })  # fmt: skip

    gov(tmp_path, "new", "spec", "Reset a Password!")

    text = (tmp_path / "specs/SPEC-003-reset-a-password.md").read_text(encoding="utf-8")
    assert text == snapshot("""\
# SPEC-003 – Reset a Password!

**Status**: Draft
**References**: None

## Requirements

- State what a user MUST be able to do.
""")


@pytest.mark.parametrize(
    ("name", "heading", "expected"),
    [
        ("adr/0001-use-x.md", "# ADR-0001: Use X", "adr/0002-use-y.md"),
        ("docs/adr/ADR-0001-use-x.md", "# ADR-0001: Use X", "docs/adr/ADR-0002-use-y.md"),
        ("docs/decisions/0001-use-x.md", "# Use X", "docs/decisions/0002-use-y.md"),
        ("doc/adr/0001-use-x.md", "# 1. Use X", "doc/adr/0002-use-y.md"),
        ("adr/adr-001-use-x.md", "# ADR-001: Use X", "adr/adr-002-use-y.md"),
    ],
)
def test_a_decision_is_named_like_its_neighbours(
    tmp_path: Path, name: str, heading: str, expected: str
) -> None:
    sections = "".join(f"## {word}\n\nText.\n\n" for word in ("Context", "Decision", "Consequences"))
    write(tmp_path, {name: f"{heading}\n\n## Status\n\nAccepted\n\n{sections}"})

    outcome = gov(tmp_path, "new", "adr", "Use Y")

    assert outcome.out == f"ADR-0002 Use Y: {expected}:1\n", outcome.err
    listed = gov(tmp_path, "list").out
    assert sorted(line.split()[0] for line in listed.splitlines()) == ["ADR-0001", "ADR-0002"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("\u00c9largir l'acc\u00e8s \u00e0 l'API", "elargir-l-acces-a-l-api"),
        ("E\u0301largir", "elargir"),
        ("\u8a8d\u8a3c", "\u8a8d\u8a3c"),
        ("\u304c\u304e v2", "\u304c\u304e-v2"),
        ("\ud55c\uae00", "\ud55c\uae00"),
        ("\u0939\u093f\u0902\u0926\u0940", "\u0939\u093f\u0902\u0926\u0940"),
        ("Stra\u00dfe / \uff21\uff22\uff23!", "strasse-abc"),
        ("\u2026?!", "untitled"),
        ("\u8a8d" * 90, "\u8a8d" * 20),
        ("a" * 59 + "\u8a8d", "a" * 59),
    ],
)
def test_a_title_in_any_script_makes_a_file_name(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_kind_of_the_projects_own_is_written_in_its_own_words(tmp_path: Path) -> None:
    write(tmp_path, {
        "gov.toml": """
            [kinds.req]
            prefix = "\u8981\u4ef6-"
            noun = "requirement"
            statuses = { "\u8349\u6848" = "proposed" }
            required-fields = ["status", "Owner"]
            required-sections = ["Reason"]
            upstream = ["plan"]
            [fields]
            status = ["\u72b6\u614b"]
            references = ["\u53c2\u7167"]
        """,
        "docs/plan.md": "### PLAN-001: Logs\n",
    })  # fmt: skip

    outcome = gov(tmp_path, "new", "req", "Rotate", "--references", "PLAN-001")

    assert outcome.out == snapshot("要件-001 Rotate: docs/reqs.md:3\n")
    assert (tmp_path / "docs/reqs.md").read_text(encoding="utf-8") == snapshot("""\
# Requirements

### 要件-001: Rotate

**状態**: 草案
**参照**: PLAN-001 (Logs)
**Owner**:

Say what it is.

#### Reason

Say it here.
""")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    healthy(tmp_path)
    before = files(tmp_path)

    outcome = gov(tmp_path, "new", "plan", "Rotate Logs", "--references", "CONST-P1", "--dry-run")

    assert outcome.out == snapshot("""\
plan.md:

### PLAN-002: Rotate Logs

**Status**: Proposed
**References**: CONST-P1 (Change Traceability)

Say what is built and how.
""")
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["rule", "A"], ["tsak", "A"], ["task", ""], ["task", " \t"], ["task", "a\x1b"], ["task",
        "and TASK-007"],
        ["task", "A", "--references", "PLAN-077"], ["task", "A", "--references", "nothing"],
        ["principle", "A", "--references", "PLAN-001"], ["task", "through TASK-003"],
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    healthy(tmp_path)
    before = files(tmp_path)

    outcome = gov(tmp_path, "new", *arguments)

    assert outcome.code == 2, outcome.out
    assert outcome.err.startswith("error: ")
    assert "Traceback" not in outcome.err
    assert files(tmp_path) == before


def test_a_file_that_the_configuration_does_not_count_is_told(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml='[project]\ndocuments = ["tasks.md"]\n')

    outcome = gov(tmp_path, "new", "plan", "A")

    assert "mend [project] documents" in outcome.err


def test_a_link_to_a_document_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"store/tasks.txt": "### TASK-001 A\n"})
    (tmp_path / "tasks.md").symlink_to("store/tasks.txt")

    gov(tmp_path, "new", "task", "B")

    assert (tmp_path / "tasks.md").is_symlink()
    assert "### TASK-002 B" in (tmp_path / "store/tasks.txt").read_text()


def test_new_works_where_git_ignores_something(tmp_path: Path) -> None:
    healthy(tmp_path)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("drafts/\n")
    write(tmp_path, {"drafts/tasks.md": "### TASK-099 Draft\n"})

    assert gov(tmp_path, "new", "task", "C").out.startswith("TASK-003 ")
