"""The domains whose rows belong to somebody, and what is done with each of them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    import httpx

    from tests.platform.access.persons import Person

__all__ = ["ANY", "THINGS", "Thing", "grant", "nameless", "share"]

ANY = {"If-Match": "*"}


@dataclass(frozen=True)
class Thing:
    """One kind: where it stands, what it is called in grants, and what is sent to make one."""

    path: str
    kind: str
    sent: dict[str, object]
    # The field of its long text.
    text: str
    # What is different in each that is made.
    unique: str = ""
    # Values that the database itself has to refuse.
    impossible: tuple[str, ...] = ()

    def body(self, **more: object) -> dict[str, object]:
        """What is sent for a new one."""
        own = {self.unique: f"a{uuid4().hex}"} if self.unique else {}
        return {**self.sent, **own, **more}

    async def make(self, owner: Person, **more: object) -> dict[str, object]:
        """A new draft of somebody's, as it was answered."""
        made = await owner.ask("POST", self.path, json=self.body(**more))
        assert made.status_code == 201, made.text
        told: dict[str, object] = made.json()
        return told

    async def publish(self, owner: Person, **more: object) -> dict[str, object]:
        """A new one that is published."""
        made = await self.make(owner, **more)
        done = await self.ask(owner, "POST", f"{made['id']}/publish", if_match=f'"{made["version"]}"')
        assert done.status_code == 200, done.text
        told: dict[str, object] = done.json()
        return told

    async def ask(
        self, person: Person, method: str, rest: object, *, if_match: str = "*", json: object = None
    ) -> httpx.Response:
        """Ask for one of them."""
        headers = {**person.headers, "If-Match": if_match}
        return await person.client.request(method, f"{self.path}/{rest}", headers=headers, json=json)

    async def listed(self, person: Person, **wanted: object) -> list[str]:
        """The titles that somebody is shown."""
        answer = await person.ask("GET", self.path, params=wanted)
        assert answer.status_code == 200, answer.text
        return [str(one["title"]) for one in answer.json()["items"]]


THINGS = {
    "content": Thing(
        "/api/v1/content",
        "entry",
        {"kind": "page", "title": "About us", "body": "# Hello"},
        text="body",
        unique="slug",
        impossible=("state = 'lost'", "owner_id = '00000000000070008000000000000000'"),
    ),
    "events": Thing(
        "/api/v1/events",
        "event",
        {
            "title": "A walk",
            "description": "Bring *boots*.",
            "starts_at": "2026-06-01T16:00:00Z",
            "ends_at": "2026-06-01T18:30:00Z",
            "time_zone": "Europe/Berlin",
            "place": "At the old mill",
            "capacity": 20,
        },
        text="description",
        impossible=(
            "state = 'lost'",
            "owner_id = '00000000000070008000000000000000'",
            "capacity = 0",
            "ends_at = starts_at",
            "starts_at = ends_at",
        ),
    ),
}


def grant(thing: Thing, identifier: object, to: str = "") -> str:
    """Where the grants on one are."""
    return f"/api/v1/access/grants/{thing.kind}/{identifier}{to}"


async def share(owner: Person, thing: Thing, identifier: object, to: Person, level: str) -> None:
    """Give somebody a level on one."""
    done = await owner.ask("PUT", grant(thing, identifier, f"/users/{to.id}"), json={"level": level})
    assert done.status_code == 200, done.text


def nameless(answer: httpx.Response) -> dict[str, object]:
    """An answer without what tells one request from another."""
    told = answer.json()
    return {name: told[name] for name in ("type", "title", "status", "detail")}
