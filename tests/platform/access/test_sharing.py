"""Single resources, shared with users and roles; whoever may not see one learns nothing of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from gov_platform.domains.access.grants import Grants
from gov_platform.domains.access.levels import Level, Resource, Sharing
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.persons import ACCESS, PAPERS, Person, person, personal_token
from tests.platform.accounts.people import AUTH, bearing

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context

pytestmark = pytest.mark.anyio


def on(paper: str, rest: str = "") -> str:
    return f"{ACCESS}/grants/paper/{paper}{rest}"


def to(user: Person) -> str:
    return f"/users/{user.id}"


async def share(by: Person, paper: str, with_whom: str, level: str = "read") -> httpx.Response:
    return await by.ask("PUT", on(paper, with_whom), json={"level": level})


def nameless(answer: httpx.Response) -> dict[str, object]:
    """What an answer says, but for what differs between any two of them."""
    told: dict[str, object] = answer.json()
    return {name: told[name] for name in told if name not in {"instance", "correlation_id"}}


@pytest.mark.gov("TASK-009.4")
async def test_a_paper_is_shared_with_a_user_whose_role_stays(editor: Person, viewer: Person) -> None:
    paper, other = await editor.writes("shared"), await editor.writes("kept")
    before = await viewer.sees()

    shared = await share(editor, paper, to(viewer), "write")

    assert (shared.status_code, shared.json()["level"], shared.json()["user_id"]) == (200, "write", viewer.id)
    assert (before, await viewer.sees(), await editor.sees()) == ([], ["shared"], ["kept", "shared"])
    changed = await viewer.ask("PUT", f"{PAPERS}/{paper}", json={"title": "changed"})
    assert changed.json()["title"] == "changed"
    assert (await viewer.ask("GET", f"{PAPERS}/{other}")).status_code == 404
    assert (await viewer.ask("GET", f"{AUTH}/me")).json()["role"] == "viewer"
    assert (await viewer.ask("POST", PAPERS, json={"title": "x"})).status_code == 403


@pytest.mark.gov("TASK-009.4")
async def test_a_paper_is_shared_with_everybody_who_has_a_role(
    editor: Person, viewer: Person, client: httpx.AsyncClient, context: Context
) -> None:
    tom = await person(client, context, "tom", Role.EDITOR)
    paper = await editor.writes("for editors")

    shared = await share(editor, paper, "/roles/editor")

    assert (shared.json()["role"], shared.json()["user_id"]) == ("editor", None)
    assert (await tom.sees(), await viewer.sees()) == (["for editors"], [])
    assert (await share(editor, paper, "/roles/viewer", "write")).status_code == 200
    assert (await viewer.sees("write"), await tom.sees("write")) == (["for editors"], ["for editors"])
    assert (await editor.ask("DELETE", on(paper, "/roles/viewer"))).status_code == 204
    assert (await tom.sees(), await tom.sees("write"), await viewer.sees()) == (["for editors"], [], [])
    assert (await editor.ask("DELETE", on(paper, "/roles/viewer"))).status_code == 404


async def test_what_may_not_be_seen_is_told_like_what_is_not_there(editor: Person, viewer: Person) -> None:
    paper, nothing = await editor.writes("hidden"), str(uuid4())
    ways = [
        ("GET", f"{PAPERS}/ID", None),
        ("PUT", f"{PAPERS}/ID", {"title": "x"}),
        ("DELETE", f"{PAPERS}/ID", None),
        ("GET", on("ID"), None),
        ("PUT", on("ID", to(viewer)), {"level": "read"}),
        ("PUT", on("ID", to(editor)), {"level": "manage"}),
        ("DELETE", on("ID", to(viewer)), None),
        ("DELETE", on("ID", to(editor)), None),
        ("PUT", on("ID", "/roles/viewer"), {"level": "read"}),
        ("DELETE", on("ID", "/roles/viewer"), None),
    ]

    for method, path, sent in ways:
        hidden, absent = [
            await viewer.ask(method, path.replace("ID", one), json=sent) for one in (paper, nothing)
        ]
        assert hidden.status_code == 404, (method, path)
        assert nameless(hidden) == nameless(absent)
    unknown = await viewer.ask("GET", f"{ACCESS}/grants/secret/{paper}")
    assert nameless(unknown) == nameless(await viewer.ask("GET", on(paper)))


async def test_each_level_allows_what_it_says_and_no_more(
    editor: Person, viewer: Person, client: httpx.AsyncClient, context: Context
) -> None:
    tom = await person(client, context, "tom", Role.VIEWER)
    found, paper = {}, ""
    for level in ("read", "write", "manage"):
        paper = await editor.writes(level)
        await share(editor, paper, to(viewer), level)
        found[level] = [
            (await viewer.ask("GET", f"{PAPERS}/{paper}")).status_code,
            (await viewer.ask("PUT", f"{PAPERS}/{paper}", json={"title": level})).status_code,
            (await viewer.ask("GET", on(paper))).status_code,
            (await share(viewer, paper, to(tom), "manage")).status_code,
            (await share(viewer, paper, to(viewer), "manage")).status_code,
            (await share(viewer, paper, to(editor), "read")).status_code,
            (await viewer.ask("DELETE", on(paper, to(editor)))).status_code,
            (await viewer.ask("DELETE", f"{PAPERS}/{paper}")).status_code,
        ]

    assert found == {
        "read": [200, 403, 403, 403, 403, 403, 403, 403],
        "write": [200, 200, 403, 403, 403, 403, 403, 403],
        "manage": [200, 200, 200, 200, 200, 409, 409, 403],
    }
    assert (await editor.ask("DELETE", f"{PAPERS}/{paper}")).status_code == 204
    assert (await editor.ask("GET", on(paper))).status_code == 404
    assert await count(context, "grants") == 4, "of the two papers that are left"


async def test_nobody_makes_an_owner_by_sharing(editor: Person, viewer: Person) -> None:
    paper = await editor.writes("mine")

    assert (await share(editor, paper, to(viewer), "own")).status_code == 422
    assert (await share(editor, paper, "/users/" + str(uuid4()))).status_code == 404
    assert (await share(editor, paper, "/roles/owner")).status_code == 422
    answer = await editor.ask("PUT", on(paper, to(viewer)), json={"level": "read", "user_id": editor.id})
    assert answer.status_code == 422


async def test_everybody_may_give_up_what_is_shared_with_them(editor: Person, viewer: Person) -> None:
    paper = await editor.writes("a burden")
    await share(editor, paper, to(viewer))

    assert (await viewer.ask("DELETE", on(paper, to(viewer)))).status_code == 204
    assert (await viewer.ask("DELETE", on(paper, to(viewer)))).status_code == 404
    assert (await editor.ask("DELETE", on(paper, to(editor)))).status_code == 409, "but nobody what they own"


async def test_grants_are_listed_for_whoever_manages(editor: Person, viewer: Person, admin: Person) -> None:
    paper = await editor.writes("well shared")
    await share(editor, paper, to(viewer), "write")
    await share(editor, paper, "/roles/editor")

    first = (await editor.ask("GET", on(paper), params={"limit": 2})).json()
    second = (await editor.ask("GET", on(paper), params={"limit": 2, "cursor": first["next"]})).json()

    told = [(one["user_id"] or one["role"], one["level"]) for one in first["items"] + second["items"]]
    assert told == [(editor.id, "own"), (viewer.id, "write"), ("editor", "read")]
    assert second["next"] is None
    for name, value, left in (("level", "write", 1), ("role", "editor", 1), ("user_id", admin.id, 0)):
        assert len((await admin.ask("GET", on(paper), params={name: value})).json()["items"]) == left
    assert (await editor.ask("GET", on(paper), params={"resource_id": paper})).status_code == 422


async def test_whoever_may_do_everything_sees_every_paper(editor: Person, admin: Person) -> None:
    paper = await editor.writes("found")

    assert await admin.sees("own") == ["found"]
    assert (await share(admin, paper, to(admin), "manage")).status_code == 200
    assert (await share(admin, str(uuid4()), to(admin))).status_code == 404
    assert (await share(admin, paper, to(editor))).status_code == 409


async def test_a_token_sees_no_more_than_its_scopes_say(editor: Person, admin: Person) -> None:
    paper = await editor.writes("mine")
    sharer = await as_token(editor, "grants:share")
    reader = await as_token(admin, "papers:read")

    assert (await share(sharer, paper, to(admin))).status_code == 404, "it may not know of papers"
    assert await reader.sees() == [], "what an administrator may see, this token may not"
    await share(editor, paper, to(admin))
    assert await reader.sees() == ["mine"]
    assert (await reader.ask("GET", on(paper))).status_code == 403
    both = await as_token(editor, "grants:share", "papers:read")
    assert (await share(both, paper, "/roles/viewer")).status_code == 200


async def as_token(owner: Person, *scopes: str) -> Person:
    made = await personal_token(owner, *scopes)
    assert made.status_code == 201, made.text
    return Person(owner.id, owner.email, bearing(made.json()["token"]), owner.client)


async def test_what_was_not_made_belongs_to_nobody(editor: Person, context: Context) -> None:
    before = await count(context, "audit_log")

    assert (await editor.ask("POST", PAPERS, json={"title": "broken"})).status_code == 409

    assert [await count(context, table) for table in ("paper", "grants")] == [0, 0]
    assert await count(context, "audit_log") == before


async def test_a_page_of_papers_is_filtered_within_one_query(
    editor: Person, viewer: Person, context: Context
) -> None:
    for number in range(6):
        paper = await editor.writes(f"paper {number}")
        if number % 2:
            await share(editor, paper, to(viewer))
    asked: list[str] = []
    event.listen(
        context.database.readers.sync_engine,
        "before_cursor_execute",
        lambda *given: asked.append(given[2]) if "FROM paper" in given[2] else None,
    )

    answer = await viewer.ask("GET", PAPERS, params={"limit": 2})

    assert [one["title"] for one in answer.json()["items"]] == ["paper 1", "paper 3"]
    assert answer.json()["next"]
    assert len(asked) == 1
    assert "EXISTS" in asked[0]


async def test_of_two_who_share_at_once_both_leave_one_grant(
    editor: Person, viewer: Person, context: Context
) -> None:
    paper = await editor.writes("busy")
    levels = ["read", "write", "manage"] * 4

    answers = await asyncio.gather(*(share(editor, paper, to(viewer), level) for level in levels))

    assert {one.status_code for one in answers} == {200}
    assert await count(context, "grants") == 2


async def test_nobody_shares_by_a_right_that_is_gone(
    editor: Person, viewer: Person, client: httpx.AsyncClient, context: Context
) -> None:
    tom = await person(client, context, "tom", Role.VIEWER)
    for _ in range(5):
        paper = await editor.writes("contested")
        await share(editor, paper, to(viewer), "manage")
        withdrawn, shared = await asyncio.gather(
            editor.ask("DELETE", on(paper, to(viewer))), share(viewer, paper, to(tom), "manage")
        )
        assert (withdrawn.status_code, shared.status_code) in {(204, 200), (204, 404)}
        found = (await editor.ask("GET", on(paper))).json()["items"]
        assert len(found) == (2 if shared.status_code == 200 else 1)


async def test_what_is_shared_while_it_is_removed_leaves_no_grant(
    editor: Person, viewer: Person, context: Context, app: FastAPI
) -> None:
    paper = Resource("paper", UUID(await editor.writes("contested")))
    owner = Identity(UUID(editor.id), uuid4(), Role.EDITOR)
    grants = Grants(app.state.resource_kinds, app.state.accounts.directory, context.clock)
    # Whoever shares has asked who may, and commits only then.
    has_shared, is_removing = asyncio.Event(), asyncio.Event()

    async def share_slowly() -> None:
        async with context.database.unit_of_work() as work:
            commit = work.commit

            async def commit_later() -> None:
                has_shared.set()
                await asyncio.wait_for(is_removing.wait(), 10)
                # The other one has sent its statement, and waits or does not.
                await asyncio.sleep(0.2)
                await commit()

            object.__setattr__(work, "commit", commit_later)
            await grants.share(work, owner, Sharing(paper, user_id=UUID(viewer.id)), Level.READ)

    async def remove() -> None:
        await asyncio.wait_for(has_shared.wait(), 10)
        is_removing.set()
        async with context.database.unit_of_work() as work:
            await grants.let_go(work, owner, paper)
            await work.commit()

    await asyncio.wait_for(asyncio.gather(share_slowly(), remove()), 20)

    assert await count(context, "grants") == 0


async def count(context: Context, table: str) -> int:
    async with context.database.reading() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - our own names


@pytest.mark.parametrize(
    "change",
    [
        "level = 'everything'",
        "role = 'owner'",
        "role = 'editor'",
        "user_id = NULL",
        "user_id = NULL, role = 'editor', level = 'own'",
        "level = 'own'",
        "user_id = '00000000000070008000000000000000'",
    ],
)
async def test_the_database_itself_refuses_grants_that_make_no_sense(
    editor: Person, viewer: Person, context: Context, change: str
) -> None:
    paper = await editor.writes("mine")
    await share(editor, paper, to(viewer))

    async with context.database.unit_of_work() as work:
        with pytest.raises(IntegrityError):
            await work.execute(text(f"UPDATE grants SET {change} WHERE level = 'read'"))  # noqa: S608 - ours
