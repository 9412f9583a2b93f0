"""Routes that do whatever may go wrong, and every way in which a request ends."""

from __future__ import annotations

import asyncio
from typing import Annotated

import structlog
from fastapi import Body, FastAPI, HTTPException, Request
from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import text

from gov_platform.kernel.context import Reading, Writing
from gov_platform.kernel.errors import Conflict, TooManyRequests

__all__ = ["ENDS", "FOE", "FRIEND", "JSON", "LIMIT", "with_routes"]

FRIEND = "https://friend.example"
FOE = "https://foe.example"
LIMIT = 2048


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    password: SecretStr = SecretStr("")


log = structlog.get_logger("gov_platform.test")


def with_routes(app: FastAPI) -> FastAPI:  # noqa: C901 - a list of routes
    """An application with routes that do whatever may go wrong."""

    @app.post("/own/sent")
    async def sent(body: Sent) -> dict[str, str]:
        return {"name": body.name}

    @app.post("/own/raw")
    async def raw(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @app.get("/own/slow")
    async def slow() -> None:
        await asyncio.sleep(30)

    @app.get("/own/own-timeout")
    async def own_timeout() -> None:
        raise TimeoutError("of a socket of its own")

    @app.get("/own/broken")
    async def broken(q: str = "") -> None:
        raise RuntimeError(f"broken by password={q}")

    @app.post("/own/broken")
    async def broken_by(body: Annotated[dict[str, object], Body()], request: Request) -> None:
        log.error("nested", body=body, headers=dict(request.headers), raw=request.scope["headers"])
        log.error("as text", text=f"{body} {request.headers.raw} {request.url}")
        raise RuntimeError(f"broken by {body}")

    @app.get("/own/conflict")
    async def conflict() -> None:
        raise Conflict("it is there already")

    @app.get("/own/busy")
    async def busy() -> None:
        raise TooManyRequests("too many", after=7)

    @app.get("/own/http")
    async def http() -> None:
        raise HTTPException(418, "a detail of a library", {"X-Tea": "pot"})

    @app.get("/own/number/{number}")
    async def number(number: int) -> int:
        return number

    @app.get("/own/query")
    async def query(session: Reading, secret: str = "") -> None:
        await session.execute(text("SELECT :given"), {"given": secret})

    @app.get("/own/bad-query")
    async def bad_query(session: Writing, secret: str = "") -> None:
        await session.execute(text("SELECT :given FROM nowhere"), {"given": secret})

    return app


DEEP = b'{"name": ' + b"[" * 1000 + b"]" * 1000 + b"}"
ASKS = "Access-Control-Request-Method"
JSON = {"Content-Type": "application/json"}

ENDS: list[tuple[str, str, str, dict[str, str], bytes, int]] = [
    ("fine", "GET", "/health/live", {}, b"", 200),
    ("unknown", "GET", "/nowhere", {}, b"", 404),
    ("unknown in the interface", "GET", "/api/v1/nowhere", {}, b"", 404),
    ("method", "POST", "/health/live", {}, b"", 405),
    ("odd method", "BREW", "/health/live", {}, b"", 405),
    ("too large", "POST", "/own/sent", JSON, b"x" * (LIMIT + 1), 413),
    ("huge number", "POST", "/own/sent", {**JSON, "Content-Length": "9" * 5000}, b"", 413),
    ("field", "POST", "/own/sent", JSON, b'{"other": 1}', 422),
    ("no JSON", "POST", "/own/sent", JSON, b"{", 422),
    ("no UTF-8", "POST", "/own/sent", JSON, b'{"name": "\xff"}', 400),
    ("surrogate", "POST", "/own/sent", JSON, rb'{"name": "\ud800"}', 422),
    ("surrogate name", "POST", "/own/sent", JSON, rb'{"\ud800": "x"}', 422),
    ("deep", "POST", "/own/sent", JSON, DEEP, 400),
    ("huge integer", "POST", "/own/sent", JSON, b'{"name": ' + b"9" * 1500 + b"}", 422),
    ("no number", "GET", "/own/number/x", {}, b"", 422),
    ("conflict", "GET", "/own/conflict", {}, b"", 409),
    ("busy", "GET", "/own/busy", {}, b"", 429),
    ("of a library", "GET", "/own/http", {}, b"", 418),
    ("unforeseen", "GET", "/own/broken", {}, b"", 500),
    ("own timeout", "GET", "/own/own-timeout", {}, b"", 500),
    ("too slow", "GET", "/own/slow", {}, b"", 503),
    ("preflight", "OPTIONS", "/own/sent", {"Origin": FRIEND, ASKS: "POST"}, b"", 200),
    ("bad preflight", "OPTIONS", "/own/sent", {"Origin": FRIEND, ASKS: "BREW"}, b"", 400),
    ("foreign preflight", "OPTIONS", "/own/sent", {"Origin": FOE, ASKS: "POST"}, b"", 405),
]  # fmt: skip
