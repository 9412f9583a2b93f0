"""OpenAPI 3.0 and 3.1 in JSON or YAML: what each operation says of itself.

The form is that of the OpenAPI Specification: parameters of a path hold for each of its operations, security
of the document for each that says nothing of its own, and `security: []` means open on purpose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.model import Operation
from gov.evidence.nodes import items_of, members_of, text_of
from gov.evidence.openapi_schemas import Definitions
from gov.evidence.structure import Structure, broken, clean, read_structure, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence.nodes import Node, Trail

__all__ = ["read_openapi"]

_WHAT = "an OpenAPI description"
_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))
_VERSION = re.compile(r"3\.[01](?:\.[0-9]{1,4})?(?:-[0-9A-Za-z.-]{1,20})?")
# 204 and its like have no body, and who is sent elsewhere does not read one.
_BODILESS = re.compile(r"1[0-9X]{2}|204|205|3[0-9X]{2}", re.IGNORECASE)
# A picture or a file is what its media type says; of these a client must know what is in them.
_STRUCTURED = re.compile(r"json|xml|yaml|x-www-form-urlencoded|form-data|\*/\*|application/\*", re.IGNORECASE)


def read_openapi(data: bytes, path: str) -> tuple[Operation, ...]:
    """The operations of a description, in the order of the file.

    Raises `GovError` for a file that cannot be parsed, is of another version, or describes no operation.
    """
    structure = read_structure(data, path, _is_walked, what=_WHAT, takes_yaml=True)
    document = members_of(structure.root)
    source = source_of(path, data)
    _refuse_other_versions(document, structure, path, data)
    paths = document.get("paths")
    line = source.position(structure.places.get(("paths",), (0, 0))[0]).line
    if not isinstance(paths, dict):
        problem = "`paths` is no mapping" if "paths" in document else "it describes no `paths`"
        raise broken(path, line, problem, "Describe each operation under `paths`.")
    definitions = Definitions(document)
    operations = []
    for name in paths:
        if name.startswith("x-"):
            continue
        item = definitions.path_item(paths[name])
        for key, written in item.items():
            if key.lower() in _METHODS:
                found = _operation(key.lower(), name, item, members_of(written), definitions)
                own = structure.places.get(("paths", name), (0, 0))
                start, end = structure.places.get(("paths", name, key), own)
                operations.append(
                    found._replace(
                        report=path, line=source.position(start).line,
                        start=start, end=end, path_start=own[0], path_end=own[1],
                    )
                )  # fmt: skip
    if not operations:
        raise broken(path, line, "it describes no operation", "Describe each operation under `paths`.")
    return tuple(operations)


def _is_walked(trail: Trail) -> bool:
    return not trail or (trail[0] == "paths" and len(trail) <= 2)  # noqa: PLR2004 - paths and what stands in them


def _refuse_other_versions(document: dict[str, Node], structure: Structure, path: str, data: bytes) -> None:
    version = document.get("openapi")
    written = clean(str(version)) if isinstance(version, str | int | float) else ""
    if _VERSION.fullmatch(written):
        return
    source = source_of(path, data)
    way_out = "OpenAPI 3.0 and 3.1 are read: convert the description, or name another file."
    if "swagger" in document:
        at = structure.places.get(("swagger",), (0, 0))[0]
        said = clean(str(document["swagger"]))[:20]
        raise broken(path, source.position(at).line, f"it is of version {said} (Swagger)", way_out)
    at = structure.places.get(("openapi",), (0, 0))[0]
    problem = (
        f"it is of version {written[:20]!r}"
        if written
        else "it is no OpenAPI description: `openapi` is missing"
    )
    raise broken(path, source.position(at).line, problem, way_out)


def _operation(
    method: str, path: str, item: dict[str, Node], written: dict[str, Node], definitions: Definitions
) -> Operation:
    document = definitions.document
    responses = {
        clean(code): response
        for code, response in members_of(written.get("responses")).items()
        if not code.startswith("x-")
    }
    said = [text_of(place.get(key)) for place in (written, item) for key in ("summary", "description")]
    security = written["security"] if "security" in written else document.get("security")
    body = members_of(definitions.resolved(written.get("requestBody")))
    return Operation(
        method=method,
        path=clean(path),
        description=clean(" ".join(said)),
        is_secured=_is_secured(security),
        required=frozenset((*_parameters(item, written, definitions), *_body_fields(body, definitions))),
        responses=frozenset(responses),
        with_schema=frozenset(
            code
            for code, response in responses.items()
            if method == "head" or _BODILESS.fullmatch(code) or _is_described(response, definitions)
        ),
        report="",
        has_body=bool(body),
    )


def _is_secured(security: Node) -> bool | None:
    """Whether no way in is open; None where nothing is said."""
    if not isinstance(security, list):
        return None
    return bool(security) and all(bool(way) for way in security)


def _parameters(item: dict[str, Node], written: dict[str, Node], definitions: Definitions) -> Iterator[str]:
    """The required parameters of a path and of its operation; those in the path itself are always there."""
    found: dict[str, bool] = {}
    for parameter in (*items_of(item.get("parameters")), *items_of(written.get("parameters"))):
        members = members_of(definitions.resolved(parameter))
        place, name = text_of(members.get("in")), text_of(members.get("name"))
        if place and name and place != "path":
            name = name.lower() if place == "header" else name
            found[clean(f"{place}:{name}")] = members.get("required") is True
    return (name for name, is_required in found.items() if is_required)


def _body_fields(body: dict[str, Node], definitions: Definitions) -> Iterator[str]:
    """The fields that a body must have in each of its media types, and the body itself where it must be."""
    if body.get("required") is True:
        yield "body"
    schemas = [members_of(media).get("schema") for media in members_of(body.get("content")).values()]
    if schemas:
        needed = frozenset.intersection(*(definitions.required(schema) for schema in schemas))
        for name in needed:
            yield clean(f"body:{name}")


def _is_described(response: Node, definitions: Definitions) -> bool:
    """Whether a response says what is in its body; what another file says of it nobody knows here."""
    members = members_of(definitions.resolved(response))
    if "$ref" in members:
        return True
    content = members_of(members.get("content"))
    return bool(content) and all(
        bool(members_of(media).get("schema")) and members_of(media).get("schema") is not True
        for name, media in content.items()
        if _STRUCTURED.search(name) or not name
    )
