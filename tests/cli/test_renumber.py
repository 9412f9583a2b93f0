"""`gov renumber`: one item gets another number, everywhere, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot

from tests.cli.branching import PROJECT, a_clone, a_project, changed, commit, decision, task
from tests.cli.running import gov, write
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return a_clone(tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path)


@pytest.mark.gov("TASK-039.3")
def test_everything_that_names_the_item_is_rewritten_and_nothing_else(project: Path) -> None:
    outcome = gov(project, "renumber", "ADR-0002", "ADR-0019")

    assert outcome.out == snapshot("""\
ADR-0002 Use TOML is ADR-0019 now
renamed adr/0002-use-toml.md to adr/0019-use-toml.md
wrote adr/0001-use-rest.md
wrote adr/0019-use-toml.md
wrote adr/0003-use-mail.md
wrote index.md
wrote src/a.py
wrote tests/test_a.py
""")
    assert outcome.err == snapshot("""\
not rewritten: adr/0003-use-mail.md:10, where ADR-0002 is part of something else: mend it by hand
not rewritten: adr/0003-use-mail.md:13 still names ADR-0002 or its old file
not rewritten: index.md:7 still names ADR-0002 or its old file
not rewritten: mkdocs.yml:1 still names ADR-0002 or its old file
""")
    assert outcome.code == 0
    assert changed(project) == snapshot("""\
