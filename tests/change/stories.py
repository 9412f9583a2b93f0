"""A project in a real repository with a bare remote, and what people do to it before it is judged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from tests.cli.running import gov, write
from tests.history.repositories import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASE = {
    "gov.toml": """\
        [project]
        kinds = ["principle", "plan", "task", "decision"]

        [change]
        exempt-paths = ["README.md"]
        bots = ["dependabot[bot]"]
        """,
    "constitution.md": """\
        # Constitution

        ### CONST-P1: Change Traceability

        Every change MUST name its task.

        ## Governance

        A principle is amended by a decision.

        **Version**: 1.0.0
        **Ratified**: 2026-01-10
        """,
    "plan.md": """\
        # Plan

        ### PLAN-001: Accounts

        **Status**: Active
        **References**: CONST-P1 (Change Traceability)

        Users have accounts.

        ### PLAN-002: Orders

        **Status**: Active
        **References**: CONST-P1 (Change Traceability)

        Users have orders.
        """,
    "tasks.md": """\
        # Tasks

        ### TASK-001 Sign in

        **Status**: In Progress
        **References**: PLAN-001 (Accounts)
        **Assignee**: Mira
        **Estimated Effort**: S
        **Dependencies**: None

        **Acceptance Criteria**:

        - [x] A user with a valid password is signed in within a second

        ### TASK-002 Sign out

        **Status**: Completed
        **References**: PLAN-001 (Accounts)
        **Assignee**: Mira
        **Estimated Effort**: S
        **Dependencies**: None

        **Acceptance Criteria**:

        - [x] A user who signs out sees the front page within a second

        ### TASK-003 Take orders

        **Status**: Not Started
        **References**: PLAN-002 (Orders)
        **Assignee**: Vacant
        **Estimated Effort**: S
        **Dependencies**: None

        **Acceptance Criteria**:

        - [ ] An order is stored within a second
        """,
    "adr/0001-passwords.md": """\
        # ADR-0001: Keep passwords hashed

        **Status**: Accepted
        **Date**: 2026-01-11
        **References**: CONST-P1 (Change Traceability)

        ## Context

        Passwords leak.

        ## Decision

        They are hashed.

        ## Consequences

        Nobody can read them.
        """,
    "README.md": "# Shop\n",
    "shop/auth.py": "def sign_in() -> bool:\n    return False\n",
    ".github/pull_request_template.md": "## What\n\n<!-- Task: TASK-001 -->\n",
}


FORM = "def sign_in() -> bool:\n    return True\n"
NEW_TASK = """
### TASK-004 Sign in by mail

**Status**: In Progress
**References**: PLAN-001 (Accounts)
**Assignee**: Mira
**Estimated Effort**: S
**Dependencies**: None

**Acceptance Criteria**:

- [ ] A user with a link from a mail is signed in within a second
"""
AMENDMENT = """\
# ADR-0002: Ask every change for its task

**Status**: Accepted
**Date**: 2026-02-01
**References**: CONST-P1 (Change Traceability)

## Context

Changes without a task got in.

## Decision

The constitution says so.

## Consequences

