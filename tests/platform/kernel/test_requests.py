"""What holds for every request and every answer, whichever way it ends."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest
import structlog
from fastapi import FastAPI

from gov_platform.app import create_app
from gov_platform.kernel.log import set_up_log
from gov_platform.kernel.outside import HEADERS
from gov_platform.settings import Settings
from tests.platform.kernel.ends import ENDS, FOE, FRIEND, JSON, LIMIT, with_routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        worker="separate",
        environment="test",
        data=tmp_path / "data",
        cors_origins=(FRIEND,),
        body_limit=LIMIT,
        request_timeout=1.0,
        slow_request=0.8,
        slow_query=1e-9,
    )


@pytest.fixture
def written(settings: Settings) -> Iterator[io.StringIO]:
    """What is logged, at the level of production."""
    root = logging.getLogger()
    handlers, level, configured = root.handlers, root.level, structlog.get_config()
    stream = io.StringIO()
    logging.getLogger("httpx").setLevel("WARNING")  # it speaks for the client
    set_up_log(settings.model_copy(update={"log_level": "INFO"}), stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.configure(**configured)


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return with_routes(create_app(settings))


def records(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


every_end = pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"), [end[1:] for end in ENDS], ids=[end[0] for end in ENDS]
)


@every_end
@pytest.mark.gov("TASK-003.3")
async def test_every_answer_has_its_headers_and_every_error_its_document(  # noqa: PLR0913, PLR0917 - an exchange
    client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = await client.request(method, path, headers=headers, content=body)

    assert answer.status_code == status, answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert len(answer.headers.get_list("x-request-id")) == 1
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        document = answer.json()
        assert document["status"] == status
        assert document["instance"] == path
        assert document["correlation_id"] == answer.headers["x-request-id"]
        assert set(document) == {"type", "title", "status", "detail", "instance", "correlation_id", "errors"}


@every_end
@pytest.mark.gov("TASK-045.3")
async def test_a_foreign_origin_gets_no_header_of_cors(  # noqa: PLR0913, PLR0917 - an exchange
    client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    for origin in (FOE, "null", "*", FRIEND + ".foe.example", FRIEND.upper(), ""):
        answer = await client.request(method, path, headers={**headers, "Origin": origin}, content=body)

        assert [name for name in answer.headers if name.startswith("access-control")] == []
        assert "Origin" in answer.headers["vary"]
        assert answer.status_code in {status, 405}


async def test_a_listed_origin_may_read_answers_and_errors(client: httpx.AsyncClient) -> None:
    for path in ("/health/live", "/nowhere", "/own/broken"):
        answer = await client.get(path, headers={"Origin": FRIEND})

        assert answer.headers["access-control-allow-origin"] == FRIEND
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.gov("TASK-045.3")
@pytest.mark.parametrize("path", ["/health/live", "/nowhere", "/own/broken"])
async def test_security_headers_are_on_every_answer(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


async def test_details_of_answers_stay_in_their_headers(client: httpx.AsyncClient) -> None:
    assert (await client.get("/own/busy")).headers["retry-after"] == "7"
    assert (await client.get("/own/http")).headers["x-tea"] == "pot"
    assert (await client.post("/health/live")).headers["allow"] == "GET"
    assert "detail of a library" not in (await client.get("/own/http")).text


@pytest.mark.parametrize(
    "body",
    [
        rb'{"name": "\udfff"}',
        rb'{"name": "a\u0000b"}',
        rb'{"\uD83D": "x"}',
        rb'{"a": [{"b": ["\uDE00\uD83D"]}]}',
    ],
)
async def test_a_text_that_no_database_keeps_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/own/broken", content=body, headers=JSON)

    assert answer.status_code == 422
    assert answer.json()["detail"] == "body: holds NUL or half of a character, which no text may"


@pytest.mark.parametrize("path", ["/own/broken?q=a%00b", "/own/number/%00"])
async def test_an_address_that_no_database_keeps_is_refused(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 422


async def test_whole_characters_and_what_only_looks_like_half_of_one_pass(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/own/sent", content=rb'{"name": "\ud83d\ude00 \\ud83d \\u0000"}', headers=JSON
    )

    assert answer.json() == {"name": "\U0001f600 \\ud83d \\u0000"}


@pytest.mark.gov("TASK-003.3")
async def test_every_wrong_field_is_named_and_no_value_told(client: httpx.AsyncClient) -> None:
    answer = await client.post("/own/sent", json={"password": 5, "hunter": "canary", "name": ["canary"]})

    assert {one["field"] for one in answer.json()["errors"]} == {"body.name", "body.password", "body.hunter"}
    assert "canary" not in answer.text


async def test_an_unforeseen_error_is_told_without_detail_and_logged_with_its_trace(
    client: httpx.AsyncClient, written: io.StringIO
) -> None:
    answer = await client.get("/own/broken")

    assert "broken by" not in answer.text
    (told,) = [record for record in records(written) if record["event"] == "unforeseen_error"]
    assert "RuntimeError: broken by" in str(told["exception"])
    assert told["correlation_id"] == answer.headers["x-request-id"] == answer.json()["correlation_id"]


async def test_all_records_of_a_request_carry_its_identifier(
    client: httpx.AsyncClient, written: io.StringIO
) -> None:
    given = uuid4()

    answer = await client.get("/own/bad-query", headers={"X-Request-ID": str(given)})

    assert answer.headers["x-request-id"] == answer.json()["correlation_id"] == given.hex
    told = records(written)
    assert {record["event"] for record in told} == {"unforeseen_error", "request", "slow_query"}
    assert {record["correlation_id"] for record in told} == {given.hex}


@pytest.mark.parametrize("given", ["x", "a\u00e9" * 16, "{" + "0" * 31, "0" * 33, "ffff' --", "x" * 9000])
async def test_an_identifier_that_is_none_is_replaced(client: httpx.AsyncClient, given: str) -> None:
    answer = await client.get("/health/live", headers=[(b"X-Request-ID", given.encode("latin-1"))])

    assert answer.headers["x-request-id"] != given
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.gov("TASK-007.5")
async def test_slow_requests_and_queries_are_told_with_their_duration(
    client: httpx.AsyncClient, written: io.StringIO
) -> None:
    await client.get("/own/slow")
    await client.get("/own/query?secret=canary")

    slow = {record["event"]: record for record in records(written) if "slow" in str(record["event"])}
    assert set(slow) == {"slow_request", "slow_query"}
    request, query = slow["slow_request"], slow["slow_query"]
    assert (request["level"], request["path"], request["status"]) == ("warning", "/own/slow", 503)
    assert (query["level"], query["statement"]) == ("warning", "SELECT ?")
    assert isinstance(request["seconds"], float)
    assert request["seconds"] > 0.8
    assert isinstance(query["seconds"], float)


@pytest.mark.gov("TASK-007.5")
def test_slow_begins_at_half_a_second_and_a_tenth_of_one() -> None:
    assert (Settings().slow_request, Settings().slow_query) == (0.5, 0.1)


class Pieces:
    """A body that comes in pieces, and knows how many were taken."""

    def __init__(self, size: int, many: int) -> None:
        self.size, self.many, self.taken = size, many, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.many):
            self.taken += self.size
            yield b"x" * self.size


@pytest.mark.gov("TASK-045.2")
@pytest.mark.parametrize("path", ["/own/raw", "/own/sent"])
@pytest.mark.parametrize("told", [False, True])
async def test_a_body_over_the_limit_is_read_no_further(
    client: httpx.AsyncClient, path: str, told: bool
) -> None:
    pieces = Pieces(LIMIT // 4, 400)
    length = {"Content-Length": str(LIMIT * 100)} if told else {}

    answer = await client.post(path, content=pieces, headers={**JSON, **length})

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert answer.json()["detail"] == f"at most {LIMIT} bytes are read"
    assert pieces.taken <= (0 if told else LIMIT + LIMIT // 4)


async def test_a_length_that_lies_is_counted(client: httpx.AsyncClient) -> None:
    answer = await client.post("/own/raw", content=Pieces(LIMIT, 9), headers={"Content-Length": "1"})

    assert answer.status_code == 413


async def test_a_body_at_the_limit_is_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/own/raw", content=Pieces(LIMIT, 1))

    assert answer.json() == {"bytes": LIMIT}


@pytest.mark.gov("TASK-045.2")
def test_the_limit_that_is_set_by_itself_is_below_two_megabytes() -> None:
    assert Settings().body_limit <= 1_048_576


SPELLINGS = [
    ("header", {"Authorization": "Bearer {}"}), ("header", {"authorization": "Basic {}"}),
    ("header", {"Cookie": "session={}"}), ("header", {"X-API-Key": "{}"}), ("header", {"X-Auth-Token": "{}"}),
    ("header", {"Proxy-Authorization": "Digest {}"}), ("header", {"X-Secret": "{}"}),
    ("query", {"token": "{}"}), ("query", {"password": "{}"}), ("query", {"api_key": "{}"}),
    ("query", {"access_token": "{}"}), ("query", {"code": "{}"}), ("query", {"key": "{}"}),
    ("body", {"password": "{}"}), ("body", {"new_password": "a b {}"}), ("body", {"refreshToken": "{}"}),
    ("body", {"a": {"b": {"secret": "{}"}}}), ("body", {"list": [{"api-key": "{}"}]}),
    ("body", {"n": "gvp_0123456789{}"}),
    ("body", {"note": "my password: {}"}), ("body", {"url": "https://ann:{}@host/"}),
    ("body", {"note": "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.{}"}),
    ("body", {"passphrase": ["{}", {"x": "{}"}]}),
    ("exception", {}), ("parameter", {}), ("bad parameter", {}),
]  # fmt: skip
CANARY = "c4naryXq7Zt0Lm"


def spelled(value: object) -> object:
    if isinstance(value, dict):
        return {name: spelled(one) for name, one in value.items()}
    if isinstance(value, list):
        return [spelled(one) for one in value]
    return str(value).format(CANARY)


@pytest.mark.gov("TASK-049.4")
@pytest.mark.parametrize(("where", "shape"), SPELLINGS, ids=str)
async def test_a_secret_comes_into_no_record(
    client: httpx.AsyncClient, written: io.StringIO, where: str, shape: dict[str, object]
) -> None:
    given = spelled(shape)
    assert isinstance(given, dict)
    if where == "header":
        await client.post("/own/broken", headers=given, json={})
    elif where == "query":
        await client.post("/own/broken", params=given, json={})
    elif where == "body":
        await client.post("/own/broken", json=given)
    elif where == "exception":
        await client.get("/own/broken", params={"q": CANARY})
    else:
        path = "/own/query" if where == "parameter" else "/own/bad-query"
        await client.get(path, params={"secret": CANARY})

    assert len(records(written)) >= 2
    assert CANARY not in written.getvalue()


def test_at_least_25_secrets_are_planted() -> None:
    assert len(SPELLINGS) >= 25


@pytest.mark.gov("TASK-049.4")
async def test_line_ends_in_any_field_add_no_line(client: httpx.AsyncClient, written: io.StringIO) -> None:
    ends = "a\r\nb\u2028c\x85d\x0be"
    await client.post("/own/broken", json={ends: ends, "deep": [{ends: ends}]}, params={ends: ends})
    await client.get("/own/%0d%0aInjected%0a{}")
    await client.get("/own/broken", params={"q": ends}, headers={"User-Agent": "a\tb"})

    lines = written.getvalue().split("\n")
    assert lines.pop() == ""
    assert all({"time", "level", "event"} <= set(json.loads(line)) for line in lines)
    assert sum('"event": "request"' in line for line in lines) == 3
