"""The interface is what its description says, and survives whatever the description allows, and more."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import requests
import schemathesis
from anyio.from_thread import start_blocking_portal
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from hypothesis import HealthCheck, Phase, given, seed, strategies
from hypothesis import settings as of_hypothesis
from schemathesis.core.result import Ok

from gov_platform.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from schemathesis.schemas import APIOperation

    from gov_platform.settings import Settings

    AnyCase = schemathesis.Case[APIOperation[Any, Any, Any, Any]]

    Ask = Callable[[httpx.Request], httpx.Response]

OUTSIDE = {"/health", "/health/live", "/health/ready", "/health/startup", "/metrics"}
OPEN = {
    "GET /api/v1/auth/jwks",
    "GET /health",
    "GET /health/live",
    "GET /health/ready",
    "GET /health/startup",
    "POST /api/v1/auth/confirm",
    "POST /api/v1/auth/confirmation",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/password/forgotten",
    "POST /api/v1/auth/password/reset",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/register",
}
"""What anybody may call; a route that is open and not listed fails."""
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def description(app: FastAPI) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    described: dict[str, dict[str, dict[str, dict[str, object]]]] = app.openapi()
    return described


@pytest.fixture
def operations(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> dict[str, dict[str, object]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }


@pytest.mark.gov("TASK-045.5")
def test_every_operation_says_what_it_does_and_how_it_fails(
    operations: dict[str, dict[str, object]], description: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert operations
    for name, operation in operations.items():
        assert operation.get("summary"), name
        assert operation.get("tags"), name
        responses = operation["responses"]
        assert isinstance(responses, dict)
        assert set(responses["default"]["content"]) == {"application/problem+json"}, name
        for status, response in responses.items():
            assert response["description"], (name, status)
    assert str(description["openapi"]).startswith("3.1")
    assert "HTTPValidationError" not in json.dumps(description)


def test_only_what_is_listed_is_open(operations: dict[str, dict[str, object]]) -> None:
    assert {name for name, operation in operations.items() if not operation["security"]} == OPEN


@pytest.mark.gov("TASK-003.2")
def test_lists_are_pages_and_single_resources_are_bare(
    operations: dict[str, dict[str, object]], description: dict[str, dict[str, dict[str, object]]]
) -> None:
    for name, operation in operations.items():
        responses = operation["responses"]
        assert isinstance(responses, dict)
        for status, response in responses.items():
            for shown in response.get("content", {}).values():
                schema = shown["schema"]
                assert schema.get("type") != "array", (name, status)
                name_of = schema.get("$ref", "").rpartition("/")[2]
                referred = description["components"]["schemas"].get(name_of, {})
                assert isinstance(referred, dict)
                properties = set(referred.get("properties", {}))
                assert not properties & {"items", "next"} or properties == {"items", "next"}, (name, status)


@pytest.mark.gov("TASK-003.4")
def test_every_route_stands_below_the_version_or_is_no_part_of_it(app: FastAPI) -> None:
    paths = {str(route.path) for route in iter_route_contexts(app.routes)}

    assert {path for path in paths if not path.startswith("/api/v1/")} == {*OUTSIDE, "/openapi.json"}
    assert {"/api/v1/auth/login", "/api/v1/content", "/api/v1/events", "/api/v1/files"} <= paths


def test_every_route_is_described(app: FastAPI, description: dict[str, dict[str, object]]) -> None:
    routes = {str(route.path) for route in iter_route_contexts(app.routes)}

    assert routes - {"/openapi.json"} == set(description["paths"])


def test_nothing_that_a_request_passes_waits_for_a_thread(app: FastAPI) -> None:
    """FastAPI runs whatever is no coroutine in a thread: a turn of it costs more than most of our work."""
    waiting = {}
    for route in routes_of(app):
        assert route.dependant is not None
        asked = [route.dependant]
        while asked:
            one = asked.pop()
            asked += one.dependencies
            # A class that is called, as `HTTPBearer` is, shows it by its method.
            call = one.call if inspect.isroutine(one.call) else type(one.call).__call__
            if not (inspect.iscoroutinefunction(call) or inspect.isasyncgenfunction(call)):
                waiting[getattr(one.call, "__qualname__", one.call)] = route.path

    assert waiting == {}


def test_every_body_refuses_what_it_does_not_know_and_bounds_its_texts(
    operations: dict[str, dict[str, object]], description: dict[str, dict[str, dict[str, object]]]
) -> None:
    bodies = {
        name
        for operation in operations.values()
        for name in description["components"]["schemas"]
        if f'/{name}"' in json.dumps(operation.get("requestBody", {}))
    }

    for name in bodies:
        schema = description["components"]["schemas"][name]
        assert isinstance(schema, dict)
        assert schema.get("additionalProperties") is False, name


def routes_of(app: FastAPI) -> list[RouteContext]:
    """All routes of an application, also those of routers within it."""
    return [route for route in iter_route_contexts(app.routes) if isinstance(route.original_route, APIRoute)]


def ask_gov(folder: Path, description: object) -> str:
    """What our own rules say of a description."""
    (folder / "openapi.json").write_text(json.dumps(description, indent=2))
    (folder / "gov.toml").write_text('[evidence]\nopenapi = "openapi.json"\n')
    (folder / "plan.md").write_text("### PLAN-001: Serve\n\n**Status**: Active\n")
    done = subprocess.run(
        [sys.executable, "-m", "gov", "check"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


@pytest.mark.gov("TASK-045.5")
def test_our_own_rules_find_nothing_wrong_with_the_description(
    description: dict[str, dict[str, dict[str, dict[str, object]]]], tmp_path: Path
) -> None:
    told = ask_gov(tmp_path, description)
    for operation in (one for path in description["paths"].values() for one in path.values()):
        operation.pop("summary"), operation.pop("description", None), operation.pop("security", None)
    worse = ask_gov(tmp_path, description)

    assert "[ENF-006" not in told
    assert "ENF-006.undocumented-operation" in worse
    assert "ENF-006.no-authentication-declared" in worse


@pytest.fixture
def ask(settings: Settings) -> Iterator[Ask]:
    """An application in one loop, asked from outside of it."""
    app = create_app(settings)
    app.state.is_started = True
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with start_blocking_portal() as portal:
        client = httpx.AsyncClient(transport=transport, base_url="http://platform.test")
        yield lambda request: portal.call(client.send, request)
        portal.call(client.aclose)
        portal.call(app.state.context.database.close)


def as_sent(case: AnyCase) -> httpx.Request:
    """A case as bytes, as a client would put them on the wire."""
    prepared = requests.Request(**case.as_transport_kwargs(base_url="http://platform.test")).prepare()
    assert prepared.url is not None
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body or b""
    assert isinstance(body, bytes)
    headers = [
        (str(name).encode("latin-1", "ignore"), str(value).encode("latin-1", "ignore"))
        for name, value in prepared.headers.items()
    ]
    return httpx.Request(prepared.method or "GET", prepared.url, headers=headers, content=body)


HOSTILE = strategies.sampled_from([
    "/", "//", "/%00", "/..%2f..", "/api/v1/%ff", "/api/v1/\u00e9", "/health?%00=%00",
    "/health/?x=" + "a" * 9000,
    "/metrics?token=%0d%0a", "/api/v1/" + "a/" * 500, "/health/live;x", "/openapi.json?x[]=1",
])  # fmt: skip
BODIES = strategies.sampled_from([
    b"", b"{", b"[" * 5000, b'{"a":' * 2000, b'{"a": "\\ud800"}', b'{"a": "\\u0000"}', b"9" * 5000,
    b"1e999", b"NaN",
    b'{"a": 9223372036854775808}', b"\xff\xfe", b"null", b'"' + b"x" * 100_000 + b'"', b'{"a": 1, "a": 2}',
])  # fmt: skip
VERBS = strategies.sampled_from([
    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW",
])  # fmt: skip
KINDS = strategies.sampled_from(
    ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "a/b;c"]
)


def holds(answer: httpx.Response) -> bool:
    """No failure of ours, and every error a problem document."""
    if answer.status_code >= 500 or answer.headers.get("x-content-type-options") != "nosniff":
        return False
    return answer.status_code < 400 or answer.headers["content-type"] == "application/problem+json"


def ask_for_everything(ask: Ask, app: FastAPI, many: int) -> int:
    """Send cases to each operation and hostile requests anywhere; how many there were."""
    schema = schemathesis.openapi.from_dict(app.openapi())
    sent = 0
    rules = of_hypothesis(
        max_examples=many, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @seed(1)
        @rules
        @given(case=operation.as_strategy())
        def of_operation(case: AnyCase) -> None:
            nonlocal sent
            request = as_sent(case)
            sent += 1
            answer = ask(request)
            assert holds(answer), (
                request.method,
                request.url,
                request.content,
                answer.status_code,
                answer.text,
            )

        of_operation()

    @seed(1)
    @rules
    @given(path=HOSTILE, body=BODIES, verb=VERBS, kind=KINDS)
    def anywhere(path: str, body: bytes, verb: str, kind: str) -> None:
        nonlocal sent
        sent += 1
        request = httpx.Request(
            verb, f"http://platform.test{path}", content=body, headers={"Content-Type": kind}
        )
        answer = ask(request)
        assert holds(answer), (verb, path, body[:40], kind, answer.status_code, answer.text)

    anywhere()
    return sent


def test_nothing_that_is_sent_makes_it_fail(ask: Ask, app: FastAPI) -> None:
    assert ask_for_everything(ask, app, 20) >= 20


@pytest.mark.hard
@pytest.mark.untimed
def test_five_thousand_requests_make_it_fail_never(ask: Ask, app: FastAPI) -> None:
    operations = sum(len(methods) for methods in app.openapi()["paths"].values())

    # An operation without parameters has few different cases; what is hostile has many.
    sent = ask_for_everything(ask, app, max(500, 8000 // operations))
    while sent < 5_000:
        sent += ask_for_everything(ask, app, 2_000)
    assert sent >= 5_000