| item | what becomes of it |
|---|---|
| PLAN-001 | holds |
| PLAN-002 | holds |
| ADR-0001 | holds |
"""
Name = Literal["pull_request", "merge_group", "push"]


class Judged(NamedTuple):
    """What `gov pr` said: its exit code, the codes of errors, and everything as JSON."""

    exit_code: int
    errors: tuple[str, ...]
    codes: tuple[str, ...]
    value: dict[str, object]
    err: str


@dataclass(frozen=True)
class Story:
    """A clone with a branch, and its bare remote."""

    folder: Path
    remote: Path

    def change(self, message: str = "Change", **files: str) -> str:
        """Commit files (`shop__auth_py` is `shop/auth.py`), or what was changed already; gives the commit."""
        write(self.folder, {path_of(name): text for name, text in files.items()})
        return self.commit(message)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change words in a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def commit(self, message: str) -> str:
        """Commit everything as it is."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", message)
        return self.head()

    def head(self) -> str:
        """The commit that is checked out."""
        return git(self.folder, "rev-parse", "HEAD").decode().strip()

    def judge(self, *options: str, body: str | None = None, **variables: str) -> Judged:
        """Judge the branch against the remote's main."""
        words = list(options)
        if body is not None:
            (self.folder.parent / "body.md").write_text(body, encoding="utf-8")
            words += ["--body-file", str(self.folder.parent / "body.md")]
        if not variables and not {"--range", "--base"} & set(options):
            words += ["--base", "origin/main"]
        done = gov(self.folder, "pr", "--format", "json", *words, **variables)
        value = json.loads(done.out) if done.out else {}
        found = value.get("findings", [])
        errors = tuple(sorted({f["code"] for f in found if f["severity"] == "error"}))
        return Judged(done.code, errors, tuple(f["code"] for f in found), value, done.err)

    def event(
        self,
        name: Literal["pull_request", "merge_group", "push"],
        top: Mapping[str, object] = MappingProxyType({}),
        **changed: object,
    ) -> dict[str, str]:
        """The environment of a runner with an event of GitHub; `top` are keys of the event itself."""
        base = git(self.folder, "rev-parse", "origin/main").decode().strip()
        shop = {"id": 1, "full_name": "ada/shop"}
        request = {
            "number": 7,
            "html_url": "https://github.com/ada/shop/pull/7",
            "title": "Sign users in",
            "body": "The form is there now.",
            "draft": False,
            "labels": [],
            "user": {"login": "mira", "type": "User"},
            "base": {"ref": "main", "sha": base, "repo": shop},
            "head": {"ref": "side", "sha": self.head(), "repo": shop},
            **changed,
        }
        queued = {
            "base_sha": base,
            "head_sha": self.head(),
            "head_ref": "refs/heads/gh-readonly-queue/main/pr-7-1",
            "base_ref": "refs/heads/main",
            "head_commit": {"id": self.head(), "message": "Merge"},
        }
        pushed = {
            "before": base,
            "after": self.head(),
            "ref": "refs/heads/main",
            "forced": False,
            "created": False,
            "deleted": False,
            "commits": [],
        }
        about = {"html_url": "https://github.com/ada/shop", **shop}
        event: dict[str, object] = {"repository": about, "sender": {"login": "mira", "type": "User"}}
        if name == "push":
            event |= pushed
        else:
            event |= {"action": "opened", name: request if name == "pull_request" else queued}
        file = self.folder.parent / "event.json"
        file.write_text(json.dumps({**event, **top}), encoding="utf-8")
        return {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file)}


def path_of(name: str) -> str:
    """A path from the name of an argument: `__` parts folders, and the last `_` the ending."""
    return name.replace("__", "/") if "." in name else ".".join(name.replace("__", "/").rsplit("_", 1))


def begun(folder: Path) -> Story:
    """The project on `main`, pushed to a bare remote, and a branch that begins there."""
    remote = folder / "remote.git"
    git(folder, "init", "-q", "--bare", "-b", "main", str(remote))
    work = folder / "work"
    work.mkdir()
    git(work, "init", "-q", "-b", "main")
    write(work, BASE)
    git(work, "add", "--all")
    git(work, "commit", "-q", "-m", "Begin")
    git(work, "remote", "add", "origin", str(remote))
    git(work, "push", "-q", "origin", "main")
    git(work, "switch", "-q", "-c", "side")
    return Story(work, remote)


def add(story: Story, path: str, text: str) -> None:
    file = story.folder / path
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def day(away: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=away)).isoformat()


def override(until: str, follow_up: str = "TASK-003") -> str:
    return f"Override: ENF-004\nReason: the sign-in is down\nUntil: {until}\nFollow-up: {follow_up}\n"


def findings(value: dict[str, object]) -> list[dict[str, object]]:
    return listed(value, "findings")


def listed(value: dict[str, object], name: str) -> list[dict[str, object]]:
    found = value[name]
    assert isinstance(found, list)
    return found
