"""Calls that succeed, and calls that fail, of routes whose rows in the matrix bring about only one of both.

The matrix asks who may; most of its rows hold an answer that is a success and one that is a failure. What
answers all callers alike is called here once more, as somebody who does it right or wrong would call it:

    "POST /api/v1/things": Call(422, sent={"title": ""})

Of words in braces, `{opening}` is a link that confirms an address, and `{resetting}` one that sets the
password of the spare account anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gov_platform.kernel.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from fastapi import FastAPI

__all__ = ["CALLS", "NUMBERS", "Call", "one_sided"]

NUMBERS = "a token of the tests, long enough to be taken"
"""What opens the numbers of the process."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a route, how it is answered, and what is done to the application before."""

    status: int
    sent: Mapping[str, object] | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[FastAPI], object] = lambda _: None


def without_database(app: FastAPI) -> None:
    """Let the database not answer, and forget what was measured while it did."""

    async def ping() -> None:
        raise Unavailable("the database does not answer")

    app.state.context.database.ping = ping
    app.state.checks = None


def not_yet_started(app: FastAPI) -> None:
    """As it is before the application serves."""
    app.state.is_started = False


_NUL = {"x": "\0"}
_NO_ADDRESS = {"email": "nobody"}
_RESET = {"token": "{resetting}", "password": "a heron under grey ice"}

CALLS: Mapping[str, Call] = {
    # It has no failure of its own; what it is sent is limited as everywhere.
    "GET /openapi.json": Call(413, headers={"Content-Length": "9999999999"}),
    "GET /health": Call(503, before=without_database),
    "GET /health/ready": Call(503, before=without_database),
    "GET /health/startup": Call(503, before=not_yet_started),
    "GET /health/live": Call(422, parameters=_NUL),
    "GET /metrics": Call(200, headers={"Authorization": f"Bearer {NUMBERS}"}),
    "POST /api/v1/auth/register": Call(422, {"email": "new@example.org", "password": "password1"}),
    "POST /api/v1/auth/login": Call(401, {"email": "spare@example.org", "password": "not this one"}),
    "POST /api/v1/auth/refresh": Call(401, {"refresh_token": "guessed"}),
    "POST /api/v1/auth/confirmation": Call(422, _NO_ADDRESS),
    "POST /api/v1/auth/password/forgotten": Call(422, _NO_ADDRESS),
    "POST /api/v1/auth/confirm": Call(204, {"token": "{opening}"}),
    "POST /api/v1/auth/password/reset": Call(204, _RESET),
    "GET /api/v1/auth/jwks": Call(422, parameters=_NUL),
}
"""One call more of each route that needs one."""


def one_sided(routes: Iterable[str], statuses: Mapping[str, Iterable[int]]) -> list[str]:
    """What to do about each route of which no call succeeds, or none fails."""
    found = []
    for route in sorted(routes):
        known = list(statuses.get(route, ()))
        lacking = [
            word
            for word, has_it in (
                ("succeeds", any(status < 300 for status in known)),
                ("fails", any(status >= 400 for status in known)),
            )
            if not has_it
        ]
        if lacking:
            found.append(
                f"{route}: no call of it {' or '.join(lacking)}; give it a row in "
                "tests/platform/access/matrix.py, some of whose callers succeed and some fail, or a Call in "
                "tests/platform/access/outcomes.py"
            )
    return found
