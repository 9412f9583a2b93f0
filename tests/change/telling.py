"""Saved events, one file each, and the change request that is expected of each beside it.

`events/HOST/EVENT[.CASE].json` is what the host writes; in `EVENT[.CASE].expected.json` stand the fields of
the change request, those that are unknown left out. GitLab tells in variables: its files hold an environment.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gov.change import ChangeRequest
from gov.change.hosts import read_host

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS = Path(__file__).parent / "events"
MARKS = {
    "github": {"GITHUB_ACTIONS": "true"},
    "gitea": {"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"},
    "forgejo": {"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true", "FORGEJO_ACTIONS": "true"},
}

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class Event(NamedTuple):
    """One saved event."""

    host: str
    name: str
    file: Path

    @property
    def data(self) -> bytes:
        return self.file.read_bytes()

    @property
    def members(self) -> dict[str, Json]:
        members: dict[str, Json] = json.loads(self.data)
        return members

    @property
    def expected(self) -> ChangeRequest:
        fields = json.loads(self.file.with_suffix(".expected.json").read_bytes())
        if "labels" in fields:
            fields["labels"] = tuple(fields["labels"])
        return ChangeRequest(**fields)

    def environment(self, file: Path | None = None) -> dict[str, str]:
        """The variables of a job for this event, which another file may hold."""
        if self.host == "gitlab":
            return {name: str(value) for name, value in self.members.items()}
        told = {"GITHUB_EVENT_NAME": self.name, "GITHUB_EVENT_PATH": str(file or self.file)}
        return {**MARKS[self.host], **told}


def saved() -> list[Event]:
    """Every saved event."""
    files = [file for file in EVENTS.glob("*/*.json") if not file.name.endswith(".expected.json")]
    return [Event(file.parent.name, file.name.partition(".")[0], file) for file in sorted(files)]


def event(name: str) -> Event:
    """The saved event of a name such as `github/push.tag`."""
    host, _, stem = name.partition("/")
    return Event(host, stem.partition(".")[0], EVENTS / host / f"{stem}.json")


def title_of(found: Event) -> str:
    return f"{found.host}/{found.file.stem}"


def told(environment: Mapping[str, str], file: Path | None = None) -> ChangeRequest:
    """The request that a host tells of; there has to be one."""
    found = read_host(environment, file)
    assert found is not None
    return found
