"""The server as clients meet it on the wire: whoever is slow is sent away, and everybody else is not."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
import uvicorn

from benchmarks.platform.served import served
from gov_platform import serving
from gov_platform.kernel.outside import HEADERS
from tests.platform.kernel.ends import with_routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from fastapi import FastAPI

pytestmark = pytest.mark.anyio

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /own/raw HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
# For slow clients: none that a test can wait for, and one that it can.
PATIENT, HURRIED = 60.0, 0.3
GONE = 15.0
SLOW = 250


@pytest.fixture
async def port(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """An application behind our protocol, which waits longer than a busy machine takes."""
    monkeypatch.setattr(serving, "_WINDOW", PATIENT)
    config = uvicorn.Config(
        with_routes(app), http=serving.Guarded, ws="none", port=0, log_config=None, timeout_keep_alive=5
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it is a value, and no event
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def answer_to(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Everything that is said until the connection ends, while pieces are sent."""
    async with connected(port) as (reader, writer):

        async def send() -> None:
            for piece in pieces:
                writer.write(piece)
                await asyncio.sleep(pause)

        sending = asyncio.create_task(send())
        said = b""
        # Whoever goes on sending to a connection that was closed is told so by its end.
        with suppress(ConnectionResetError):
            while piece := await asyncio.wait_for(reader.read(65_536), PATIENT):
                said += piece
        sending.cancel()
    return said


def document(said: bytes) -> dict[str, object]:
    """The problem that an answer tells, which has the headers of every answer."""
    head, _, body = said.partition(b"\r\n\r\n")
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    told = {name.lower(): value for name, value in lines.items()}
    assert {name: told.get(name.lower()) for name in HEADERS} == HEADERS
    assert told["content-type"] == "application/problem+json"
    assert told["connection"] == "close"
    problem: dict[str, object] = json.loads(body)
    assert problem["correlation_id"] == told["x-request-id"]
    assert head.startswith(f"HTTP/1.1 {problem['status']} ".encode())
    return problem


sqlite = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@sqlite
@pytest.mark.parametrize(
    ("pieces", "part"),
    [
        ([b""] * 9, "head"),
        ([b"G", b"E", b"T", b" ", b"/", b" ", b"H", b"T", b"T"], "head"),
        ([LIVE[:-2], *[b"X: y\r\n"] * 99], "head"),
        ([POST % 100, *[b"x"] * 99], "body"),
        ([POST % 100], "body"),
    ],
    ids=["nothing", "letters", "headers", "letters of a body", "no body"],
)
async def test_whoever_sends_too_slowly_is_told_and_sent_away(
    port: int, pieces: list[bytes], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_WINDOW", HURRIED)
    began = time.monotonic()

    problem = document(await answer_to(port, *pieces, pause=0.05))

    assert (problem["status"], problem["type"]) == (408, "urn:govtrace:problem:too-slow")
    assert str(problem["detail"]).startswith(f"the {part} of the request took longer than")
    assert HURRIED - 0.05 < time.monotonic() - began < PATIENT


@sqlite
async def test_a_large_body_that_goes_on_arriving_is_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_WINDOW", 1.0)
    pieces = [POST % 400_000, *[b"x" * 40_000] * 10]

    async with connected(port) as (reader, writer):
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.15)
        said = await reader.readuntil(b"}")

    assert said.startswith(b"HTTP/1.1 200 ")
    assert said.endswith(b'{"bytes":400000}')


@sqlite
async def test_a_connection_may_be_used_again_and_ends_when_it_is_not(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connected(port) as (reader, writer):
        for _ in range(3):
            writer.write(LIVE)
            assert (await reader.readuntil(b"}}")).startswith(b"HTTP/1.1 200 ")
            await asyncio.sleep(0.4)
        monkeypatch.setattr(serving, "_WINDOW", HURRIED)
        writer.write(LIVE[:20])
        problem = document(await asyncio.wait_for(reader.read(), PATIENT))

    assert problem["status"] == 408


@sqlite
async def test_line_ends_between_requests_keep_no_connection(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_WINDOW", HURRIED)
    async with connected(port) as (reader, writer):
        writer.write(LIVE)
        await reader.readuntil(b"}}")
        writer.write(b"\r\n")
        rest = await asyncio.wait_for(reader.read(), PATIENT)

    assert document(rest)["status"] == 408


@sqlite
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"what is no HTTP\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 100_000, 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 9_000, 431),
        (b"GET /" + b"x" * 100_000, 431),
    ],
    ids=["no HTTP", "two lengths", "long header", "many headers", "long address"],
)
async def test_what_cannot_be_read_is_answered_as_everything_else(
    port: int, sent: bytes, status: int
) -> None:
    assert document(await answer_to(port, sent))["status"] == status


@sqlite
async def test_one_connection_too_many_is_told_to_come_back(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_MOST_CONNECTIONS", 2)
    async with connected(port), connected(port) as (reader, writer):
        writer.write(LIVE)
        await reader.readuntil(b"}}")

        assert document(await answer_to(port))["status"] == 503

    for _ in range(300):  # until the server has noticed
        async with connected(port) as (reader, writer):
            writer.write(LIVE)
            said = await asyncio.wait_for(reader.read(65_536), PATIENT)
        if said.startswith(b"HTTP/1.1 200 "):
            return
        await asyncio.sleep(0.1)
    pytest.fail("nobody is let in any more")


async def asked(port: int, seconds: float, until_gone: asyncio.Event) -> list[float]:
    """How long one health check after another took."""
    spent = []
    ends = time.monotonic() + seconds
    async with connected(port) as (reader, writer):
        while time.monotonic() < ends and not until_gone.is_set():
            began = time.monotonic()
            writer.write(LIVE)
            await reader.readuntil(b"}}")
            spent.append(time.monotonic() - began)
            await asyncio.sleep(0.02)
    return sorted(spent)


async def held(port: int, head: bytes) -> float:
    """For how long a client holds a connection that sends a letter a second."""
    began = time.monotonic()
    async with connected(port) as (reader, writer):
        writer.write(head)
        reading = asyncio.create_task(reader.read())
        while not reading.done() and time.monotonic() - began < 3 * GONE:
            writer.write(b"x")
            await asyncio.wait([reading], timeout=1)
        assert reading.done()
        with_answer = reading.result() if reading.exception() is None else b"HTTP/1.1 408"
    assert with_answer.startswith(b"HTTP/1.1 408")
    return time.monotonic() - began


@pytest.mark.hard
async def test_250_slow_connections_are_closed_while_health_answers(tmp_path: Path) -> None:
    """Half of them send a letter of a header a second, half a letter of a body."""
    with served({"GOV_PLATFORM_DATA": str(tmp_path / "data")}, tmp_path / "log") as server:
        never = asyncio.Event()
        control = await asked(server.port, 5, never)
        all_gone = asyncio.Event()
        asking = asyncio.create_task(asked(server.port, 4 * GONE, all_gone))
        heads = [LIVE[:-2] + b"X: ", b"POST /api/v1/auth/login HTTP/1.1\r\nContent-Length: 999\r\n\r\n"]

        held_for = await asyncio.gather(*(held(server.port, heads[one % 2]) for one in range(SLOW)))
        all_gone.set()
        spent = await asking

    assert max(held_for) < GONE
    slowest, without = spent[int(len(spent) * 0.99)], control[int(len(control) * 0.99)]
    assert slowest < max(0.2, 2 * without), f"without slow connections {without:.3f} s"
