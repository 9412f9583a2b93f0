"""What is read of API descriptions as tools write them, and what stops the run."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot

from gov.config import EvidenceSettings
from gov.evidence import Described, MemoryFiles, read_evidence
from gov.evidence.openapi import read_openapi
from gov.evidence.structure import source_of
from tests.evidence.reading import VOCABULARY

if TYPE_CHECKING:
    from gov.evidence import Operation

# As FastAPI writes it: every reference inside the document, failures by `HTTPValidationError`, no security
# unless a dependency asks for it, and an empty schema where nothing was declared.
FASTAPI = {
    "openapi": "3.1.0",
    "info": {"title": "Events", "version": "0.1.0"},
    "paths": {
        "/events/{event_id}": {
            "get": {
                "summary": "Read Event",
                "description": "What a visitor sees before booking.",
                "operationId": "read_event_events__event_id__get",
                "parameters": [
                    {"name": "event_id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "q", "in": "query", "required": False, "schema": {"type": "string"}},
                    {"name": "X-Token", "in": "header", "required": True, "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "Successful Response",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}},
                    },
                    "422": {
                        "description": "Validation Error",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/HTTPValidationError"}
                            }
                        },
                    },
                },
            },
            "put": {
                "summary": "Update Event",
                "operationId": "update_event_events__event_id__put",
                "security": [{"OAuth2PasswordBearer": []}],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}},
                },
                "responses": {
                    "200": {
                        "description": "Successful Response",
                        "content": {"application/json": {"schema": {}}},
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {
            "Event": {
                "type": "object",
                "required": ["title", "id"],
                "properties": {"title": {"type": "string"}, "id": {"type": "integer", "readOnly": True}},
            },
            "HTTPValidationError": {"type": "object", "properties": {"detail": {"type": "array"}}},
        }
    },
}

# As Stoplight writes it: YAML of version 3.0, parameters at the path, responses and bodies by reference,
# security for the whole document and none on purpose where everybody may call.
STOPLIGHT = """\
openapi: 3.0.3
info:
  title: Événements
  version: '1.0'
security:
  - apiKey: []
paths:
  '/événements/{id}':
    parameters:
      - $ref: '#/components/parameters/Id'
      - schema:
          type: string
        name: lang
        in: query
        required: true
    get:
      summary: Lire un événement
      security: []
      parameters:
        - name: lang
          in: query
          required: false
      responses:
        '200':
          $ref: '#/components/responses/Event'
        '304':
          description: Not Modified
    head:
      summary: Whether it is there
      security: [{}, {apiKey: []}]
      responses:
        200:
          description: It is
    patch:
      summary: Change some fields
      requestBody:
        $ref: '#/components/requestBodies/Patch'
      responses:
        '204':
          description: Done
  /poster:
    get:
      summary: The poster of today
      responses:
        '200':
          description: A picture
          content:
            image/png: {}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  responses:
    Event:
      description: OK
      content:
        application/json:
          schema: {type: object}
  requestBodies:
    Patch:
      content:
        application/json:
          schema:
            allOf:
              - $ref: '#/components/schemas/Base'
              - required: [reason]
            oneOf:
              - required: [a, b]
              - required: [b, c]
  schemas:
    Base: {required: [version]}
