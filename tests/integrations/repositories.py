"""A governed repository with a bare remote, checked out as a runner finds it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from tests.cli.running import HEALTHY, write
from tests.history.repositories import git

EVENTS = Path(__file__).parent / "events"
OPEN = "- [ ] Each line holds the request's identifier"
DONE = (
    dedent(HEALTHY["tasks.md"])
    .replace(OPEN, OPEN.replace("[ ]", "[x]"))
    .replace("**Status**: In Progress", "**Status**: Completed")
)
MESSAGE = "Name the request in each line of the log\n\nTask: TASK-001"


@dataclass(frozen=True)
class Change:
    """A checkout of the merge of a change, as `actions/checkout` leaves it with `fetch-depth: 0`."""

    checkout: Path
    base: str
    head: str

    def event(self, name: str, **changed: object) -> dict[str, Any]:
        """A saved event of this change, some fields of the request changed."""
        text = (EVENTS / f"{name}.json").read_text("utf-8")
        event: dict[str, Any] = json.loads(text.replace("BASE", self.base).replace("HEAD", self.head))
        event.get("pull_request", {}).update(changed)
        return event


def change(folder: Path, *, files: dict[str, str] | None = None, message: str = MESSAGE) -> Change:
    """Push a healthy project to a bare remote, propose a change of it, and check out the merge of both."""
    remote, home, checkout = folder / "remote.git", folder / "home", folder / "checkout"
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q", "--bare", "-b", "main", str(remote))
    write(home, HEALTHY)
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "--all")
    git(home, "commit", "-q", "-m", "Begin\n\nTask: TASK-001")
    git(home, "remote", "add", "origin", str(remote))
    git(home, "push", "-q", "origin", "main")
    base = git(home, "rev-parse", "HEAD").decode().strip()
    git(home, "checkout", "-q", "-b", "name-the-request")
    write(home, files or {"tasks.md": DONE})
    git(home, "commit", "-q", "-a", "-m", message)
    head = git(home, "rev-parse", "HEAD").decode().strip()
    git(home, "push", "-q", "origin", "name-the-request")
    git(home, "checkout", "-q", "main")
    git(home, "merge", "-q", "--no-ff", "-m", f"Merge {head} into {base}", "name-the-request")
    git(home, "push", "-q", "origin", "HEAD:refs/pull/7/merge")
    checkout.mkdir()
    git(checkout, "init", "-q")
    git(checkout, "remote", "add", "origin", str(remote))
    fetched = ("+refs/heads/*:refs/remotes/origin/*", "+refs/pull/7/merge:refs/remotes/pull/7/merge")
    git(checkout, "fetch", "-q", "origin", *fetched)
    git(checkout, "checkout", "-q", "--force", "refs/remotes/pull/7/merge")
    return Change(checkout, base, head)
