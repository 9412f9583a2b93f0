"""Files: their bytes come and go as they are, and no client says where or what they are."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote
from uuid import uuid4

import pytest
from sqlalchemy import text

from gov_platform.app import context_of, create_app
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.persons import ACCESS, Person, person, personal_token
from tests.platform.accounts.people import AUTH, bearing
from tests.platform.conftest import serving
from tests.platform.files.uploads import BYTES, FILES, count, send, stored, upload, work_off
from tests.platform.holding.things import THINGS, nameless

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI
    from starlette.types import Message

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 200


async def give(owner: Person, file_id: str, to: str, level: str = "read") -> None:
    shared = f"/api/v1/access/grants/file/{file_id}/{to}"
    assert (await owner.ask("PUT", shared, json={"level": level})).status_code == 200


async def test_what_was_uploaded_is_downloaded(editor: Person, admin: Person) -> None:
    made = await upload(editor, PNG, "map.png", title="A map", description="Of the *mill*.")

    told = await editor.ask("GET", f"{FILES}/{made['id']}")
    got = await editor.ask("GET", f"{FILES}/{made['id']}/bytes")

    assert told.json() == made
    assert (made["name"], made["title"], made["description"]) == ("map.png", "A map", "Of the *mill*.")
    assert (made["media_type"], made["owner_id"]) == ("image/png", editor.id)
    assert int(made["size"]) == len(PNG)
    assert made["sha256"] == hashlib.sha256(PNG).hexdigest()
    assert (got.status_code, got.content) == (200, PNG)
    assert got.headers["Content-Type"] == "image/png"
    assert got.headers["Content-Length"] == str(len(PNG))
    assert got.headers["Content-Disposition"] == (
        "attachment; filename=\"map.png\"; filename*=UTF-8''map.png"
    )
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    asked = {"target_id": made["id"], "action": "file.created"}
    (record,) = (await admin.ask("GET", "/api/v1/access/audit", params=asked)).json()["items"]
    assert (record["actor_id"], record["after"]["sha256"]) == (editor.id, made["sha256"])


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "C:\\x.bat",
        'a"b.pdf',
        "a;b=c",
        "\u00fcber \u202e.exe",
        "a%2fb",
        "." * 255,
    ],
)
async def test_a_name_is_told_and_is_no_place(editor: Person, settings: Settings, name: str) -> None:
    made = await upload(editor, b"x", name)

    got = await editor.ask("GET", f"{FILES}/{made['id']}/bytes")

    assert made["name"] == made["title"] == name
    header = got.headers["Content-Disposition"]
    told = re.fullmatch(
        r"attachment; filename=\"([A-Za-z0-9_-][A-Za-z0-9._-]*)\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)",
        header,
    )
    assert told is not None
    assert unquote(told[2]) == name
    plain = made["id"].replace("-", "")
    assert [str(one.relative_to(settings.folder)) for one in stored(settings)] == [
        f"stored/{plain[-2:]}/{plain}"
    ]


@pytest.mark.parametrize(
    "query",
    ["", "name=", "name=a%00", "name=a%0Ab", f"name={'a' * 256}", "name=a&owner_id=1", "name=a&media_type=b",
     f"name=a&description={'a' * 2001}"],
)  # fmt: skip
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_what_cannot_be_told_of_a_file_is_refused(
    editor: Person, settings: Settings, query: str
) -> None:
    answer = await editor.client.post(f"{FILES}?{query}", content=b"x", headers={**editor.headers, **BYTES})

    assert answer.status_code == 422
    assert stored(settings) == []


async def test_bytes_come_as_bytes(editor: Person, settings: Settings) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", ""):
        headers = {**editor.headers, "Content-Type": kind}
        answer = await editor.client.post(f"{FILES}?name=a", content=b"x", headers=headers)
        assert answer.status_code == 422, kind
        assert answer.json()["errors"][0]["field"] == "header.content-type"
    assert stored(settings) == []


async def test_a_file_is_seen_by_those_with_whom_it_is_shared(
    editor: Person, viewer: Person, client: httpx.AsyncClient, context: Context
) -> None:
    other = await person(client, context, "other", Role.EDITOR)
    hidden, shared = (await upload(editor))["id"], (await upload(editor, b"shared"))["id"]
    await give(editor, shared, "roles/viewer")

    for path in ("{}", "{}/bytes"):
        for seer in (viewer, other):
            one, none = [await seer.ask("GET", f"{FILES}/{path.format(it)}") for it in (hidden, uuid4())]
            assert (one.status_code, nameless(one)) == (404, nameless(none))
            assert (await seer.ask("GET", f"{FILES}/{path.format(shared)}")).status_code == 200
    assert [one["id"] for one in (await viewer.ask("GET", FILES)).json()["items"]] == [shared]
    any_version = {**other.headers, "If-Match": "*"}
    refused = [
        await client.request(method, f"{FILES}/{one}", headers=any_version, json={"name": "x", "title": "y"})
        for one in (shared, hidden)
        for method in ("PUT", "DELETE")
    ]
    assert [one.status_code for one in refused] == [403, 403, 404, 404]


async def test_what_is_told_of_a_file_is_changed_and_its_bytes_are_not(editor: Person) -> None:
    made = await upload(editor, PNG, "map.png")
    headers = {**editor.headers, "If-Match": '"1"'}
    sent = {"name": "mill.png", "title": "The mill", "description": "x"}
    where = f"{FILES}/{made['id']}"

    changed, late = [await editor.client.put(where, json=sent, headers=headers) for _ in range(2)]
    more = await editor.client.put(where, json={**sent, "media_type": "text/html"}, headers=headers)

    assert (changed.status_code, late.status_code, more.status_code) == (200, 412, 422)
    assert changed.headers["ETag"] == '"2"'
    assert changed.json() | {"changed_at": "", "version": 1} == made | sent | {"changed_at": ""}
    got = await editor.ask("GET", f"{where}/bytes")
    assert (got.content, "mill.png" in got.headers["Content-Disposition"]) == (PNG, True)


async def test_files_are_listed_by_what_they_are(editor: Person) -> None:
    for name, content in (("b.png", PNG), ("a.txt", b"hello"), ("c.txt", b"")):
        await upload(editor, content, name)

    async def names(**wanted: str) -> list[str]:
        return [one["name"] for one in (await editor.ask("GET", FILES, params=wanted)).json()["items"]]

    assert await names() == ["c.txt", "a.txt", "b.png"]
    assert await names(sort="name") == ["a.txt", "b.png", "c.txt"]
    assert await names(sort="-size", limit="2") == ["b.png", "a.txt"]
    assert await names(media_type="image/png") == ["b.png"]
    assert await names(least="1", most="5") == ["a.txt"]


@pytest.fixture
def small(settings: Settings) -> Settings:
    """Settings of small limits, those of files and those of everything else."""
    return settings.model_copy(update={"file_limit": 50_000, "body_limit": 2000})


async def test_a_file_may_be_as_large_as_files_may_and_no_larger(small: Settings) -> None:
    async def pieces(total: int) -> AsyncIterator[bytes]:
        for _ in range(total // 1000):
            yield b"x" * 1000

    app = create_app(small)
    async with serving(app) as client:
        editor = await person(client, app.state.context, "editor", Role.EDITOR)

        kept = await send(editor, b"x" * 50_000)
        told, untold = await send(editor, b"x" * 50_001), await send(editor, pieces(60_000))
        headers = {**editor.headers, "Content-Type": "application/json"}
        usual = await client.post(f"{FILES}?name=a", content=pieces(3000), headers=headers)
        # Of two media types, one that is read whole and one that is not, neither is believed.
        both = [*editor.headers.items(), ("Content-Type", "application/json"), *BYTES.items()]
        doubled = await client.post(f"{FILES}?name=a", content=b"x" * 3000, headers=both)
        elsewhere = await client.post("/api/v1/content", content=b"x" * 3000, headers=editor.headers | BYTES)

        assert kept.status_code == 201, kept.text
        assert [one.status_code for one in (told, untold, usual, doubled, elsewhere)] == [413] * 5
        assert len(stored(small)) == 1
        assert await count(app.state.context, "files") == 1


async def test_files_leave_room_for_everything_else(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"file_reserve": 2**60}))
    async with serving(app) as client:
        editor = await person(client, app.state.context, "editor", Role.EDITOR)

        refused = await send(editor, b"x" * 1000)
        written = await editor.ask("POST", "/api/v1/content", json=THINGS["content"].body())

    assert (refused.status_code, written.status_code) == (503, 201)
    assert "too little room" in refused.json()["detail"]
    assert stored(settings) == []


@pytest.mark.gov("TASK-045.2")
@pytest.mark.parametrize("kind", ["application/json", "application/octet-stream", "text/plain"])
async def test_a_download_brings_no_larger_body_than_any_other_request(small: Settings, kind: str) -> None:
    """Whoever asks, for it is refused before anybody is asked who they are."""
    async with serving(create_app(small)) as client:
        for told in (b"[" + b"0," * 1500 + b"0]", b"x" * 49_000):
            address = f"{FILES}/{uuid4()}/bytes"
            answer = await client.request("GET", address, content=told, headers={"Content-Type": kind})

            assert answer.status_code == 413, len(told)


async def test_nothing_is_left_of_an_upload_that_breaks_off(
    app: FastAPI, editor: Person, settings: Settings, context: Context
) -> None:
    coming: list[Message] = [
        {"type": "http.request", "body": b"x" * 3_000_000, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send_on(message: Message) -> None:
        sent.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in (editor.headers | BYTES).items()]
    await app(
        {"type": "http", "method": "POST", "path": FILES, "query_string": b"name=a", "headers": headers,
         "http_version": "1.1", "scheme": "http", "client": ("::1", 1), "server": ("x", 1), "root_path": ""},
        receive, send_on,
    )  # fmt: skip

    assert sent[0]["status"] == 400
    assert stored(settings) == []
    assert [await count(context, table) for table in ("files", "grants")] == [0, 0]


@pytest.mark.parametrize(
    ("lost", "status"),
    [("account", 401), ("session", 401), ("role", 403), ("token", 401), ("token's role", 403)],
)
async def test_who_may_upload_no_more_when_the_bytes_have_come_has_uploaded_nothing(
    editor: Person, admin: Person, context: Context, lost: str, status: int
) -> None:
    made = (await personal_token(editor, "files:write", days=9)).json()
    by_token = Person(editor.id, editor.email, bearing(made["token"]), editor.client)
    of_editor = f"{ACCESS}/accounts/{editor.id}"
    loses = {
        "account": (admin, "POST", f"{of_editor}/disable"),
        "session": (editor, "POST", f"{AUTH}/logout"),
        "role": (admin, "DELETE", f"{of_editor}/role"),
        "token": (editor, "DELETE", f"{AUTH}/tokens/{made['id']}"),
        "token's role": (admin, "DELETE", f"{of_editor}/role"),
    }

    async def slowly() -> AsyncIterator[bytes]:
        yield b"begun"
        by, method, path = loses[lost]
        assert (await by.ask(method, path)).status_code in {200, 204}
        yield b" and ended"

    answer = await send(by_token if lost.startswith("token") else editor, slowly())

    assert answer.status_code == status, answer.text
    assert [await count(context, table) for table in ("files", "grants")] == [0, 0]
    assert await count(context, "jobs WHERE kind = 'files.discard'") == 1, "which removes the bytes"


async def test_an_upload_may_end_after_the_access_token_with_which_it_began(
    editor: Person, clock: SetClock, settings: Settings
) -> None:
    async def slowly() -> AsyncIterator[bytes]:
        yield b"begun"
        clock.ahead = timedelta(seconds=settings.access_lifetime + 60)
        yield b" and ended"

    answer = await send(editor, slowly())

    assert answer.status_code == 201, answer.text


async def test_without_its_storage_it_says_so_and_lives(editor: Person, settings: Settings) -> None:
    made = await upload(editor)
    (place,) = stored(settings)
    place.unlink()
    gone = await editor.ask("GET", f"{FILES}/{made['id']}/bytes")
    place.parent.rmdir()
    place.parent.parent.rmdir()
    place.parent.parent.write_text("in the way")

    away = [await send(editor, b"x"), await editor.ask("GET", f"{FILES}/{made['id']}/bytes")]

    assert (gone.status_code, gone.json()["detail"]) == (404, "the bytes of this file are not in the storage")
    assert [one.status_code for one in away] == [503, 503]
    assert (await editor.ask("GET", f"{FILES}/{made['id']}")).status_code == 200


async def test_the_bytes_of_what_is_removed_follow_within_the_hour(
    editor: Person, settings: Settings, context: Context, clock: SetClock
) -> None:
    kept, removed = await upload(editor, b"kept"), await upload(editor, b"removed")
    headers = {**editor.headers, "If-Match": "*"}
    assert (await editor.client.delete(f"{FILES}/{removed['id']}", headers=headers)).status_code == 204

    assert (await editor.ask("GET", f"{FILES}/{removed['id']}/bytes")).status_code == 404
    found = [len(stored(settings))]
    for ahead in (timedelta(minutes=50), timedelta(minutes=61), timedelta(days=2)):
        clock.ahead = ahead
        await work_off(context)
        found.append(len(stored(settings)))

    assert found == [2, 2, 1, 1]
    assert stored(settings)[0].name == kept["id"].replace("-", "")


async def test_bytes_that_belong_to_no_file_are_removed_in_the_end(
    editor: Person, settings: Settings, context: Context, clock: SetClock
) -> None:
    for content in (b"kept", b"its row was not written", b"cut off by the end of the process"):
        await upload(editor, content)
    async with context.database.unit_of_work() as work:
        await work.execute(text("DELETE FROM files WHERE size > 4"))
        await work.commit()
    (cut,) = [one for one in stored(settings) if one.read_bytes().startswith(b"cut")]
    cut.rename(cut.with_name(f"{cut.name}#1"))
    assert len(stored(settings)) == 3

    clock.ahead = timedelta(days=1, minutes=1)
    await work_off(context)

    assert [one.read_bytes() for one in stored(settings)] == [b"kept"]


def test_both_are_given_the_same_storage(settings: Settings, context: Context) -> None:
    assert type(context_of(settings, context.database).storage) is type(context.storage)
