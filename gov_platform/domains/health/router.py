"""Where an orchestrator asks: outside `/api`, for these are no part of the interface's versions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from gov_platform.domains.health.schemas import Health
from gov_platform.domains.health.service import (
    Checks,
    of_database,
    of_machine,
    of_mail,
    of_queue,
    of_storage,
)
from gov_platform.kernel.context import Here

__all__ = ["outside"]


class HealthResponse(JSONResponse):
    """The media type of the draft."""

    media_type = "application/health+json"


_OPEN: dict[str, object] = {"security": []}
_FAILS: dict[int | str, dict[str, object]] = {503: {"model": Health, "description": "It does not."}}
outside = APIRouter(tags=["health"], default_response_class=HealthResponse)


async def _checks(request: Request, here: Here) -> Checks:
    checks: Checks | None = getattr(request.app.state, "checks", None)
    if checks is None:
        checks = request.app.state.checks = Checks(
            request.app.version,
            here.clock,
            {
                "database": of_database(here.database.ping),
                "storage": of_storage(here.settings.folder),
                "mail": of_mail(request.app.state.probes["mail"]),
                "queue": of_queue(here.database.reading, here.clock),
                **of_machine(here.settings.folder),
            },
        )
    return checks


TheChecks = Annotated[Checks, Depends(_checks)]


def _answer(health: Health, response: Response) -> Health:
    response.status_code = 503 if health.status == "fail" else 200
    return health


@outside.get("/health", summary="The whole and each part", responses=_FAILS, openapi_extra=_OPEN)
async def health(checks: TheChecks, response: Response) -> Health:
    """Everything that the platform needs, measured at most two seconds ago."""
    return _answer(await checks.health(), response)


@outside.get("/health/ready", summary="Whether requests may come", responses=_FAILS, openapi_extra=_OPEN)
async def ready(checks: TheChecks, response: Response) -> Health:
    """As the whole: what needs the database cannot be served without it."""
    return _answer(await checks.health(), response)


@outside.get("/health/startup", summary="Whether it has started", responses=_FAILS, openapi_extra=_OPEN)
async def startup(request: Request, response: Response) -> Health:
    """Fails until the application has begun to serve."""
    is_started = bool(request.app.state.is_started)
    health = Health(status="pass" if is_started else "fail", version=request.app.version, checks={})
    return _answer(health, response)


@outside.get("/health/live", summary="Whether the process answers", openapi_extra=_OPEN)
async def live(request: Request, response: Response) -> Health:
    """Asks nothing of anybody: a restart cures only what makes this fail."""
    return _answer(Health(status="pass", version=request.app.version, checks={}), response)
