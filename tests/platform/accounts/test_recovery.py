"""Confirming an address and setting a new password, by links that come by mail."""

from __future__ import annotations

import asyncio
import io
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from gov_platform.app import handlers
from gov_platform.domains.accounts.links import LIFETIME
from gov_platform.domains.accounts.throttling import MAIL_WINDOW, MAILS_FROM_ONE_NETWORK, MAILS_TO_ONE
from gov_platform.kernel.jobs.worker import Worker
from gov_platform.kernel.log import set_up_log
from gov_platform.kernel.rows import Job, JobState
from gov_platform.ports.mailer import MailDeferredError, MailRefusedError
from tests.platform.accounts.people import AUTH, EMAIL, PASSWORD, account, coming_from, login, me, tokens
from tests.platform.jobs.doing import Outbox

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

NEW = "a heron under grey ice"
LINK = re.compile(r"http://127\.0\.0\.1:8000/(confirm|reset)#(gvl_[\w-]{43})\n")


@pytest.fixture
def outbox() -> Outbox:
    """What people have got."""
    return Outbox()


async def deliver(context: Context, outbox: Outbox) -> int:
    """Do what is due."""
    return await Worker(context, outbox, handlers()).run_due()


@pytest.fixture
async def confirming(context: Context, outbox: Outbox) -> None:
    """Addresses are confirmed; what recurs has been done."""
    object.__setattr__(context.settings, "confirmation", True)
    object.__setattr__(context.settings, "job_slots", 16)
    await deliver(context, outbox)


async def register(client: httpx.AsyncClient, email: str = EMAIL, password: str = PASSWORD) -> httpx.Response:
    return await client.post(f"{AUTH}/register", json={"email": email, "password": password})


async def confirm(client: httpx.AsyncClient, token: str) -> int:
    return (await client.post(f"{AUTH}/confirm", json={"token": token})).status_code


async def forgotten(client: httpx.AsyncClient, email: str = EMAIL) -> httpx.Response:
    return await client.post(f"{AUTH}/password/forgotten", json={"email": email})


async def reset(client: httpx.AsyncClient, token: str, password: str = NEW) -> int:
    sent = {"token": token, "password": password}
    return (await client.post(f"{AUTH}/password/reset", json=sent)).status_code


async def two_links(client: httpx.AsyncClient, context: Context, outbox: Outbox) -> tuple[str, str]:
    """One that confirms an address, and one that sets the password of another."""
    await register(client)
    await account(context, "tom@example.org")
    await forgotten(client, "tom@example.org")
    await deliver(context, outbox)
    return link_to(outbox, EMAIL), link_to(outbox, "tom@example.org")


def link_to(outbox: Outbox, email: str) -> str:
    """The last link to an address; mails of one moment come in any order."""
    return link(outbox, max(number for number, mail in enumerate(outbox.sent) if mail.to == email))


def link(outbox: Outbox, number: int = -1) -> str:
    found = LINK.search(outbox.sent[number].text)
    assert found is not None, outbox.sent[number].text
    return found[2]


async def everything(context: Context) -> str:
    """Every value of every table."""
    parts = []
    async with context.database.reading() as session:
        for table in ("users", "links", "jobs", "attempts", "sessions"):
            for row in await session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608 - our own names
                parts += [str(value) for value in row]
    return "\n".join(parts)


