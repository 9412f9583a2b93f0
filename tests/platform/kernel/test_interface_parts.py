"""Pages, versions, repetitions and fields, through routes that use them, on both databases."""

from __future__ import annotations

import asyncio
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from gov_platform.app import create_app
from gov_platform.kernel.idempotency import KEPT, forget
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.rows import IdempotencyKey
from tests.platform.kernel.conftest import Note
from tests.platform.kernel.notes import router

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.database import Database
    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def app(settings: Settings, database: Database) -> FastAPI:  # noqa: ARG001 - the table is there
    app = create_app(settings)
    app.include_router(router)
    return app


async def filled(database: Database, many: int) -> None:
    async with database.unit_of_work() as session:
        session.add_all(
            Note(
                id=new_id(),
                text=f"{number:03} é'\"",
                number=number % 3,
                moment=BEGIN + timedelta(hours=number // 4),
            )
            for number in range(many)
        )
        await session.commit()


async def pages(client: httpx.AsyncClient, **params: str | int) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await client.get("/own/notes", params={**params, **cursor})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert set(page) == {"items", "next"}
        items += page["items"]
        if page["next"] is None:
            return items
        assert len(page["items"]) == params["limit"]
        cursor = {"cursor": page["next"]}


@pytest.mark.gov("TASK-003.2", "TASK-045.4")
@pytest.mark.parametrize("sort", ["text", "-text", "number", "-number", "moment", "-moment"])
async def test_pages_hold_everything_once_and_in_order(
    client: httpx.AsyncClient, database: Database, sort: str
) -> None:
    await filled(database, 23)

    items = await pages(client, sort=sort, limit=4)

    assert len({item["id"] for item in items}) == len(items) == 23
    if "moment" not in sort:
        values = [str(item[sort.removeprefix("-")]) for item in items]
        assert values == sorted(values, reverse=sort.startswith("-"))


async def test_a_page_that_is_just_full_is_the_last(client: httpx.AsyncClient, database: Database) -> None:
    await filled(database, 4)

    assert (await client.get("/own/notes", params={"limit": 4})).json()["next"] is None
    assert len((await client.get("/own/notes", params={"limit": 3})).json()["items"]) == 3


async def test_rows_that_come_meanwhile_move_no_page(client: httpx.AsyncClient, database: Database) -> None:
    await filled(database, 6)
    first = (await client.get("/own/notes", params={"limit": 3})).json()
    async with database.unit_of_work() as session:
        session.add(Note(text="000 before"))
        await session.commit()

    second = (await client.get("/own/notes", params={"limit": 3, "cursor": first["next"]})).json()

    assert [item["text"][:3] for item in second["items"]] == ["003", "004", "005"]


async def test_lists_are_filtered_by_what_is_declared(client: httpx.AsyncClient, database: Database) -> None:
    await filled(database, 9)

    assert {item["number"] for item in await pages(client, number=2, limit=2)} == {2}


@pytest.mark.gov("TASK-045.4")
@pytest.mark.parametrize(
    "params",
    [{"sort": "id"}, {"sort": "--text"}, {"sort": ""}, {"state": "x"}, {"number": "x"}, {"limit": 0},
     {"limit": 201}, {"limit": 2**70}, {"number": 10}],
    ids=str,
)  # fmt: skip
async def test_what_is_not_declared_is_refused(client: httpx.AsyncClient, params: dict[str, str]) -> None:
    assert (await client.get("/own/notes", params=params)).status_code == 422


def forged(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def test_a_cursor_that_is_none_is_refused(client: httpx.AsyncClient, database: Database) -> None:
    await filled(database, 6)
    real = (await client.get("/own/notes", params={"limit": 3})).json()["next"]
    about, value, last = json.loads(urlsafe_b64decode(real + "=="))
    bad = [
        "", "x", "====", "é", "null", real[:-1], real + "A", real + "=", real.upper(), "A" * 1024, "A" * 1025,
        forged([]), forged({}), forged(None), forged([about]), forged([about, value, last, 1]),
        forged([about, 1, last]), forged([about, None, last]), forged([about, {}, last]),
        forged([about, value, "x"]), forged([about, value, None]), forged([about, value, last.upper()]),
        forged(["0" * 16, value, last]), forged([about, "a\0", last]), forged([about, "\ud800", last]),
        forged([[[[[]]]]]), "W" * 1000,
    ]  # fmt: skip

    for cursor in bad:
        answer = await client.get("/own/notes", params={"cursor": cursor})
        assert answer.status_code == 422, cursor
        assert answer.json()["errors"][0]["field"] == "query.cursor"

    for params in ({"sort": "-text"}, {"number": 1}, {"sort": "moment"}):
        answer = await client.get("/own/notes", params={"cursor": real, **params})
        assert answer.status_code == 422
    assert (await client.get("/own/notes", params={"cursor": real})).status_code == 200


@pytest.mark.parametrize("sort", ["number", "moment"])
@pytest.mark.parametrize(
    "value", [2**63, -(2**63) - 1, 1.5, True, "x", "2026-01-01", "9999-99-99", None, [1]]
)
async def test_a_cursor_with_a_value_of_another_kind_is_refused(
    client: httpx.AsyncClient, database: Database, sort: str, value: object
) -> None:
    await filled(database, 3)
    real = (await client.get("/own/notes", params={"limit": 1, "sort": sort})).json()["next"]
    about, _, last = json.loads(urlsafe_b64decode(real + "=" * (-len(real) % 4)))

    answer = await client.get("/own/notes", params={"sort": sort, "cursor": forged([about, value, last])})

    assert answer.status_code == 422


async def made(client: httpx.AsyncClient, text: str = "a") -> tuple[str, str]:
    answer = await client.post("/own/notes", json={"text": text})
    path = f"/own/notes/{answer.json()['id']}"
    return path, (await client.get(path)).headers["etag"]


@pytest.mark.gov("TASK-045.4")
async def test_a_change_says_which_version_it_changes(client: httpx.AsyncClient) -> None:
    path, tag = await made(client)

    without = await client.put(path, json={"text": "b"})
    first = await client.put(path, json={"text": "b"}, headers={"If-Match": tag})
    again = await client.put(path, json={"text": "c"}, headers={"If-Match": tag})
    after = await client.put(path, json={"text": "d"}, headers={"If-Match": f'"x", {first.headers["etag"]}'})

    assert [one.status_code for one in (without, first, again, after)] == [428, 200, 412, 200]
    assert first.headers["etag"] != tag


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("*", 200),
        (" * ", 200),
        ('W/"1"', 412),
        ("1", 412),
        ("", 412),
        ('"', 412),
        ('"2"', 412),
        ("x" * 5000, 422),
    ],
)
async def test_only_the_strong_tag_of_this_version_matches(
    client: httpx.AsyncClient, sent: str, status: int
) -> None:
    path, tag = await made(client)

    answer = await client.put(path, json={"text": "b"}, headers={"If-Match": sent})

    assert (tag, answer.status_code) == ('"1"', status)


