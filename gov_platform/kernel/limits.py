"""What a request may cost before any route sees it: how large its body is, and how long it takes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from starlette.requests import ClientDisconnect

from gov_platform.kernel.errors import BadRequest, TooLarge, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Answer", "Limit", "Limits", "Transfer"]

_DIGITS = 18
_BYTES = b"application/octet-stream"


class Answer(Protocol):
    """Renders an error to whoever asked."""

    async def __call__(self, scope: Scope, send: Send, error: Exception, /) -> None:
        """Send the answer."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Bytes that a body may have, and seconds that a request may take."""

    body: int
    timeout: float


@dataclass(frozen=True, slots=True)
class Transfer:
    """Requests that carry files: a method, and a path in which `*` stands for one part.

    Their handler reads and sends piece by piece, and holds nothing meanwhile that others wait for. A body is
    one of a file only with the media type of bytes, which nothing else reads into memory.
    """

    method: str
    path: str

    def below(self, prefix: str) -> Transfer:
        """The same, at the address where it is served."""
        return Transfer(self.method, prefix + self.path)

    def within(self, scope: Scope, usual: Limit, larger: Limit) -> Limit | None:
        """The limits of such a request, nothing for another one: none but an upload has a larger body."""
        if not self._is_meant(scope):
            return None
        return larger if self.method == "POST" else Limit(usual.body, larger.timeout)

    def _is_meant(self, scope: Scope) -> bool:
        """Whether a request is such a one."""
        if scope["method"] != self.method:
            return False
        asked, own = scope["path"].split("/"), self.path.split("/")
        if len(asked) != len(own) or any(
            part not in {"*", one} for part, one in zip(own, asked, strict=True)
        ):
            return False
        # Told once and alone: of two, somebody else might believe the other one.
        kinds = [value for name, value in scope["headers"] if name == b"content-type"]
        return self.method != "POST" or kinds == [_BYTES]


class Limits:
    """Refuses a body that is too large, before it is read where its length is told, and whoever is slow."""

    def __init__(
        self, app: ASGIApp, *, usual: Limit, larger: Limit, transfers: Sequence[Transfer], answer: Answer
    ) -> None:
        """Let requests through to `app`, files within larger limits; `answer` renders what is refused."""
        self._app = app
        self._usual = usual
        self._larger = larger
        self._transfers = transfers
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what it brings."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        larger = (one.within(scope, self._usual, self._larger) for one in self._transfers)
        allowed = next(filter(None, larger), self._usual)
        exchange = _Exchange(receive, send, allowed.body)
        limit = asyncio.timeout(allowed.timeout)
        try:
            exchange.look_at_length(scope)
            async with limit:
                await self._app(scope, exchange.receive, exchange.send)
            if exchange.refused and not exchange.has_begun:
                await self._answer(scope, send, exchange.refused)
        except Exception as error:
            # What no handler foresaw is answered here, inside what sets headers and writes records.
            if exchange.has_begun:
                raise
            if isinstance(error, ClientDisconnect):
                error = BadRequest("it broke off before all of it was here")
            elif isinstance(error, TimeoutError) and limit.expired():
                error = Unavailable(f"it took longer than {allowed.timeout:g} seconds")
            await self._answer(scope, send, exchange.refused or error)


class _Exchange:
    """One request and its answer, as the application sees them."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._limit = limit
        self._read = 0
        self.has_begun = False
        self.refused: TooLarge | None = None

    def look_at_length(self, scope: Scope) -> None:
        """Refuse what says itself that it is too large."""
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and (len(length) > _DIGITS or int(length) > self._limit):
            raise self._too_large()

    async def receive(self) -> Message:
        """Hand on a piece of the body, and none after it has become too large."""
        if self.refused:
            raise self.refused
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            if self._read > self._limit:
                raise self._too_large()
        return message

    async def send(self, message: Message) -> None:
        """Hand on the answer, unless it is about a body that was refused: frameworks call it unreadable."""
        if self.refused and not self.has_begun:
            return
        self.has_begun = True
        await self._send(message)

    def _too_large(self) -> TooLarge:
        self.refused = TooLarge(f"at most {self._limit} bytes are read", headers={"Connection": "close"})
        return self.refused
