"""What belongs to somebody is read, changed and removed by whom it should be, in each domain."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from gov_platform.domains.accounts.roles import Role
from tests.platform.access.persons import Person, person, personal_token
from tests.platform.accounts.people import bearing
from tests.platform.holding.things import grant, nameless, share

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.context import Context
    from tests.platform.holding.things import Thing

pytestmark = pytest.mark.anyio


async def count(context: Context, table: str) -> int:
    async with context.database.reading() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - our own names


def table_of(thing: Thing) -> str:
    return thing.path.rpartition("/")[2]


async def test_viewers_read_what_is_published_and_nothing_else(
    thing: Thing, editor: Person, viewer: Person, admin: Person
) -> None:
    draft = await thing.make(editor, title="a draft")
    published = await thing.publish(editor, title="published")

    assert await thing.listed(viewer) == ["published"]
    for seer in (editor, admin):
        assert await thing.listed(seer, sort="title") == ["a draft", "published"]
    assert (await thing.ask(viewer, "GET", published["id"])).json() == published
    hidden, absent = [await thing.ask(viewer, "GET", one) for one in (draft["id"], uuid4())]
    assert (hidden.status_code, nameless(hidden)) == (404, nameless(absent))
    withdrawn = await thing.ask(editor, "POST", f"{published['id']}/withdraw")
    assert withdrawn.json()["state"] == "draft"
    assert await thing.listed(viewer) == []


async def test_a_list_reads_no_long_text(thing: Thing, editor: Person, context: Context) -> None:
    await thing.make(editor)
    asked: list[str] = []
    readers = context.database.readers.sync_engine

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(readers, "before_cursor_execute", listen)
    try:
        assert len(await thing.listed(editor)) == 1
    finally:
        event.remove(readers, "before_cursor_execute", listen)

    (listing,) = (one for one in asked if f"FROM {table_of(thing)}" in one)
    assert f"{table_of(thing)}.title" in listing
    assert f"{table_of(thing)}.{thing.text}" not in listing


async def test_whoever_may_not_know_of_it_learns_nothing(
    thing: Thing, editor: Person, viewer: Person
) -> None:
    draft = (await thing.make(editor))["id"]

    for method, rest, sent in (
        ("GET", "{}", None),
        ("PUT", "{}", thing.body()),
        ("DELETE", "{}", None),
    ):
        hidden, absent = [
            await thing.ask(viewer, method, rest.format(one), json=sent) for one in (draft, uuid4())
        ]
        assert (hidden.status_code, nameless(hidden)) == (404, nameless(absent)), method
    assert (await viewer.ask("POST", thing.path, json=thing.body())).status_code == 403
    assert (await thing.ask(viewer, "POST", f"{draft}/publish")).status_code == 403


async def test_each_level_allows_what_it_says_and_no_more(
    thing: Thing, editor: Person, client: httpx.AsyncClient, context: Context
) -> None:
    other = await person(client, context, "other", Role.EDITOR)
    found = {}
    for level in ("", "read", "write", "manage"):
        one = (await thing.publish(editor))["id"]
        if level:
            await share(editor, thing, one, other, level)
        found[level] = [
            (await thing.ask(other, method, rest.format(one), json=sent)).status_code
            for method, rest, sent in (
                ("GET", "{}", None),
                ("PUT", "{}", thing.body()),
                ("POST", "{}/withdraw", None),
                ("POST", "{}/publish", None),
                ("DELETE", "{}", None),
            )
        ]

    assert found == {
        "": [200, 403, 403, 403, 403],
        "read": [200, 403, 403, 403, 403],
        "write": [200, 200, 403, 403, 403],
        "manage": [200, 200, 200, 200, 403],
    }


@pytest.mark.gov("TASK-009.3")
async def test_what_everybody_sees_is_changed_by_those_alone_who_may_publish(
    thing: Thing, editor: Person, viewer: Person, admin: Person
) -> None:
    scopes = [f"{table_of(thing)}:{one}" for one in ("read", "change")]
    made = await personal_token(editor, *scopes)
    program = Person(editor.id, editor.email, bearing(made.json()["token"]), editor.client)
    published, draft = (await thing.publish(editor))["id"], (await thing.make(editor))["id"]
    for one in (published, draft):
        await share(editor, thing, one, viewer, "write")
    wanted = thing.body()
    by_program = await thing.ask(program, "PUT", published, json=wanted)
    demoted = await admin.ask("DELETE", f"/api/v1/access/accounts/{editor.id}/role")

    refused = [
        by_program,
        *[
            await thing.ask(one, method, published, json=sent)
            for one, method, sent in (
                (viewer, "PUT", wanted),
                (editor, "PUT", wanted),
                (editor, "DELETE", None),
                (program, "DELETE", None),
            )
        ],
    ]
    changed = [await thing.ask(one, "PUT", draft, json=wanted) for one in (viewer, editor, program)]

    assert demoted.json()["role"] == "viewer"
    assert [one.status_code for one in refused] == [403] * 5
    needed = f"{table_of(thing)}:publish"
    assert all(needed in one.json()["detail"] for one in refused), refused[0].json()
    assert [one.status_code for one in changed] == [200] * 3, "what nobody else sees stays theirs to change"
    assert (await thing.ask(editor, "DELETE", draft)).status_code == 204
    assert (await thing.ask(admin, "PUT", published, json=thing.body(title="changed"))).status_code == 200
    assert (await thing.ask(admin, "POST", f"{published}/withdraw")).status_code == 200
    assert (await thing.ask(editor, "DELETE", published)).status_code == 204


async def test_a_change_says_which_version_it_changes(thing: Thing, editor: Person) -> None:
    made = await thing.make(editor, title="first")
    read = await thing.ask(editor, "GET", made["id"])
    assert read.headers["ETag"] == '"1"'

    changed = await thing.ask(editor, "PUT", made["id"], if_match='"1"', json=thing.body(title="second"))
    late = await thing.ask(editor, "PUT", made["id"], if_match='"1"', json=thing.body(title="late"))
    without = await editor.ask("PUT", f"{thing.path}/{made['id']}", json=thing.body())
    gone = [await thing.ask(editor, *how, if_match='"1"') for how in (
        ("DELETE", made["id"]), ("POST", f"{made['id']}/publish"))]  # fmt: skip

    assert (changed.status_code, changed.headers["ETag"], changed.json()["version"]) == (200, '"2"', 2)
    assert (late.status_code, without.status_code) == (412, 428)
    assert [one.status_code for one in gone] == [412, 412]
    now = (await thing.ask(editor, "GET", made["id"])).json()
    assert now == changed.json()
    assert now["changed_at"] > now["created_at"]
    sent = {name: now[name] for name in thing.body()}
    again = await thing.ask(editor, "PUT", made["id"], if_match='"2"', json=sent)
    assert again.json() == now, "what is so already is no change"


async def test_of_changes_of_one_version_one_is_made(thing: Thing, editor: Person) -> None:
    made = await thing.make(editor)
    titles = [f"by {number}" for number in range(6)]

    answers = await asyncio.gather(*(
        thing.ask(editor, "PUT", made["id"], if_match='"1"', json=thing.body(title=title)) for title in titles
    ))  # fmt: skip

    assert sorted(one.status_code for one in answers) == [200] + [412] * 5
    (winner,) = [title for title, one in zip(titles, answers, strict=True) if one.status_code == 200]
    now = (await thing.ask(editor, "GET", made["id"])).json()
    assert (now["title"], now["version"]) == (winner, 2)


async def test_what_is_asked_for_twice_with_one_key_is_made_once(
    thing: Thing, editor: Person, context: Context
) -> None:
    body = thing.body()
    headers = {**editor.headers, "Idempotency-Key": "one"}

    first, again = [await editor.client.post(thing.path, json=body, headers=headers) for _ in range(2)]
    other = await editor.client.post(thing.path, json=thing.body(title="x"), headers=headers)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert await count(context, table_of(thing)) == 1


async def test_each_change_leaves_a_record_of_who_and_what(
    thing: Thing, editor: Person, admin: Person
) -> None:
    one = (await thing.make(editor, title="first"))["id"]
    body = {name: value for name, value in (await thing.ask(editor, "GET", one)).json().items()
            if name in thing.body()}  # fmt: skip
    await thing.ask(editor, "PUT", one, json={**body, "title": "second"})
    await thing.ask(editor, "PUT", one, json={**body, "title": "second"})
    await thing.ask(editor, "POST", f"{one}/publish")
    await thing.ask(editor, "POST", f"{one}/withdraw")
    await thing.ask(editor, "DELETE", one)

    asked = {"target_kind": thing.kind, "target_id": one, "sort": "at"}
    told = (await admin.ask("GET", "/api/v1/access/audit", params=asked)).json()["items"]

    assert {record["actor_id"] for record in told} == {editor.id}
    changes = {record["action"]: (record["before"], record["after"]) for record in told}
    assert [record["action"] for record in told if record["action"].startswith(thing.kind)] == [
        f"{thing.kind}.{verb}" for verb in ("created", "changed", "published", "withdrawn", "removed")
    ]
    assert {"grant.owned", "grant.all_removed"} <= set(changes)
    assert changes[f"{thing.kind}.created"][0] == {}
    assert changes[f"{thing.kind}.created"][1]["title"] == "first"
    assert changes[f"{thing.kind}.changed"] == ({"title": "first"}, {"title": "second"})
    assert changes[f"{thing.kind}.published"] == ({"state": "draft"}, {"state": "published"})
    assert changes[f"{thing.kind}.removed"][0]["title"] == "second"


async def test_what_is_removed_is_gone_with_all_that_was_shared(
    thing: Thing, editor: Person, viewer: Person, context: Context
) -> None:
    one = (await thing.publish(editor))["id"]
    await share(editor, thing, one, viewer, "read")

    assert (await thing.ask(editor, "DELETE", one)).status_code == 204

    assert [await count(context, table) for table in (table_of(thing), "grants")] == [0, 0]
    for method in ("GET", "DELETE"):
        assert (await thing.ask(editor, method, one)).status_code == 404
    assert (await editor.ask("GET", grant(thing, one))).status_code == 404


async def test_lists_come_in_pages_in_the_order_that_is_asked_for(
    thing: Thing, editor: Person, viewer: Person
) -> None:
    titles = ["c", "a", "d", "b", "e"]
    for title in titles:
        await thing.publish(editor, title=title)
    await thing.make(editor, title="draft")

    orders = {"created": titles, "-created": titles[::-1], "title": sorted(titles), "changed": titles}
    for sort, expected in orders.items():
        found: list[str] = []
        wanted: dict[str, object] = {"sort": sort, "limit": 2}
        while True:
            page = (await viewer.ask("GET", thing.path, params=wanted)).json()
            found += [one["title"] for one in page["items"]]
            if page["next"] is None:
                break
            wanted["cursor"] = page["next"]
        assert found == expected, sort
    assert await thing.listed(editor, state="draft") == ["draft"]
    assert len(await thing.listed(editor, owner_id=editor.id)) == 6
    assert await thing.listed(editor, owner_id=viewer.id) == []
    for odd in ("state=lost", "sort=owner_id", "limit=0", "body=x", "cursor=x", "title=c"):
        assert (await viewer.ask("GET", f"{thing.path}?{odd}")).status_code == 422, odd


async def test_a_token_sees_no_more_than_its_scopes_say(thing: Thing, editor: Person, admin: Person) -> None:
    await thing.make(editor, title="draft")
    await thing.publish(editor, title="published")
    scope = f"{table_of(thing)}:read"
    token = (await personal_token(admin, scope)).json()["token"]
    few = Person(admin.id, admin.email, bearing(token), admin.client)

    assert await thing.listed(few) == ["published"], "not all drafts, which the administrator sees"
    assert (await few.ask("POST", thing.path, json=thing.body())).status_code == 403


async def test_the_database_itself_refuses_what_makes_no_sense(
    thing: Thing, editor: Person, context: Context
) -> None:
    await thing.make(editor)

    for change in thing.impossible:
        async with context.database.unit_of_work() as work:
            with pytest.raises(IntegrityError):
                await work.execute(text(f"UPDATE {table_of(thing)} SET {change}"))  # noqa: S608 - ours


async def test_what_is_sent_is_written_and_nothing_beside_it(thing: Thing, editor: Person) -> None:
    for more in ({"state": "published"}, {"owner_id": editor.id}, {"id": str(uuid4())}, {"version": 9}):
        assert (await editor.ask("POST", thing.path, json=thing.body(**more))).status_code == 422, more