"""


def told(operation: Operation) -> tuple[object, ...]:
    """An operation without its offsets, sets sorted."""
    return (
        operation.line, operation.method, operation.path, operation.description, operation.is_secured,
        sorted(operation.required), sorted(operation.responses), sorted(operation.with_schema),
    )  # fmt: skip


def read(text: str, path: str = "openapi.yaml") -> tuple[Operation, ...]:
    return read_openapi(dedent(text).encode(), path)


def test_a_description_as_fastapi_writes_it() -> None:
    data = json.dumps(FASTAPI, indent=2).encode()

    assert [told(operation) for operation in read_openapi(data, "openapi.json")] == snapshot(
        [
            (
                9,
                "get",
                "/events/{event_id}",
                "Read Event What a visitor sees before booking.",
                None,
                ["header:x-token"],
                ["200", "422"],
                ["200", "422"],
            ),
            (62, "put", "/events/{event_id}", "Update Event", True, ["body", "body:title"], ["200"], []),
        ]
    )


def test_a_description_as_stoplight_writes_it() -> None:
    operations = read_openapi(STOPLIGHT.encode(), "openapi.yaml")

    assert [told(operation) for operation in operations] == snapshot(
        [
            (16, "get", "/événements/{id}", "Lire un événement", False, [], ["200", "304"], ["200", "304"]),
            (28, "head", "/événements/{id}", "Whether it is there", False, ["query:lang"], ["200"], ["200"]),
            (
                34,
                "patch",
                "/événements/{id}",
                "Change some fields",
                True,
                ["body:b", "body:reason", "body:version", "query:lang"],
                ["204"],
                ["204"],
            ),
            (42, "get", "/poster", "The poster of today", True, [], ["200"], ["200"]),
        ]
    )


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_operation_stands_where_its_method_is_written(ending: bytes, mark: bytes) -> None:
    data = mark + STOPLIGHT.encode().replace(b"\n", ending)
    source = source_of("openapi.yaml", data)

    for operation in read_openapi(data, "openapi.yaml"):
        assert data[operation.start : operation.end].decode() == operation.method
        assert data[operation.path_start : operation.path_end].decode().strip("'") == operation.path
        assert source.position(operation.start).line == operation.line
        assert source.position(operation.start).column == 5


def test_json_in_one_line_has_places_too() -> None:
    data = json.dumps({"é": 1, **FASTAPI}, ensure_ascii=False).encode()

    for operation in read_openapi(data, "openapi.json"):
        assert data[operation.start : operation.end].decode() == operation.method
        assert data[operation.path_start : operation.path_end].decode() == operation.path


def test_json_and_yaml_say_the_same() -> None:
    as_json = read_openapi(json.dumps(FASTAPI).encode(), "api")
    as_yaml = read_openapi(json.dumps(FASTAPI, indent=1).encode(), "api.yaml")

    assert [told(o)[1:] for o in as_json] == [told(o)[1:] for o in as_yaml]


def test_an_anchor_gives_the_value_it_names_and_a_merge_its_members() -> None:
    operations = read("""
        openapi: 3.1.0
        x-ok: &ok {content: {application/json: {schema: {type: array}}}}
        x-list: &list
          summary: What can be booked
          responses: {"200": *ok}
        paths:
          /events:
            get:
              <<: *list
              security: []
        """)

    assert [told(operation) for operation in operations] == [
        (9, "get", "/events", "What can be booked", False, [], ["200"], ["200"])
    ]


def test_a_path_defined_elsewhere_stands_where_it_is_named() -> None:
    operations = read("""
        openapi: 3.1.0
        paths:
          /a: {$ref: "#/components/pathItems/shared"}
        components:
          pathItems:
            shared:
              get: {summary: What can be booked, responses: {default: {$ref: other.yaml}}}
        """)

    assert [told(operation) for operation in operations] == [
        (4, "get", "/a", "What can be booked", None, [], ["default"], ["default"])
    ]


def test_circles_of_references_end() -> None:
    operations = read("""
        openapi: 3.1.0
        paths:
          /a: {$ref: "#/paths/~1b"}
          /b: {$ref: "#/paths/~1a"}
          /c:
            post:
              parameters: [{$ref: "#/x"}, {$ref: "#/nowhere/0"}]
              requestBody: {content: {application/json: {schema: {$ref: "#/s"}}}}
              responses: {"200": {$ref: "#/x"}}
        x: {$ref: "#/x"}
        s: {required: [title], allOf: [{$ref: "#/s"}, {$ref: "#/t"}]}
        t: {oneOf: [{$ref: "#/s"}, {required: [reason]}]}
        """)

    assert [told(operation) for operation in operations] == [
        (7, "post", "/c", "", None, ["body:title"], ["200"], [])
    ]


def test_half_characters_never_reach_a_message() -> None:
    data = b'{"openapi": "3.0.1", "paths": {"/\\ud800": {"get": {"summary": "\\udfff\\n\\nx"}}}}'

    (operation,) = read_openapi(data, "openapi.json")

    assert (operation.path, operation.description) == ("/?", "? x")


@pytest.mark.parametrize("before", [b"swagger: '2.0'\n", b"a: [", b"", b"\xff"])
def test_a_base_that_cannot_be_read_is_nothing_to_compare_with(before: bytes) -> None:
    settings = EvidenceSettings(openapi="api.yaml")
    now = MemoryFiles({"api.yaml": STOPLIGHT.encode()})

    evidence = read_evidence(settings, now, VOCABULARY, Described("api.yaml", before))

    assert len(evidence.operations or ()) == 4
    assert evidence.base_operations is None
