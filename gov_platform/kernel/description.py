"""The description of the interface (OpenAPI 3.1): what FastAPI knows of routes, and errors as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from gov_platform.kernel.errors import ProblemDocument, Unprocessable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Described"]

_PROBLEM = f"#/components/schemas/{ProblemDocument.__name__}"
_NOT_OURS = ("HTTPValidationError", "ValidationError")
_OF_PROBLEMS = "application/problem+json"


class Described(FastAPI):
    """An application whose description shows every error as a problem document."""

    def openapi(self) -> dict[str, object]:
        """Describe the interface; the same object from the second time on."""
        if self.openapi_schema is None:
            description = super().openapi()
            for operation in _operations(description):
                # What asks for nobody's name is open, and says so: a test lists all that may be.
                operation.setdefault("security", [])
                responses = operation["responses"]
                for response in responses.values() if isinstance(responses, dict) else ():
                    _show_problem(response)
            schemas = description.get("components", {}).get("schemas", {})
            for name in _NOT_OURS:
                schemas.pop(name, None)
        return super().openapi()


def _operations(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> Iterator[dict[str, object]]:
    for path in description["paths"].values():
        yield from path.values()


def _show_problem(response: dict[str, object]) -> None:
    content = response.get("content")
    if not isinstance(content, dict):
        return
    for media, shown in list(content.items()):
        reference = str(shown.get("schema", {}).get("$ref", ""))
        name = reference.rpartition("/")[2]
        if name in _NOT_OURS or reference == _PROBLEM:
            if name in _NOT_OURS:
                response["description"] = f"{Unprocessable.title}."
            del content[media]
            content[_OF_PROBLEMS] = {"schema": {"$ref": _PROBLEM}}
