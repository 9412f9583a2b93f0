"""Every error as a problem document, wherever it comes from."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from asgi_correlation_id import correlation_id
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from gov_platform.kernel.errors import FieldProblem, Problem, ProblemDocument, Unprocessable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request
    from starlette.types import Scope, Send

__all__ = ["MEDIA_TYPE", "add_answers", "answer_outside"]

MEDIA_TYPE = "application/problem+json"
_MOST_FIELDS = 50
_DEEPEST = 20
_log = structlog.get_logger("gov_platform.errors")


def add_answers(app: FastAPI) -> None:
    """Render all errors of an application's routes."""
    app.add_exception_handler(Problem, _answer)
    app.add_exception_handler(RequestValidationError, _answer)
    app.add_exception_handler(HTTPException, _answer)


async def answer_outside(scope: Scope, send: Send, error: Exception) -> None:
    """Render an error that happens before any route is asked."""

    async def nothing() -> dict[str, object]:
        return {"type": "http.disconnect"}

    await document_of(error, scope["path"])(scope, nothing, send)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    return document_of(error, request.url.path)


def document_of(error: Exception, path: str) -> JSONResponse:
    """The answer to an error at a path. What nobody foresaw is logged whole, and told without a detail."""
    headers: Mapping[str, str] = {}
    errors: tuple[FieldProblem, ...] = ()
    if isinstance(error, Problem):
        kind, title, status, detail = error.type_uri(), error.title, error.status, error.detail
        headers, errors = error.headers, error.errors
    elif isinstance(error, RequestValidationError):
        kind, title, status = Unprocessable.type_uri(), Unprocessable.title, Unprocessable.status
        errors = tuple(_field(one) for one in error.errors()[:_MOST_FIELDS])
        detail = "; ".join(f"{one.field}: {one.message}" for one in errors[:3])
    elif isinstance(error, HTTPException):
        kind, status = "about:blank", error.status_code
        title = HTTPStatus(status).phrase
        detail, headers = title, error.headers or {}
    else:
        _log.error("unforeseen_error", exc_info=error)
        kind, title, status = Problem.type_uri(), Problem.title, Problem.status
        detail = "It is logged under the correlation identifier."
    document = ProblemDocument(
        type=kind,
        title=title,
        status=status,
        detail=_sayable(detail),
        instance=_sayable(path),
        correlation_id=correlation_id.get() or "",
        errors=list(errors),
    )
    return JSONResponse(document.model_dump(), status, dict(headers), MEDIA_TYPE)


def _sayable(text: str) -> str:
    """Half a surrogate pair, which JSON lets in, has no form in UTF-8, which it goes out in."""
    return text.encode("utf-8", "replace").decode()


def _field(one: Mapping[str, object]) -> FieldProblem:
    """Which field is wrong and why, without the value that was sent."""
    place = one["loc"]
    parts = place if isinstance(place, tuple) else (place,)
    name = ".".join(str(part)[:100] for part in parts[:_DEEPEST])
    return FieldProblem(field=_sayable(name), message=_sayable(str(one["msg"])[:300]))
