"""The application: the only place that knows every domain, found by the presence of its router."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, Depends
from fastapi.routing import iter_route_contexts

from gov_platform.adapters.mail import mailer_of
from gov_platform.adapters.storage import storage_of
from gov_platform.domains import modules
from gov_platform.domains.access.resources import ResourceKind
from gov_platform.domains.accounts.roles import Permission
from gov_platform.kernel.answers import add_answers, answer_outside
from gov_platform.kernel.context import Context
from gov_platform.kernel.cors import Cors
from gov_platform.kernel.database import Database
from gov_platform.kernel.description import Described
from gov_platform.kernel.errors import ProblemDocument
from gov_platform.kernel.jobs.worker import Worker
from gov_platform.kernel.limits import Limit, Limits, Transfer
from gov_platform.kernel.log import set_up_log
from gov_platform.kernel.outside import Outside
from gov_platform.kernel.texts import refuse_odd_texts
from gov_platform.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fastapi import FastAPI
    from fastapi.routing import APIRoute

    from gov_platform.kernel.jobs.handlers import AnyHandler
    from gov_platform.settings import Settings

__all__ = ["VERSION", "context_of", "create_app", "from_environment", "handlers", "worker_of"]

VERSION = "v1"
"""The version of the interface, which stands in every address below `/api`."""

_Declared = TypeVar("_Declared")
_GRACE = 8.0


def create_app(settings: Settings) -> FastAPI:
    """Put an application together; nothing connects before it starts."""
    context = context_of(settings, Database(settings))

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        working = (
            asyncio.create_task(worker_of(app.state.context).run(stop, grace=_GRACE))
            if settings.worker == "embedded"
            else None
        )
        # FastAPI puts routes together when it is first asked for one: nobody's request should wait for all.
        list(iter_route_contexts(app.routes))
        app.state.is_started = True
        yield
        stop.set()
        if working is not None:
            await working
        await context.database.close()

    app = Described(
        title="govtrace platform",
        version="1.0.0",
        description=(
            "Accounts, roles, content, events and files behind one interface. Errors are problem documents."
        ),
        openapi_url="/openapi.json",
        generate_unique_id_function=_named,
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        dependencies=[Depends(refuse_odd_texts)],
        responses={"default": {"model": ProblemDocument, "description": "A problem."}},
    )
    app.state.context = context
    app.state.is_started = False
    app.state.permissions = {one.name: one for one in _listed("permissions", "PERMISSIONS", Permission)}
    app.state.resource_kinds = {one.name: one for one in _listed("resources", "KINDS", ResourceKind)}
    # Health asks whether mail would be taken; only jobs are given what sends it.
    app.state.probes = {"mail": mailer_of(settings).check}
    add_answers(app)
    inner = APIRouter(prefix=f"/api/{VERSION}")
    for router in _routers("router"):
        inner.include_router(router)
    app.include_router(inner)
    for router in _routers("outside"):
        app.include_router(router)
    # The last one added is the outermost.
    app.add_middleware(
        Limits,
        usual=Limit(settings.body_limit, settings.request_timeout),
        larger=Limit(settings.file_limit, settings.transfer_timeout),
        transfers=[one.below(inner.prefix) for one in _listed("transfers", "TRANSFERS", Transfer)],
        answer=answer_outside,
    )
    if settings.cors_origins:
        app.add_middleware(Cors, origins=settings.cors_origins, answer=answer_outside)
    app.add_middleware(Outside, slow=settings.slow_request, numbers=context.numbers)
    app.add_middleware(CorrelationIdMiddleware, header_name="X-Request-ID", transformer=_plain)
    return app


def from_environment() -> FastAPI:
    """The application that the environment describes, for a server that starts one in each worker."""
    settings = read_settings()
    set_up_log(settings)
    app = create_app(settings)
    # What was made so far stays as long as the process: nobody need look through it again and again.
    gc.freeze()
    gc.enable()
    return app


def _named(route: APIRoute) -> str:
    """What clients call an operation that are generated from the description: `accounts_sign_in`."""
    return "_".join([*map(str, route.tags[:1]), route.name])


def context_of(settings: Settings, database: Database) -> Context:
    """What requests and jobs find of their application."""
    return Context(settings, database, storage_of(settings))


def worker_of(context: Context) -> Worker:
    """A worker that knows the jobs of all domains."""
    return Worker(context, mailer_of(context.settings), handlers())


def handlers() -> list[AnyHandler]:
    """The kinds of job of all domains."""
    return [handler for module in modules("jobs") for handler in module.HANDLERS]


def _plain(identifier: str) -> str:
    """One spelling of a correlation identifier, whoever sent it: UUIDs come in many."""
    return UUID(identifier).hex


def _routers(name: str) -> Iterator[APIRouter]:
    """The routers of that name in all domains: `router` below the version, `outside` beside it."""
    for module in modules("router"):
        router = getattr(module, name, None)
        if isinstance(router, APIRouter):
            yield router


def _listed(module: str, name: str, kind: type[_Declared]) -> Iterator[_Declared]:
    """What the domains declare under a name, in the modules of theirs that have it."""
    for found in modules(module):
        yield from (one for one in getattr(found, name, ()) if isinstance(one, kind))
