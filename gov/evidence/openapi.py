"""OpenAPI 3.0 and 3.1 in JSON or YAML: what each operation says of itself.

The form is that of the OpenAPI Specification: parameters of a path hold for each of its operations, security
of the document for each that says nothing of its own, and `security: []` means open on purpose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.model import Contract, Operation
from gov.evidence.nodes import items_of, members_of, text_of
from gov.evidence.openapi_schemas import Definitions
from gov.evidence.structure import broken, clean, read_structure, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.evidence.nodes import Node, Trail

__all__ = ["read_openapi"]

_WHAT = "an OpenAPI description"
_DESCRIBE = "Describe each operation under `paths`."
_SPLIT = "Split the description, and name the part that is to be checked."
# More than the largest known API has, and less than a small file can make by naming one list many times.
_MOST_NAMES = 1_000_000
_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))
_VERSION = re.compile(r"3\.[01](?:\.[0-9]{1,4})?(?:-[0-9A-Za-z.-]{1,20})?")
# 204 and its like have no body, and who is sent elsewhere does not read one.
_BODILESS = re.compile(r"1[0-9X]{2}|204|205|3[0-9X]{2}", re.IGNORECASE)
_STRUCTURED = re.compile(r"json|xml|yaml|x-www-form-urlencoded|form-data|\*/\*|application/\*", re.IGNORECASE)


def read_openapi(data: bytes, path: str) -> tuple[Operation, ...]:
    """The operations of a description, in the order of the file.

    Raises `GovError` for a file that cannot be parsed, is of another version, or describes no operation.
    """
    structure = read_structure(data, path, _is_walked, what=_WHAT, takes_yaml=True)
    document = members_of(structure.root)
    source = source_of(path, data)

    def line_of(*trail: str) -> int:
        return source.position(structure.places.get(trail, (0, 0))[0]).line

    _refuse_other_versions(document, path, line_of)
    paths = document.get("paths")
    if not isinstance(paths, dict):
        problem = "`paths` is no mapping" if "paths" in document else "describes no `paths`"
        raise broken(path, line_of("paths"), problem, _DESCRIBE)
    reader = _Reader(document)
    operations = []
    size = 0
    for name, written in paths.items():
        item = {} if name.startswith("x-") else reader.definitions.path_item(written)
        own = structure.places.get(("paths", name), (0, 0))
        for key in item:
            if key.lower() in _METHODS:
                start, end = structure.places.get(("paths", name, key), own)
                found = reader.operation(key.lower(), name, item, members_of(item[key]))
                size += len(found.required) + len(found.responses)
                if size > _MOST_NAMES:
                    raise broken(path, source.position(start).line, "describes too much to be read", _SPLIT)
                operations.append(
                    found._replace(
                        report=path, line=source.position(start).line,
                        start=start, end=end, path_start=own[0], path_end=own[1],
                    )
                )  # fmt: skip
    if not operations:
        raise broken(path, line_of("paths"), "describes no operation", _DESCRIBE)
    return tuple(operations)


def _is_walked(trail: Trail) -> bool:
    return not trail or (trail[0] == "paths" and len(trail) <= 2)  # noqa: PLR2004 - paths and what stands in them


def _refuse_other_versions(document: dict[str, Node], path: str, line_of: Callable[[str], int]) -> None:
    version = document.get("openapi")
    written = clean(str(version))[:20] if isinstance(version, str | int | float) else ""
    if _VERSION.fullmatch(written):
        return
    way_out = "OpenAPI 3.0 and 3.1 are read: convert the description, or name another file."
    if "swagger" in document:
        said = clean(str(document["swagger"]))[:20]
        raise broken(path, line_of("swagger"), f"is of version {said} (Swagger)", way_out)
    said = f"is of version {written}" if written else "is no OpenAPI description: `openapi` is missing"
    raise broken(path, line_of("openapi"), said, way_out)


def _is_secured(security: Node) -> bool | None:
    """Whether no way in is open; None where nothing is said."""
    if not isinstance(security, list):
        return None
    return bool(security) and all(bool(way) for way in security)


class _Reader:
    """The operations of one document; what several of them share is read once."""

    def __init__(self, document: dict[str, Node]) -> None:
        self.definitions = Definitions(document)
        self._security = document.get("security")
        # By identity: the document holds them all for as long as this reads it.
        self._parameters: dict[int, dict[str, bool]] = {}
        self._fields: dict[int, frozenset[str]] = {}
        self._described: dict[int, bool] = {}

    def operation(self, method: str, path: str, item: dict[str, Node], written: dict[str, Node]) -> Operation:
        """What an operation says of itself, and its path for it; where it stands is told by the caller."""
        responses = {
            clean(code): response
            for code, response in members_of(written.get("responses")).items()
            if not code.startswith("x-")
        }
        said = [text_of(place.get(key)) for place in (written, item) for key in ("summary", "description")]
        body = members_of(self.definitions.resolved(written.get("requestBody")))
        return Operation(
            method=method,
            path=clean(path),
            description=clean(" ".join(said)),
            is_secured=_is_secured(written.get("security", self._security)),
            required=self._required_parameters(item, written) | self._body_fields(body),
            responses=frozenset(responses),
            with_schema=frozenset(
                code
                for code, response in responses.items()
                if method == "head" or _BODILESS.fullmatch(code) or self._is_described(response)
            ),
            report="",
            has_body=bool(body),
            contract=Contract(
                self.definitions, path, item.get("parameters"), written.get("parameters"),
                written.get("requestBody"), written.get("responses"),
            ),
        )  # fmt: skip

    def _required_parameters(self, item: dict[str, Node], written: dict[str, Node]) -> frozenset[str]:
        """The required parameters of a path and of its operation, which may say otherwise."""
        of_path = self._parameters_of(item.get("parameters"))
        own = self._parameters_of(written.get("parameters"))
        found = {name for name, is_required in of_path.items() if is_required and own.get(name, True)}
        return frozenset(found.union(name for name, is_required in own.items() if is_required))

    def _parameters_of(self, node: Node) -> dict[str, bool]:
        """Parameters by place and name, and whether each is required; those in a path are always there."""
        known = self._parameters.get(id(node))
        if known is not None:
            return known
        found: dict[str, bool] = {}
        for parameter in items_of(node):
            members = members_of(self.definitions.resolved(parameter))
            place, name = text_of(members.get("in")), text_of(members.get("name"))
            if place and name and place != "path":
                name = name.lower() if place == "header" else name
                found[clean(f"{place}:{name}")] = members.get("required") is True
        self._parameters[id(node)] = found
        return found

    def _body_fields(self, body: dict[str, Node]) -> frozenset[str]:
        """The fields that a body must have in each media type, and the body itself where it must be."""
        known = self._fields.get(id(body)) if body else frozenset[str]()
        if known is not None:
            return known
        media = members_of(body.get("content")).values()
        needed = [self.definitions.required(members_of(one).get("schema")) for one in media]
        found = {clean(f"body:{name}") for name in frozenset.intersection(*needed)} if needed else set()
        if body.get("required") is True:
            found.add("body")
        self._fields[id(body)] = frozenset(found)
        return self._fields[id(body)]

    def _is_described(self, response: Node) -> bool:
        """Whether a response says what is in its body; what another file says of it nobody knows here."""
        members = members_of(self.definitions.resolved(response))
        if "$ref" in members:
            return True
        if not members:
            return False
        known = self._described.get(id(members))
        if known is None:
            content = members_of(members.get("content"))
            schemas = [members_of(one).get("schema") for name, one in content.items() if _is_structured(name)]
            # `{}` and `true` allow anything, and so say nothing.
            known = bool(content) and all(schema and schema is not True for schema in schemas)
            self._described[id(members)] = known
        return known


def _is_structured(media_type: str) -> bool:
    """Whether a client must know what is in a body of a type: a picture or a file is what its type says."""
    return _STRUCTURED.search(media_type) is not None
