"""Whoever knows the token reads the numbers; for everybody else there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from gov_platform.app import create_app
from gov_platform.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from fastapi import FastAPI

pytestmark = pytest.mark.anyio
TOKEN = "a token of the tests, long enough to be taken"  # noqa: S105 - of the tests


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        environment="test", worker="separate", data=tmp_path / "data", metrics_token=SecretStr(TOKEN)
    )


async def test_the_token_opens_the_numbers_by_route(client: httpx.AsyncClient) -> None:
    await client.get("/health/live")
    await client.get("/health/live")
    await client.get("/nowhere/with/canary")
    await client.request("BREW", "/health/live")

    answer = await client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    counted = {
        (sample.labels["method"], sample.labels["route"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == "gov_platform_requests_total"
    }
    assert counted[("GET", "/health/live", "200")] == 2
    assert counted[("GET", "none", "404")] == 1
    assert [status for method, _, status in counted if method == "other"] == ["405"]
    assert "canary" not in answer.text
    assert "gov_platform_request_seconds_bucket" in answer.text


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9"]
)
async def test_without_the_token_there_is_nothing(client: httpx.AsyncClient, sent: str) -> None:
    answer = await client.get("/metrics", headers=[(b"Authorization", sent.encode("latin-1"))])

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:govtrace:problem:not-found")
    assert "www-authenticate" not in answer.headers


async def test_where_no_token_is_set_none_opens_it(tmp_path: Path) -> None:
    from tests.platform.conftest import serving  # noqa: PLC0415 - a context of its own

    app: FastAPI = create_app(Settings(environment="test", worker="separate", data=tmp_path / "data"))
    async with serving(app) as client:
        for sent in ("Bearer ", "Bearer None", f"Bearer {TOKEN}"):
            assert (await client.get("/metrics", headers={"Authorization": sent})).status_code == 404
