"""Jobs as administrators see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from gov_platform.app import create_app
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.jobs.handlers import GiveUp, Run
from tests.platform.accounts.people import account, bearing, tokens
from tests.platform.conftest import serving
from tests.platform.jobs.doing import Named, doing, effects, put, worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from gov_platform.kernel.context import Context

pytestmark = pytest.mark.anyio
JOBS = "/api/v1/jobs"


@pytest.fixture
async def client(context: Context) -> AsyncIterator[httpx.AsyncClient]:
    """An administrator."""
    async with serving(create_app(context.settings)) as client:
        await account(context, "ada@example.org", Role.ADMIN)
        client.headers.update(bearing((await tokens(client, "ada@example.org"))["access_token"]))
        yield client


async def give_up(_run: Run, _named: Named) -> None:
    raise GiveUp("nobody is there")


@pytest.mark.gov("TASK-047.3")
async def test_jobs_are_listed_by_state_and_kind_in_pages(
    client: httpx.AsyncClient, context: Context
) -> None:
    for number in range(3):
        await put(context, doing(), str(number))
    await put(context, doing(give_up, kind="test.other"))
    await worker(context, doing(give_up, kind="test.other")).run_due()

    waiting = (await client.get(JOBS, params={"state": "waiting", "limit": 2, "sort": "created"})).json()
    rest = (
        await client.get(
            JOBS, params={"state": "waiting", "limit": 2, "sort": "created", "cursor": waiting["next"]}
        )
    ).json()
    dead = (await client.get(JOBS, params={"state": "dead"})).json()
    other = (await client.get(JOBS, params={"kind": "test.other", "sort": "-due"})).json()

    assert [len(waiting["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]
    (job,) = dead["items"]
    assert (job["kind"], job["state"], job["attempts"], job["error"]) == (
        "test.other", "dead", 1, "GiveUp: nobody is there",
    )  # fmt: skip
    assert other["items"] == dead["items"]
    assert "payload" not in job
    assert (await client.get(JOBS, params={"state": "lost"})).status_code == 422


@pytest.mark.gov("TASK-047.3")
async def test_a_job_is_inspected_cancelled_and_run_again(
    client: httpx.AsyncClient, context: Context
) -> None:
    identifier = await put(context, doing(), "password=hunter2")

    told = (await client.get(f"{JOBS}/{identifier}")).json()
    assert (told["state"], told["key"], told["payload"]) == (
        "waiting", identifier.hex, {"name": "[hidden]"},
    )  # fmt: skip
    cancelled = await client.post(f"{JOBS}/{identifier}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    again = await client.post(f"{JOBS}/{identifier}/cancel")
    assert again.status_code == 409
    assert again.json()["detail"] == "the job is cancelled: only what waits or runs can be cancelled"
    assert await worker(context, doing()).run_due() == 0
    retried = await client.post(f"{JOBS}/{identifier}/retry")
    assert (retried.status_code, retried.json()["state"], retried.json()["attempts"]) == (200, "waiting", 0)
    assert await worker(context, doing()).run_due() == 1
    assert await effects(context) == ["password=hunter2"]
    assert (await client.post(f"{JOBS}/{identifier}/retry")).status_code == 409
    audit = (await client.get("/api/v1/access/audit", params={"target_kind": "job"})).json()["items"]
    assert [(one["action"], one["target_id"]) for one in audit] == [
        ("job.retried", str(identifier)), ("job.cancelled", str(identifier)),
    ]  # fmt: skip


async def test_a_job_that_nobody_knows_is_not_found(client: httpx.AsyncClient) -> None:
    for method, path in (("GET", ""), ("POST", "/cancel"), ("POST", "/retry")):
        assert (await client.request(method, f"{JOBS}/{uuid4()}{path}")).status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
async def test_jobs_are_for_administrators(client: httpx.AsyncClient, context: Context, role: Role) -> None:
    identifier = await put(context, doing())
    await account(context, "tom@example.org", role)
    other = bearing((await tokens(client, "tom@example.org"))["access_token"])

    for method, path in (
        ("GET", ""),
        ("GET", f"/{identifier}"),
        ("POST", f"/{identifier}/cancel"),
        ("POST", f"/{identifier}/retry"),
    ):
        assert (await client.request(method, f"{JOBS}{path}", headers=other)).status_code == 403
        nobody = {"Authorization": ""}
        assert (await client.request(method, f"{JOBS}{path}", headers=nobody)).status_code == 401
    assert await worker(context, doing()).run_due() == 1