async def test_of_many_changes_of_one_version_one_is_made(client: httpx.AsyncClient) -> None:
    path, tag = await made(client)

    answers = await asyncio.gather(
        *(client.put(path, json={"text": str(n)}, headers={"If-Match": tag}) for n in range(20))
    )

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 19


async def rows(database: Database) -> tuple[int, int]:
    async with database.reading() as session:
        return (
            await session.scalar(select(func.count()).select_from(Note)) or 0,
            await session.scalar(select(func.count()).select_from(IdempotencyKey)) or 0,
        )


@pytest.mark.gov("TASK-045.4")
async def test_fifty_posts_with_one_key_make_one_row(client: httpx.AsyncClient, database: Database) -> None:
    headers = {"Idempotency-Key": "9c1e"}

    answers = await asyncio.gather(
        *(client.post("/own/notes", json={"text": "a"}, headers=headers) for _ in range(50))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 49
    assert await rows(database) == (1, 1)


async def test_without_a_key_each_post_makes_a_row(client: httpx.AsyncClient, database: Database) -> None:
    await asyncio.gather(*(client.post("/own/notes", json={"text": "a"}) for _ in range(10)))

    assert await rows(database) == (10, 0)


@pytest.mark.gov("TASK-045.4")
async def test_another_request_under_the_same_key_is_refused(
    client: httpx.AsyncClient, database: Database
) -> None:
    headers = {"Idempotency-Key": "k"}
    await client.post("/own/notes", json={"text": "a"}, headers=headers)

    answer = await client.post("/own/notes", json={"text": "b"}, headers=headers)
    other = await client.post("/own/notes?caller=bob", json={"text": "b"}, headers=headers)

    assert (answer.status_code, other.status_code) == (422, 201)
    assert await rows(database) == (2, 2)


@pytest.mark.gov("TASK-002.4")
async def test_after_a_failure_nothing_is_kept_and_the_key_is_free(
    client: httpx.AsyncClient, app: FastAPI, database: Database
) -> None:
    headers = {"Idempotency-Key": "k"}

    failed = [await client.post("/own/notes", json={"text": "broken"}, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in failed] == [500, 500]
    assert app.state.context.database.engine.pool.checkedout() == 0
    assert await rows(database) == (0, 0)
    assert (await client.post("/own/notes", json={"text": "a"}, headers=headers)).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "a\u00e9"])
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post(
        "/own/notes", json={"text": "a"}, headers=[(b"Idempotency-Key", key.encode("latin-1"))]
    )

    assert answer.status_code == 422


