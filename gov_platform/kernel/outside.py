"""What holds for every answer: its headers, the record of its request, and the numbers of both."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "METRICS_TYPE", "Numbers", "Outside"]

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""The media type of the text format of Prometheus."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries, unless its route says otherwise: the advice of the OWASP REST cheat sheet."""

_log = structlog.get_logger("gov_platform.requests")


class Numbers:
    """Counts requests for Prometheus, by route and never by address: addresses are as many as rows."""

    def __init__(self) -> None:
        """Begin at zero, in a registry of its own."""
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "gov_platform_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "gov_platform_request_seconds", "Seconds to answer.", ("method", "route"), registry=self.registry
        )

    def count(self, method: str, route: str, status: int, spent: float) -> None:
        """Add a request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(spent)

    def text(self) -> bytes:
        """All numbers, in the text format of Prometheus."""
        return generate_latest(self.registry)


class Outside:
    """Sets the headers of every answer, and writes a record of each request."""

    def __init__(self, app: ASGIApp, *, slow: float, numbers: Numbers) -> None:
        """Let requests through to `app`; those over `slow` seconds are warnings."""
        self._app = app
        self._slow = slow
        self._numbers = numbers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            spent = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "none")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._numbers.count(method, route, status, spent)
            write = _log.warning if spent > self._slow else _log.info
            write(
                "slow_request" if spent > self._slow else "request",
                method=method,
                path=scope["path"],
                status=status,
                seconds=round(spent, 4),
            )


_METHODS = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))
