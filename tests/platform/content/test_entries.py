"""Entries: what is peculiar to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.platform.holding.things import THINGS

if TYPE_CHECKING:
    from gov_platform.kernel.context import Context
    from tests.platform.access.persons import Person

pytestmark = pytest.mark.anyio

ENTRIES = THINGS["content"]


async def test_of_one_kind_no_two_entries_have_one_slug(editor: Person, context: Context) -> None:
    first = await ENTRIES.make(editor, slug="about-us")
    second = await ENTRIES.make(editor, slug="contact")
    async with context.database.reading() as session:
        before = await session.scalar(text("SELECT count(*) FROM audit_log"))

    taken = await editor.ask("POST", ENTRIES.path, json=ENTRIES.body(slug="about-us"))
    moved = await ENTRIES.ask(editor, "PUT", second["id"], json=ENTRIES.body(slug="about-us"))

    assert (taken.status_code, moved.status_code) == (409, 409)
    assert "slug" in taken.json()["detail"]
    async with context.database.reading() as session:
        counts = [
            await session.scalar(text(f"SELECT count(*) FROM {name}"))  # noqa: S608 - our own names
            for name in ("content", "grants", "audit_log")
        ]
    assert counts == [2, 2, before], "what was refused left nothing"
    await ENTRIES.make(editor, slug="about-us", kind="post")
    await ENTRIES.ask(editor, "DELETE", first["id"])
    await ENTRIES.make(editor, slug="about-us")


async def test_an_entry_is_found_by_its_kind_and_slug(editor: Person, viewer: Person) -> None:
    await ENTRIES.publish(editor, slug="about-us", title="page")
    await ENTRIES.publish(editor, slug="about-us", kind="post", title="post")

    assert await ENTRIES.listed(viewer, slug="about-us", kind="post") == ["post"]
    assert await ENTRIES.listed(viewer, slug="about-us", sort="title") == ["page", "post"]
    assert await ENTRIES.listed(viewer, kind="event") == []


async def test_a_list_holds_no_texts(editor: Person) -> None:
    await ENTRIES.make(editor, body="long " * 10_000)

    (item,) = (await editor.ask("GET", ENTRIES.path)).json()["items"]

    assert "body" not in item
    assert (await ENTRIES.ask(editor, "GET", item["id"])).json()["body"] == "long " * 10_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "About"), ("slug", "a--b"), ("slug", "-a"), ("slug", "a/b"), ("slug", "a\n"), ("slug", ""),
        ("slug", "a" * 101), ("kind", "a page"), ("kind", "9"), ("kind", "a" * 33), ("kind", "page\n"),
        ("title", ""), ("title", "a\nb"), ("title", "a" * 256), ("title", "a\x00"), ("title", None),
        ("body", "a" * 65_537), ("body", "\x00"), ("body", "\ud800"), ("body", 7), ("body", "\x1b[31m"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_what_nobody_could_keep_or_show_is_refused(editor: Person, field: str, value: object) -> None:
    # Half of a character has a form in JSON alone, as an escape.
    sent = json.dumps(ENTRIES.body(**{field: value}))
    headers = {**editor.headers, "Content-Type": "application/json"}

    answer = await editor.client.post(ENTRIES.path, content=sent, headers=headers)

    assert answer.status_code == 422
    assert answer.json()["errors"]