+++ b/adr/0001-use-rest.md
-**Status**: Superseded by [Use TOML](0002-use-toml.md)
+**Status**: Superseded by [Use TOML](0019-use-toml.md)
-**Superseded by**: ADR-2
+**Superseded by**: ADR-0019
-## Why ADR-0002 follows
+## Why ADR-0019 follows
-See [ADR-0002](0002-use-toml.md#adr-0002-use-toml) and `ADR-0002`; ADR-0001/0002, XADR-0002.
+See [ADR-0019](0019-use-toml.md#adr-0019-use-toml) and `ADR-0019`; ADR-0001/0019, XADR-0002.
deleted file mode 100644
+++ /dev/null
-# ADR-0002: Use TOML
-
-**Status**: Accepted
-**Date**: 2026-01-10
-**References**: CONST-P1
-**Supersedes**: ADR-0001
-
-## Context
-
-ADR-0002 says so. Also [above](#adr-0002-use-toml) or [by its number](#ADR-0002).
+++ b/adr/0003-use-mail.md
-**References**: CONST-P1, ADR-0001 to ADR-0002
+**References**: CONST-P1, ADR-0001, ADR-0019
-<!-- gov: ignore[ENF-009.missing-section] reason="ADR-0002 says so" -->
-See ADR-0001 to ADR-0003, and [why](0001-use-rest.md#why-adr-0002-follows).
+<!-- gov: ignore[ENF-009.missing-section] reason="ADR-0019 says so" -->
+See ADR-0001 to ADR-0003, and [why](0001-use-rest.md#why-adr-0019-follows).
new file mode 100644
+++ b/adr/0019-use-toml.md
+# ADR-0019: Use TOML
+
+**Status**: Accepted
+**Formerly**: ADR-0002
+**Date**: 2026-01-10
+**References**: CONST-P1
+**Supersedes**: ADR-0001
+
+## Context
+
+ADR-0019 says so. Also [above](#adr-0019-use-toml) or [by its number](#ADR-0019).
+++ b/index.md
-| [ADR-0002](adr/0002-use-toml.md) |
+| [ADR-0019](adr/0019-use-toml.md) |
-[y]: adr/0002-use-toml.md#adr-0002-use-toml
+[y]: adr/0019-use-toml.md#adr-0019-use-toml
+++ b/src/a.py
-# gov: ADR-0002, ADR-0003
+# gov: ADR-0019, ADR-0003
+++ b/tests/test_a.py
-@pytest.mark.gov("ADR-0002", "ADR-0003")
+@pytest.mark.gov("ADR-0019", "ADR-0003")
""")


@pytest.mark.gov("TASK-039.3")
def test_the_old_number_is_still_found_and_never_given_again(project: Path) -> None:
    gov(project, "renumber", "adr-2", "adr-4")

    assert gov(project, "show", "ADR-0002").out.splitlines()[0] == "ADR-0004 Use TOML"
    assert gov(project, "trace", "adr-2").out.splitlines()[0].startswith("ADR-0004 Use TOML")
    again = gov(project, "renumber", "ADR-0002", "ADR-0009")
    assert (again.code, again.err) == (
        2,
        "error: ADR-0002 was renumbered before\n  help: It is ADR-0004 Use TOML now.\n",
    )
    (project / "adr/0004-use-toml.md").rename(project / "adr/use-toml.md")
    assert gov(project, "new", "adr", "B", "--dry-run").out.startswith("adr/0005-b.md")


@pytest.mark.gov("TASK-039.3")
def test_a_reference_by_the_old_number_is_a_warning_that_is_mended(project: Path) -> None:
    gov(project, "renumber", "ADR-0002", "ADR-0004")
    write(project, {"adr/0005-x.md": decision(5, "X", "**Supersedes**: ADR-0002")})

    before = gov(project, "check", "--format", "concise").out.splitlines()
    gov(project, "check", "--fix")

    told = "".join(line for line in before if "ADR-0002" in line)
    assert told == (
        "adr/0005-x.md:6:17: warning[ENF-005.former-number] "
        "ADR-0005 supersedes ADR-0002, which is ADR-0004 now"
    )
    assert "**Supersedes**: ADR-0004" in (project / "adr/0005-x.md").read_text()


def test_once_another_item_has_the_number_it_means_that_one(project: Path) -> None:
    gov(project, "renumber", "ADR-0002", "ADR-0004")
    write(project, {"adr/0002-new.md": decision(2, "New")})

    assert gov(project, "show", "ADR-0002").out.splitlines()[0] == "ADR-0002 New"
    assert "duplicate" not in gov(project, "check").out


def test_a_number_may_be_taken_back(project: Path) -> None:
    gov(project, "renumber", "ADR-0002", "ADR-0019")
    outcome = gov(project, "renumber", "ADR-0019", "ADR-0002")

    assert outcome.code == 0, outcome.err
    text = (project / "adr/0002-use-toml.md").read_text()
    assert "**Formerly**: ADR-0019\n" in text
    assert (project / "index.md").read_text() == (write(project / "x", PROJECT) / "index.md").read_text()


def test_criteria_tasks_in_one_file_and_their_tests_follow(tmp_path: Path) -> None:
    write(tmp_path, {
        "gov.toml": '[evidence]\nmarkers = ["a.py"]\n',
        "tasks.md": """
            ### TASK-001 A

            **Status**: Not Started
            **Dependencies**: TASK-003, TASK-004.2

            ### TASK-003 C

            **Status**: Not Started

            ### TASK-004 D

            - **Status**: Not Started
            - **Dependencies**: TASK-001

            **Acceptance Criteria**:
            - [ ] a
            - [ ] b
        """,
        "a.py": "# gov: TASK-004.2\n",
    })  # fmt: skip

    outcome = gov(tmp_path, "renumber", "TASK-004")

    assert outcome.out.splitlines()[0] == "TASK-004 D is TASK-005 now"
    assert (tmp_path / "a.py").read_text() == "# gov: TASK-005.2\n"
    text = (tmp_path / "tasks.md").read_text()
    assert "**Dependencies**: TASK-003, TASK-005.2\n" in text
    assert "### TASK-005 D\n\n- **Status**: Not Started\n- **Formerly**: TASK-004\n- **Dependencies**" in text


def test_line_endings_and_everything_around_stay(tmp_path: Path) -> None:
    data = (
        b"\xef\xbb\xbf# Tasks\r\n\r\n### TASK-001 A  \r\n**Status**: Blocked\t\r\n\r\n"
        b"### TASK-002 B\r\n**Status**: Blocked  \r\n**Dependencies**:  TASK-001 ,TASK-1.1\r\n"
    )
    (tmp_path / "tasks.md").write_bytes(data)

    gov(tmp_path, "renumber", "TASK-001", "TASK-007")

    assert (tmp_path / "tasks.md").read_bytes() == data.replace(b"TASK-001 A", b"TASK-007 A").replace(
        b"**Status**: Blocked\t\r\n", b"**Status**: Blocked\t\r\n**Formerly**: TASK-001\t\r\n"
    ).replace(b"TASK-001 ,TASK-1.1", b"TASK-007 ,TASK-007.1")


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("TASK-001 to TASK-005", "TASK-001, TASK-003 to TASK-005, TASK-009"),
        ("TASK-001..TASK-002", "TASK-001, TASK-009"),
        ("TASK-002..005, TASK-007", "TASK-003..TASK-005, TASK-009, TASK-007"),
        ("TASK-001/002", "TASK-001/009"),
        ("TASK-002/001", "TASK-009/001"),
        ("TASK-002 (B), TASK-001", "TASK-009 (B), TASK-001"),
    ],
)
def test_lists_and_ranges_mean_the_same_items_as_before(tmp_path: Path, written: str, now: str) -> None:
    tasks = "".join(task(number, "ABCDEFGH"[number - 1]) for number in (1, 2, 3, 4, 5, 7))
    text = f"{tasks}### TASK-008 Last\n\n**Status**: Blocked\n**Dependencies**: {written}\n"
    (tmp_path / "tasks.md").write_text(text)

    outcome = gov(tmp_path, "renumber", "TASK-002", "TASK-009")

    assert outcome.code == 0, outcome.err
    assert (tmp_path / "tasks.md").read_text().splitlines()[-1] == f"**Dependencies**: {now}"


def test_prose_that_may_count_something_is_left_and_told(tmp_path: Path) -> None:
    text = task(1, "A") + task(100, "B").replace(
        "\n\n", "\n\nAs TASK-001, 100 (users) wait for TASK-100.\n\n", 1
    )
    (tmp_path / "tasks.md").write_text(text)

    outcome = gov(tmp_path, "renumber", "TASK-100", "TASK-009")

    assert "\nAs TASK-001, 100 (users) wait for TASK-009.\n" in (tmp_path / "tasks.md").read_text()
    assert (
        "not rewritten: tasks.md:7, where TASK-100 is part of something else: mend it by hand" in outcome.err
    )


@pytest.mark.gov("TASK-039.3")
def test_of_two_items_with_one_number_the_one_that_is_named_is_renumbered(clone: Path) -> None:
    """The case that it is for: two branches gave the same number, and were merged."""
    commit(clone, {
        "adr/0002-use-toml.md": decision(2, "Use TOML").replace("\nB.\n", "\nADR-0002 costs little.\n"),
        "adr/0003-x.md": decision(3, "X", "**Supersedes**: ADR-0002 (Use TOML)"),
        "adr/0004-y.md": decision(4, "Y", "**Supersedes**: ADR-0002"),
        "index.md": "[ADR-0002](adr/0002-use-toml.md), [ADR-0002](adr/0002-use-a-queue.md)\n",
    })  # fmt: skip
    git(clone, "merge", "-q", "origin/main")

    unclear = gov(clone, "renumber", "ADR-0002")
    outcome = gov(clone, "renumber", "ADR-0002", "--path", "adr/0002-use-toml.md")

    assert unclear.code == 2
    assert unclear.err == snapshot("""\
error: ADR-0002 is declared 2 times
  help: Say which one is meant: --path adr/0002-use-a-queue.md:1 or --path adr/0002-use-toml.md:1
""")
    assert outcome.out == snapshot("""\
ADR-0002 Use TOML is ADR-0005 now
renamed adr/0002-use-toml.md to adr/0005-use-toml.md
wrote adr/0005-use-toml.md
wrote adr/0003-x.md
wrote index.md
""")
    assert outcome.err == "not rewritten: adr/0004-y.md:6 may mean another ADR-0002\n"
    toml = (clone / "adr/0005-use-toml.md").read_text()
    assert toml.startswith("# ADR-0005: Use TOML\n\n**Status**: Accepted  \n**Formerly**: ADR-0002  \n")
    assert "\nADR-0005 costs little.\n" in toml
    assert "**Supersedes**: ADR-0005 (Use TOML)\n" in (clone / "adr/0003-x.md").read_text()
    links = "[ADR-0005](adr/0005-use-toml.md), [ADR-0002](adr/0002-use-a-queue.md)\n"
    assert (clone / "index.md").read_text() == links
    assert "declared again" not in gov(clone, "check").out


@pytest.mark.gov("TASK-039.3")
def test_before_the_merge_it_cures_what_the_check_against_the_other_branch_found(clone: Path) -> None:
    commit(clone, {"adr/0002-use-toml.md": decision(2, "Use TOML")})
    found = gov(clone, "check", "--against", "origin/main").out

    command = found.partition("every branch: gov ")[2].partition("\n")[0]
    done = gov(clone, *command.split())
    left = gov(clone, "check", "--against", "origin/main").out

    assert command == "renumber ADR-0002 ADR-0003"
    assert done.code == 0
    assert "number-taken]" in found
    assert "number-taken]" not in left


def test_two_in_one_file_are_told_by_their_line(tmp_path: Path) -> None:
    (tmp_path / "tasks.md").write_text(task(1, "A") + task(1, "B"))

    unclear = gov(tmp_path, "renumber", "TASK-001", "--path", "tasks.md")
    outcome = gov(tmp_path, "renumber", "TASK-001", "--path", "tasks.md:5")

    assert unclear.err == (
        "error: TASK-001 is declared 2 times in tasks.md\n"
        "  help: Say which one is meant: --path tasks.md:1 or --path tasks.md:5\n"
    )
    assert outcome.out.splitlines()[0] == "TASK-001 B is TASK-002 now"
    assert (tmp_path / "tasks.md").read_text().startswith(task(1, "A") + "### TASK-002 B\n")


def test_findings_that_were_set_aside_stay_so(project: Path) -> None:
    gov(project, "baseline", "create")
    with (project / "gov.toml").open("a") as file:
        file.write('[check]\nbaseline = "gov-baseline.json"\n')
    before = gov(project, "check", "--format", "concise")

    outcome = gov(project, "renumber", "ADR-0002", "ADR-0019")

    after = gov(project, "check", "--format", "concise")
    assert outcome.code == 0, outcome.err
    assert (after.code, before.code) == (0, 0), after.out
    assert "ADR-0002" not in (project / "gov-baseline.json").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "# 2. Use TOML\n\nDate: 2026-01-10\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n",
        "---\nstatus: accepted\ndate: 2026-01-10\n---\n\n# Use TOML\n\n## Context\n\nA.\n",
        "ADR-0002: Use TOML\n==================\n\n| Status | Accepted |\n|---|---|\n| Date | 2026-01-10 |\n",
    ],
)
def test_decisions_of_every_form_get_their_number(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"gov.toml": "", "adr/0001-a.md": decision(1, "A")})
    (tmp_path / "adr/0002-use-toml.md").write_text(text)

    outcome = gov(tmp_path, "renumber", "ADR-0002", "ADR-0011")

    assert outcome.code == 0, outcome.err
    assert gov(tmp_path, "show", "ADR-0002").out.startswith("ADR-0011 Use TOML")
    assert "adr/0011-use-toml.md" in gov(tmp_path, "show", "ADR-0011").out


def test_a_number_that_an_item_had_is_no_gap(tmp_path: Path) -> None:
    plan = "".join(f"### PLAN-00{n}: {'ABC'[n - 1]}\n\n**Status**: Planned\n\n" for n in (1, 2, 3))
    (tmp_path / "plan.md").write_text(plan)

    gov(tmp_path, "renumber", "PLAN-002")

    assert "numbering-gap" not in gov(tmp_path, "check").out
