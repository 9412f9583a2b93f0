"""Whatever text is sent, it is kept as it was, or refused with the field that it stands in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import HealthCheck, Phase, given, seed, strategies
from hypothesis import settings as of_hypothesis

from gov_platform.app import create_app
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.persons import person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio.from_thread import BlockingPortal

    from gov_platform.settings import Settings
    from tests.platform.access.persons import Person
    from tests.platform.holding.things import Thing

ANYTHING = strategies.text(
    alphabet=strategies.one_of(
        strategies.characters(),
        strategies.characters(categories=["Cs", "Cc", "Zl", "Zp"]),
        strategies.sampled_from("\x00\ud800\udfff\u202e\ufeff\U0010ffff<>&'\"%_\\;"),
    ),
    max_size=300,
)


@pytest.fixture
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def writer(settings: Settings, portal: BlockingPortal) -> Iterator[Person]:
    """An editor at an application that runs in a loop of its own."""
    app = create_app(settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://platform.test")
    yield portal.call(person, client, app.state.context, "writer", Role.EDITOR)
    portal.call(client.aclose)
    portal.call(app.state.context.database.close)


def test_a_text_is_kept_as_it_was_or_refused(thing: Thing, writer: Person, portal: BlockingPortal) -> None:
    kept = 0

    async def send(title: str, text: str) -> httpx.Response:
        sent = json.dumps(thing.body(title=title, **{thing.text: text}))
        headers = {**writer.headers, "Content-Type": "application/json"}
        return await writer.client.post(thing.path, content=sent, headers=headers)

    @seed(1)
    @of_hypothesis(
        max_examples=25, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(title=ANYTHING, text=ANYTHING)
    def of_texts(title: str, text: str) -> None:
        nonlocal kept
        answer = portal.call(send, title, text)
        if answer.status_code == 201:
            kept += 1
            told = portal.call(thing.ask, writer, "GET", answer.json()["id"]).json()
            assert (told["title"], told[thing.text]) == (title, text)
        else:
            assert answer.status_code == 422, answer.text
            assert answer.json()["errors"]

    of_texts()
    assert kept
