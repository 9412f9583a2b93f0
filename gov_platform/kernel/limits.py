"""What a request may cost before any route sees it: how large its body is, and how long it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from gov_platform.kernel.errors import TooLarge, Unavailable

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Limits"]


class Answer(Protocol):
    """Renders an error to whoever asked."""

    async def __call__(self, scope: Scope, send: Send, error: Exception, /) -> None:
        """Send the answer."""


class Limits:
    """Refuses a body that is too large, before it is read where its length is told, and whoever is slow."""

    def __init__(self, app: ASGIApp, *, body: int, timeout: float, answer: Answer) -> None:
        """Let requests through to `app`; `answer` renders what is refused."""
        self._app = app
        self._body = body
        self._timeout = timeout
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what it brings."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            self._look_at_length(scope)
            async with asyncio.timeout(self._timeout):
                await self._app(scope, self._counting(receive), sending)
        except TimeoutError:
            if has_begun:
                raise
            await self._answer(scope, send, Unavailable(f"it took longer than {self._timeout:g} seconds"))
        except Exception as error:
            # What no handler foresaw is answered here, inside what sets headers and writes records.
            if has_begun:
                raise
            await self._answer(scope, send, error)

    def _look_at_length(self, scope: Scope) -> None:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._body:
            raise _too_large(self._body)

    def _counting(self, receive: Receive) -> Receive:
        total = 0

        async def counting() -> Message:
            nonlocal total
            message = await receive()
            if message["type"] == "http.request":
                total += len(message.get("body", b""))
                if total > self._body:
                    raise _too_large(self._body)
            return message

        return counting


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"at most {limit} bytes are read", headers={"Connection": "close"})
