"""Small repositories with branches, whose items have numbers that others may want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.running import write
from tests.history.repositories import git, repository

if TYPE_CHECKING:
    from pathlib import Path

CONSTITUTION = "# Constitution\n\n### CONST-P1: Traceability\n\nEach change MUST name a task.\n"
PROJECT = {
    "gov.toml": """
        [evidence]
        markers = ["src/**"]
    """,
    "constitution.md": """
        # Constitution

        ### CONST-P1: Traceability

        Each change MUST name a task.
    """,
    "adr/0001-use-rest.md": """
        # ADR-0001: Use REST

        **Status**: Superseded by [Use TOML](0002-use-toml.md)
        **Date**: 2026-01-10
        **References**: CONST-P1
        **Superseded by**: ADR-2

        ## Why ADR-0002 follows

        See [ADR-0002](0002-use-toml.md#adr-0002-use-toml) and `ADR-0002`; ADR-0001/0002, XADR-0002.
    """,
    "adr/0002-use-toml.md": """
        # ADR-0002: Use TOML

        **Status**: Accepted
        **Date**: 2026-01-10
        **References**: CONST-P1
        **Supersedes**: ADR-0001

        ## Context

        ADR-0002 says so. Also [above](#adr-0002-use-toml) or [by its number](#ADR-0002).
    """,
    "adr/0003-use-mail.md": """
        # ADR-0003: Use mail

        **Status**: Accepted
        **Date**: 2026-01-10
        **References**: CONST-P1, ADR-0001 to ADR-0002

        ## Context

        <!-- gov: ignore[ENF-009.missing-section] reason="ADR-0002 says so" -->
        See ADR-0001 to ADR-0003, and [why](0001-use-rest.md#why-adr-0002-follows).

        ```text
        ADR-0002
        ```
    """,
    "index.md": """
        # Page

        | decision |
        |---|
        | [ADR-0002](adr/0002-use-toml.md) |

        ADR-0002 in [another way][y].

        [y]: adr/0002-use-toml.md#adr-0002-use-toml
    """,
    "mkdocs.yml": "nav: [adr/0002-use-toml.md]\n",
    "src/a.py": """
        # gov: ADR-0002, ADR-0003
        x = "gov: ADR-0002"
    """,
    "tests/test_a.py": """
        import pytest

        @pytest.mark.gov("ADR-0002", "ADR-0003")
        def test_x(): ...
    """,
}


def decision(number: int, title: str, *more: str) -> str:
    """A decision that says as little as one may."""
    fields = "".join(f"{line}\n" for line in more)
    return (
        f"# ADR-{number:04}: {title}\n\n**Status**: Accepted  \n**Date**: 2026-01-10  \n"
        f"**References**: CONST-P1\n{fields}\n## Context\n\nA.\n\n## Decision\n\n{title}.\n\n"
        "## Consequences\n\nB.\n"
    )


def task(number: int, title: str) -> str:
    return f"### TASK-{number:03} {title}\n\n**Status**: Not Started\n\n"


def commit(folder: Path, files: dict[str, str], message: str = "Change") -> None:
    """Write files as they are and commit them."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", message)


def a_clone(tmp_path: Path) -> Path:
    """A clone on a branch of its own, whose remote has got another decision 2 and another task 2 since."""
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(origin))
    first = {
        "gov.toml": "",
        "constitution.md": CONSTITUTION,
        "adr/0001-use-rest.md": decision(1, "Use REST"),
        "tasks.md": "# Tasks\n\n" + task(1, "Begin"),
    }
    other = repository(tmp_path / "other", first, "-b", "main")
    git(other, "remote", "add", "origin", str(origin))
    git(other, "push", "-q", "origin", "main")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "-b", "toml")
    commit(other, {
        "adr/0002-use-a-queue.md": decision(2, "Use a queue"),
        "tasks.md": first["tasks.md"] + task(2, "Add the queue"),
    })  # fmt: skip
    git(other, "push", "-q", "origin", "main")
    git(clone, "fetch", "-q")
    return clone


def a_project(tmp_path: Path) -> Path:
    """A repository whose second decision is named in every way there is."""
    folder = write(tmp_path / "project", PROJECT)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def changed(folder: Path) -> str:
    """Every line that differs from the last commit, files that were renamed included."""
    git(folder, "add", "--all")
    lines = git(folder, "diff", "--cached", "-U0", "-M").decode().splitlines()
    return "".join(
        f"{line}\n" for line in lines if not line.startswith(("diff", "index", "@@", "---", "similarity"))
    )