async def test_a_key_is_forgotten_after_a_day(
    client: httpx.AsyncClient, app: FastAPI, database: Database
) -> None:
    headers = {"Idempotency-Key": "k"}
    await client.post("/own/notes", json={"text": "a"}, headers=headers)
    context = app.state.context
    app.state.context = replace(context, clock=lambda: datetime.now(UTC) + KEPT * 2)

    answer = await client.post("/own/notes", json={"text": "b"}, headers=headers)

    assert answer.status_code == 201
    assert await rows(database) == (2, 1)
    app.state.context = context
    moved_twice = replace(context, clock=lambda: datetime.now(UTC) + KEPT * 4)
    async with database.unit_of_work() as session:
        await forget(session, moved_twice)
        await session.commit()
    assert await rows(database) == (2, 0)


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""}, {"text": "a\nb"}, {"text": "a\x00"}, {"text": "\x7f"}, {"text": "x" * 256}, {"text": 1},
        {"text": None}, {"text": "a\u2028"}, {"text": "a", "number": 2**63},
        {"text": "a", "number": -(2**63) - 1},
        {"text": "a", "number": 10**400}, {"text": "a", "number": "x"}, {"text": "a", "long": "\x1b[31m"},
        {"text": "a", "long": "x" * 65_537}, {"text": "a", "other": 1}, [], "a", None, 1,
    ],
    ids=lambda body: str(body)[:40],
)  # fmt: skip
async def test_what_no_database_keeps_is_refused(client: httpx.AsyncClient, body: object) -> None:
    assert (await client.post("/own/notes", json=body)).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"text": "é\U0001f600\u202e" * 40}, {"text": "a", "number": 2**63 - 1},
        {"text": "a", "number": -(2**63)}, {"text": "a", "long": "a\n\tb\r\n"},
    ],
    ids=lambda body: str(body)[:40],
)  # fmt: skip
async def test_what_both_databases_keep_is_kept(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    answer = await client.post("/own/notes", json=body)

    assert answer.status_code == 201
    assert answer.json()["number"] == body.get("number", 0)
