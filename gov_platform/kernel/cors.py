"""Which pages of other origins may read answers: those of the list, and no other learns anything.

Starlette's own tells every origin which headers it would expose, and refuses in plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware

from gov_platform.kernel.errors import BadRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from gov_platform.kernel.limits import Answer

__all__ = ["Cors"]


class Cors:
    """Lets the listed origins in, and passes all others on as if there were no such thing as CORS."""

    def __init__(self, app: ASGIApp, *, origins: Sequence[str], answer: Answer) -> None:
        """Let requests through to `app`; `answer` renders what is refused."""
        self._app = app
        self._answer = answer
        self._origins = frozenset(origins)
        self._listed = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=["DELETE", "GET", "PATCH", "POST", "PUT"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match"],
            expose_headers=["ETag", "Idempotency-Replayed", "X-Request-ID"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("origin") not in self._origins:
            await self._app(scope, receive, _varying(send))
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            response = self._listed.preflight_response(headers)
            if response.status_code < 400:  # noqa: PLR2004 - RFC 9110: whatever is no error
                await response(scope, receive, send)
            else:
                await self._answer(scope, _varying(send), BadRequest(bytes(response.body).decode()))
        else:
            await self._listed.simple_response(scope, receive, send, request_headers=headers)


def _varying(send: Send) -> Send:
    """Tell caches that another origin would get another answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Origin")
        await send(message)

    return sending
