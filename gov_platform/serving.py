"""How the interface is served: by uvicorn, with limits on whoever is slow or sends what is no HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import structlog
import uvicorn
from asgi_correlation_id import correlation_id
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from gov_platform.kernel.answers import document_of
from gov_platform.kernel.errors import BadRequest, HeadTooLarge, TooSlow, Unavailable
from gov_platform.kernel.outside import HEADERS

if TYPE_CHECKING:
    import asyncio

    from gov_platform.kernel.errors import Problem

__all__ = ["Guarded", "serve"]

_BACKLOG = 2048
_LAST_WORDS = 20
_MOST_CONNECTIONS = 1000
_IDLE = 10
_WINDOW = 10.0
_LEAST_IN_WINDOW = 10_240
_LONGEST_HEAD = 16_384
_HEAD, _BODY, _NOTHING = "head", "body", ""
_log = structlog.get_logger("gov_platform.serving")


def serve(factory: str, *, host: str, port: int, workers: int = 1) -> None:
    """Serve what a factory makes (`package.module:name`), until the process is told to end."""
    uvicorn.run(
        factory,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http=Guarded,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_LAST_WORDS,
    )


class Guarded(HttpToolsProtocol):
    """A connection that ends when its client takes too long.

    uvicorn waits for ever. Here the headers of a request have ten seconds, from the first moment of a
    connection or the first byte of a later request; a body has to bring 10 KiB in each ten seconds, or its
    end. What is answered outside the application is a problem document with the headers of every answer.
    """

    _arriving = _HEAD
    _watched = _NOTHING
    _since_watched = 0
    _head = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn says
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > _MOST_CONNECTIONS:
            self._refuse(Unavailable("there are too many connections"))
        else:
            self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and see what is still to come."""
        if self.transport.is_closing():
            return
        self._since_watched += len(data)
        self._head += len(data)
        super().data_received(data)
        if self._arriving == _NOTHING and self.timeout_keep_alive_task is None and self._is_over():
            # Line ends between requests: they begin none, and have stopped uvicorn's own clock.
            self._arriving = _HEAD
        if self._arriving != _HEAD:
            self._head = 0
        elif self._head > _LONGEST_HEAD:
            self._refuse(HeadTooLarge(f"at most {_LONGEST_HEAD} bytes of headers are read"))
            return
        self._watch()

    def on_message_begin(self) -> None:
        """The first byte of a request is here."""
        self._arriving = _HEAD
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """All headers are."""
        self._stop()
        self._arriving = _BODY
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The whole request is."""
        self._stop()
        self._arriving = _NOTHING
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse(BadRequest(msg.rstrip(".")))

    def _watch(self) -> None:
        """Set the time for what is still to come, once for each part."""
        if self._arriving == self._watched or self.transport.is_closing():
            return
        self._stop()
        self._watched, self._since_watched = self._arriving, 0
        if self._arriving:
            self._timer = self.loop.call_later(_WINDOW, self._look)

    def _look(self) -> None:
        """The time is up: close, unless a body comes fast enough, or we are those who do not read."""
        is_fast = self._watched == _BODY and self._since_watched >= _LEAST_IN_WINDOW
        if is_fast or self.flow.read_paused:
            self._since_watched = 0
            self._timer = self.loop.call_later(_WINDOW, self._look)
            return
        self._refuse(TooSlow(f"the {self._watched} of the request took longer than {_WINDOW:g} seconds"))

    def _stop(self) -> None:
        self._watched = _NOTHING
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _is_over(self) -> bool:
        """Whether the last request was answered, if there was one."""
        return bool(getattr(self.cycle, "response_complete", True))

    def _refuse(self, problem: Problem) -> None:
        """Answer in place of the application, unless it has begun to, and close."""
        self._stop()
        if self.transport.is_closing():
            return
        identifier = uuid4().hex
        mark = correlation_id.set(identifier)
        _log.info("connection_refused", reason=problem.detail, status=problem.status)
        answer = document_of(problem, "")
        correlation_id.reset(mark)
        headers = {**HEADERS, **answer.headers, "X-Request-ID": identifier, "Connection": "close"}
        lines = [f"{name}: {value}\r\n".encode() for name, value in headers.items()]
        has_begun = getattr(self.cycle, "response_started", False)
        if self._is_over() if self._arriving == _HEAD else not has_begun:
            self.transport.write(b"".join([STATUS_LINE[problem.status], *lines, b"\r\n", bytes(answer.body)]))
        self.transport.close()
