"""The numbers of this process, for whoever knows the token; for everybody else there is no such address.

Each worker counts for itself: behind several, scrape each.
"""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from gov_platform.kernel.context import Here
from gov_platform.kernel.errors import NotFound, describing
from gov_platform.kernel.outside import METRICS_TYPE

__all__ = ["outside"]

outside = APIRouter(tags=["metrics"])
_TOKEN = HTTPBearer(auto_error=False, scheme_name="metrics token", description="`GOV_PLATFORM_METRICS_TOKEN`")


@outside.get(
    "/metrics",
    summary="Counts and durations of requests, in the text format of Prometheus",
    response_class=PlainTextResponse,
    responses={200: {"description": "The numbers of this process."}, **describing(NotFound)},
)
async def metrics(
    here: Here, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]
) -> Response:
    """Everything is counted by route, never by address."""
    token = here.settings.metrics_token
    given = sent.credentials.encode() if sent else b""
    if token is None or not hmac.compare_digest(given, token.get_secret_value().encode()):
        raise NotFound("there is nothing at this address")
    return Response(here.numbers.text(), media_type=METRICS_TYPE)
