"""Events: what is peculiar to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platform.holding.things import THINGS

if TYPE_CHECKING:
    from tests.platform.access.persons import Person

pytestmark = pytest.mark.anyio

EVENTS = THINGS["events"]


async def test_a_time_is_kept_in_utc_beside_the_zone_of_the_place(editor: Person) -> None:
    made = await EVENTS.make(
        editor, starts_at="2026-03-29T01:30:00+01:00", ends_at="2026-03-29T03:30:00+02:00"
    )

    told = (await EVENTS.ask(editor, "GET", made["id"])).json()

    assert told["starts_at"] == "2026-03-29T00:30:00Z"
    assert told["ends_at"] == "2026-03-29T01:30:00Z"
    assert told["time_zone"] == "Europe/Berlin"


async def test_events_are_found_by_when_they_start(editor: Person, viewer: Person) -> None:
    for month in (3, 1, 2):
        day = f"2027-0{month}-01"
        await EVENTS.publish(
            editor, title=f"{month}", starts_at=f"{day}T10:00:00Z", ends_at=f"{day}T11:00:00Z"
        )

    assert await EVENTS.listed(viewer) == ["1", "2", "3"], "in the order in which they take place"
    assert await EVENTS.listed(viewer, sort="-starts", limit=2) == ["3", "2"]
    assert await EVENTS.listed(viewer, since="2027-02-01T10:00:00Z") == ["2", "3"]
    assert await EVENTS.listed(viewer, until="2027-02-01T11:00:00+01:00") == ["1"]
    assert await EVENTS.listed(viewer, since="2027-01-15T00:00:00Z", until="2027-02-15T00:00:00Z") == ["2"]


@pytest.mark.parametrize(
    "kept",
    [
        {"capacity": None},
        {"capacity": 1},
        {"capacity": 2**63 - 1},
        {"starts_at": "0001-01-01T00:00:00Z", "ends_at": "9999-12-31T23:59:59.999999Z"},
        {"time_zone": "UTC"},
        {"time_zone": "America/Argentina/Buenos_Aires"},
    ],
)
async def test_what_lies_at_the_edge_is_kept(editor: Person, kept: dict[str, object]) -> None:
    made = await EVENTS.make(editor, **kept)

    told = (await EVENTS.ask(editor, "GET", made["id"])).json()

    assert {name: told[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capacity", 0), ("capacity", -1), ("capacity", 2**63), ("capacity", 1.5), ("capacity", "many"),
        ("capacity", "5"), ("capacity", True), ("starts_at", 1_796_000_000), ("starts_at", "1796000000"),
        ("starts_at", " 1.796e9"),
        ("ends_at", "2026-06-01T16:00:00Z"), ("ends_at", "2026-06-01T15:00:00Z"),
        ("ends_at", "2026-06-01T18:00:00+02:00"), ("ends_at", "2026-06-01T20:00:00"), ("ends_at", "soon"),
        ("starts_at", "0001-01-01T00:00:00+14:00"), ("starts_at", None),
        ("time_zone", "Berlin"), ("time_zone", "europe/berlin"), ("time_zone", "../../etc/passwd"),
        ("time_zone", "localtime"), ("time_zone", "Factory"), ("time_zone", "+02:00"), ("time_zone", ""),
        ("place", ""), ("place", "a\nb"), ("title", "a" * 256), ("description", "\x00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_what_cannot_be_is_refused(editor: Person, field: str, value: object) -> None:
    answer = await editor.ask("POST", EVENTS.path, json=EVENTS.body(**{field: value}))

    assert answer.status_code == 422
    (told,) = answer.json()["errors"]
    # What no text may hold is refused before anybody knows of fields.
    assert told["field"] == ("body" if value == "\x00" else f"body.{field}")