@pytest.mark.gov("TASK-046.1")
@pytest.mark.usefixtures("confirming")
async def test_whoever_registers_confirms_the_address_and_signs_in(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    assert (await register(client)).status_code == 202
    assert outbox.sent == [], "a request sends nothing"
    assert (await login(client)).status_code == 401

    await deliver(context, outbox)

    (mail,) = outbox.sent
    assert (mail.to, mail.subject) == (EMAIL, "Confirm your e-mail address")
    assert (await login(client)).status_code == 401
    assert await confirm(client, link(outbox)) == 204
    given = await tokens(client)
    told = (await me(client, given["access_token"])).json()
    assert (told["role"], told["verified_at"] is not None) == ("viewer", True)


@pytest.mark.gov("TASK-046.1")
@pytest.mark.usefixtures("confirming")
async def test_a_link_works_once_and_for_thirty_minutes(
    client: httpx.AsyncClient, context: Context, outbox: Outbox, clock: SetClock
) -> None:
    assert timedelta(minutes=30) == LIFETIME
    await register(client)
    await register(client, "tom@example.org")
    await deliver(context, outbox)

    assert await confirm(client, link_to(outbox, EMAIL)) == 204
    assert await confirm(client, link_to(outbox, EMAIL)) == 422
    clock.ahead = LIFETIME
    assert await confirm(client, link_to(outbox, "tom@example.org")) == 422
    assert await confirm(client, "gvl_" + "x" * 43) == 422
    assert (await login(client, "tom@example.org")).status_code == 401
    # There is a way out: another link, also after the first one has expired.
    answer = await client.post(f"{AUTH}/confirmation", json={"email": "tom@example.org"})
    assert answer.status_code == 202
    await deliver(context, outbox)
    assert await confirm(client, link(outbox)) == 204
    assert (await login(client, "tom@example.org")).status_code == 200


@pytest.mark.gov("TASK-046.1")
async def test_a_forgotten_password_is_set_anew_and_all_sessions_end(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await account(context)
    old = [await tokens(client) for _ in range(2)]
    assert (await forgotten(client)).status_code == 202
    await deliver(context, outbox)
    token = link(outbox)

    assert await reset(client, token, "password1") == 422
    assert await reset(client, token) == 204, "a password that is refused uses no link up"
    assert await reset(client, token) == 422

    assert [(await me(client, one["access_token"])).status_code for one in old] == [401, 401]
    assert (await login(client)).status_code == 401
    assert (await login(client, password=NEW)).status_code == 200
    await deliver(context, outbox)
    assert [mail.subject for mail in outbox.sent] == ["Set a new password", "Your password was changed"]
    assert LINK.search(outbox.sent[-1].text) is None


@pytest.mark.gov("TASK-046.1")
async def test_a_new_password_makes_every_other_link_worthless(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await account(context)
    for _ in range(3):
        await forgotten(client)
        await deliver(context, outbox)
    links = [link(outbox, number) for number in range(3)]
    assert len(set(links)) == 3

    assert [await reset(client, one) for one in (links[1], links[0], links[2])] == [204, 422, 422]


@pytest.mark.gov("TASK-046.1")
@pytest.mark.usefixtures("confirming")
async def test_of_all_who_use_a_link_at_once_one_succeeds(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    first, second = await two_links(client, context, outbox)

    confirmed = await asyncio.gather(*(confirm(client, first) for _ in range(8)))
    changed = await asyncio.gather(*(reset(client, second, f"{NEW} {number}") for number in range(8)))

    assert sorted(confirmed) == [204] + [422] * 7
    assert sorted(changed) == [204] + [422] * 7
    winner = f"{NEW} {changed.index(204)}"
    assert (await login(client, "tom@example.org", winner)).status_code == 200


@pytest.mark.usefixtures("confirming")
async def test_a_link_opens_nothing_but_what_it_is_for(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    confirmation, another = await two_links(client, context, outbox)

    assert await reset(client, confirmation) == 422
    assert await confirm(client, another) == 422


@pytest.mark.usefixtures("confirming")
async def test_nobody_is_told_whether_an_address_is_known(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await account(context)

    for answers in (
        [await register(client, email) for email in (EMAIL, "nobody@example.org")],
        [await forgotten(client, email) for email in (EMAIL, "no@example.org")],
        [
            await client.post(f"{AUTH}/confirmation", json={"email": email})
            for email in (EMAIL, "none@example.org")
        ],
    ):
        assert [answer.status_code for answer in answers] == [202, 202]
        assert answers[0].content == answers[1].content
    # Each does the same work: what differs is done later.
    async with context.database.reading() as session:
        kinds = sorted(await session.scalars(select(Job.kind).where(Job.state == JobState.WAITING)))
    assert kinds == [f"accounts.{kind}" for kind in ("confirmation", "forgotten", "resend") for _ in range(2)]
    await deliver(context, outbox)
    assert sorted((mail.to, mail.subject) for mail in outbox.sent) == [
        (EMAIL, "Set a new password"),
        (EMAIL, "You have an account already"),
        ("nobody@example.org", "Confirm your e-mail address"),
    ]
    assert (await login(client)).status_code == 200, "the account is as it was"


@pytest.mark.usefixtures("confirming")
async def test_whoever_registered_first_does_not_get_in_by_the_link_of_the_owner(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await register(client, password="the guest's own secret")  # noqa: S106 - somebody else's
    await deliver(context, outbox)
    await register(client)
    await deliver(context, outbox)

    assert await confirm(client, link(outbox, 1)) == 204

    assert (await login(client, password="the guest's own secret")).status_code == 401  # noqa: S106 - likewise
    assert (await login(client)).status_code == 200


@pytest.mark.usefixtures("confirming")
async def test_an_account_from_before_is_confirmed_by_whoever_has_the_mailbox(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await account(context)
    async with context.database.unit_of_work() as work:
        await work.execute(text("UPDATE users SET verified_at = NULL"))
        await work.commit()
    assert (await login(client)).status_code == 401

    await client.post(f"{AUTH}/confirmation", json={"email": EMAIL})
    await deliver(context, outbox)

    assert await confirm(client, link(outbox)) == 204
    assert (await login(client)).status_code == 200


@pytest.mark.parametrize("statement", ["UPDATE users SET is_active = false", "DELETE FROM users"])
async def test_whoever_is_disabled_gets_no_link_and_an_earlier_one_opens_nothing(
    client: httpx.AsyncClient, context: Context, outbox: Outbox, statement: str
) -> None:
    await account(context)
    await forgotten(client)
    await deliver(context, outbox)
    async with context.database.unit_of_work() as work:
        await work.execute(text(statement))
        await work.commit()

    assert await reset(client, link(outbox)) == 422
    await forgotten(client)
    await deliver(context, outbox)
    assert len(outbox.sent) == 1


async def test_mail_is_not_sent_as_often_as_somebody_likes(
    app: FastAPI, client: httpx.AsyncClient, clock: SetClock
) -> None:
    answers = [(await forgotten(client)).status_code for _ in range(MAILS_TO_ONE)]
    assert answers == [202] * MAILS_TO_ONE
    async with coming_from(app, "203.0.113.9") as other:
        refused = await forgotten(other)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= MAIL_WINDOW.total_seconds() + 1
    for number in range(MAILS_FROM_ONE_NETWORK - MAILS_TO_ONE):
        assert (await forgotten(client, f"{number}@example.org")).status_code == 202
    assert (await forgotten(client, "more@example.org")).status_code == 429
    # Guesses of passwords, which clear what is old, do not clear this.
    clock.ahead = MAIL_WINDOW - timedelta(minutes=1)
    await login(client, "tom@example.org")
    assert (await forgotten(client)).status_code == 429
    clock.ahead = MAIL_WINDOW + timedelta(seconds=1)
    assert (await forgotten(client)).status_code == 202


@pytest.mark.usefixtures("confirming")
async def test_no_stored_value_opens_anything(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await two_links(client, context, outbox)

    stored = await everything(context)

    assert len(outbox.sent) == 2
    for number in (0, 1):
        assert link(outbox, number) not in stored
        assert link(outbox, number).removeprefix("gvl_") not in stored
    assert PASSWORD not in stored


async def test_what_the_mail_server_puts_off_is_sent_later_with_a_link_that_works(
    client: httpx.AsyncClient, context: Context, outbox: Outbox, clock: SetClock
) -> None:
    await account(context)
    await forgotten(client)
    outbox.failure = MailDeferredError("later")
    await deliver(context, outbox)
    assert outbox.sent == []
    outbox.failure = None
    clock.ahead = timedelta(seconds=10)
    await deliver(context, outbox)

    assert await reset(client, link(outbox)) == 204


async def test_what_the_mail_server_refuses_is_set_aside(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    await account(context)
    await forgotten(client)
    outbox.failure = MailRefusedError("the mail server answered 550")
    await deliver(context, outbox)

    async with context.database.reading() as session:
        (job,) = await session.scalars(select(Job).where(Job.state == JobState.DEAD))
    assert (job.kind, job.attempts) == ("accounts.forgotten", 1)
    assert job.error == "GiveUp: the mail server answered 550"


@pytest.mark.usefixtures("confirming")
async def test_links_are_forgotten_after_a_day(
    client: httpx.AsyncClient, context: Context, outbox: Outbox, clock: SetClock
) -> None:
    await register(client)
    await deliver(context, outbox)
    clock.ahead = timedelta(hours=25)
    await deliver(context, outbox)

    async with context.database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM links")) == 0
    await client.post(f"{AUTH}/confirmation", json={"email": EMAIL})
    await deliver(context, outbox)
    assert len(outbox.sent) == 1


@pytest.mark.gov("TASK-007.2")
@pytest.mark.usefixtures("kept")
async def test_a_request_its_jobs_and_its_error_are_logged_under_one_identifier(
    client: httpx.AsyncClient, context: Context, outbox: Outbox
) -> None:
    stream = io.StringIO()
    set_up_log(context.settings.model_copy(update={"log_level": "INFO"}), stream)
    caused, refused = "1" * 12 + "4111" + "8" + "1" * 15, "2" * 12 + "4222" + "8" + "2" * 15

    await client.post(f"{AUTH}/password/forgotten", json={"email": EMAIL}, headers={"X-Request-ID": caused})
    answer = await client.post(
        f"{AUTH}/password/reset", json={"token": "x", "password": NEW}, headers={"X-Request-ID": refused}
    )
    await deliver(context, outbox)

    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    (done,) = [record for record in records if record.get("kind") == "accounts.forgotten"]
    assert answer.json()["correlation_id"] == refused
    of_requests = [record for record in records if record["event"].removeprefix("slow_") == "request"]
    assert [record["correlation_id"] for record in of_requests] == [caused, refused]
    assert (done["event"], done["correlation_id"]) == ("job_done", caused)
