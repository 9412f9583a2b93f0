"""What stops the run instead of passing as an API description, and what a hostile one costs."""

from __future__ import annotations

import json

import pytest
from inline_snapshot import snapshot

from gov.errors import GovError
from gov.evidence.openapi import read_openapi


def stopped(data: bytes, path: str = "openapi.yaml") -> str:
    """The message that stops the run, which always has a way out."""
    with pytest.raises(GovError) as caught:
        read_openapi(data, path)
    assert caught.value.help
    assert caught.value.exit_code == 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (
            b"",
            "openapi.yaml",
            snapshot("openapi.yaml:1: is no OpenAPI description: `openapi` is missing"),
        ),
        (
            b"hello",
            "openapi.yaml",
            snapshot("openapi.yaml:1: is no OpenAPI description: `openapi` is missing"),
        ),
        (
            b"[]",
            "openapi.json",
            snapshot("openapi.json:1: is no OpenAPI description: `openapi` is missing"),
        ),
        (
            b"info: 1\nswagger: '2.0'\npaths: {}\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: is of version 2.0 (Swagger)"),
        ),
        (
            b"\nopenapi: 4.0.0\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: is of version 4.0.0"),
        ),
        (
            b"openapi: 3.1.0\n",
            "openapi.yaml",
            snapshot("openapi.yaml:1: describes no `paths`"),
        ),
        (
            b"openapi: 3.1.0\npaths:\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: `paths` is no mapping"),
        ),
        (
            b"openapi: 3.1.0\npaths: {/a: {summary: None}}\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: describes no operation"),
        ),
        (
            b"a: b\n c: d",
            "openapi.yaml",
            snapshot("openapi.yaml:2: is not YAML: mapping values are not allowed in this context"),
        ),
        (
            b"a: *b",
            "openapi.yaml",
            snapshot("openapi.yaml:1: names the anchor 'b', which is not there"),
        ),
        (
            b"a: 1\n---\na: 1\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: holds a second YAML document"),
        ),
        (
            b"a: 1\nb: 2\na: 3\n",
            "openapi.yaml",
            snapshot("openapi.yaml:3: has the key 'a' twice"),
        ),
        (
            b"[a]: 1\n",
            "openapi.yaml",
            snapshot("openapi.yaml:1: has a key that is not plain text"),
        ),
        (
            b"a: \0",
            "openapi.yaml",
            snapshot("openapi.yaml:1: is not YAML: it holds a character that may not stand there"),
        ),
        (
            b"a: 1\n# \xe9\n",
            "openapi.yaml",
            snapshot("openapi.yaml:2: holds a byte that is not UTF-8, 0xE9"),
        ),
        (
            b'{"a": 1,\n"a": 2}',
            "openapi.json",
            snapshot("openapi.json:2: has the key 'a' twice in one object"),
        ),
        (
            b'{"a":\n{"b": 1, "b": 2}}',
            "openapi.json",
            snapshot("openapi.json:2: has the key 'b' twice in one object"),
        ),
        (
            b'{"a": 1\n',
            "openapi.json",
            snapshot("openapi.json:2: is not JSON: a comma or the end should stand here"),
        ),
        (
            b'{"a": 1}\n}',
            "openapi.json",
            snapshot("openapi.json:2: is not JSON: something stands after its end"),
        ),
        (
            b'{"openapi": ' + b"1" * 5000 + b"}",
            "openapi.json",
            snapshot("openapi.json:1: holds a number that is too long"),
        ),
    ],
)
def test_what_cannot_be_read_stops_the_run_with_its_line_and_a_way_out(
    data: bytes, path: str, message: str
) -> None:
    assert stopped(data, path) == message


@pytest.mark.parametrize(
    ("data", "path", "problem"),
    [
        (b"x: " + b"[" * 100_000, "openapi.yaml", "is nested too deeply"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(300)), "openapi.yaml", "is nested too deeply"),
        (b'{"a":' * 100_000, "openapi.json", "is nested too deeply"),
        (b'{"a":' * 100_000, "openapi.yaml", "is nested too deeply"),
        (b"- " * 1000, "openapi.yaml", "is nested too deeply"),
        (b" " * (16 << 20), "openapi.yaml", "is 16 MiB or more"),
        (b"x: [" + b"1," * 600_000 + b"]", "openapi.yaml", "holds more than 500,000 values"),
        (
            b"x: &x {" + b",".join(b"k%d: 1" % n for n in range(20_000)) + b"}\n"
            + b"".join(b"y%d: {<<: *x}\n" % n for n in range(50)),
            "openapi.yaml", "holds more than 500,000 values",
        ),
    ],
)  # fmt: skip
def test_bombs_are_refused(data: bytes, path: str, problem: str) -> None:
    assert problem in stopped(data, path)


def test_a_small_file_cannot_make_a_large_answer() -> None:
    parameters = [{"in": "query", "name": f"p{n}", "required": True} for n in range(2000)]
    paths = {f"/a{n}": {"$ref": "#/shared"} for n in range(2000)}
    document = {"openapi": "3.1.0", "paths": paths, "shared": {"get": {}, "parameters": parameters}}

    assert "describes too much" in stopped(json.dumps(document).encode(), "openapi.json")
    document["shared"] = {"get": {}, "parameters": parameters[:10]}
    assert len(read_openapi(json.dumps(document).encode(), "openapi.json")) == 2000


def test_aliases_that_multiply_cost_nothing() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "\n".join(["a0: &a0 x", *levels, "openapi: 3.1.0", "paths: {/a: {get: }}"])

    (operation,) = read_openapi(text.encode(), "openapi.yaml")

    assert operation.method == "get"
