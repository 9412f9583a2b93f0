"""ENF-006.undocumented-operation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_006_api_documentation._operations import about, name, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import Operation

_WORD = re.compile(r"[^\W_]+")
_SILENT = frozenset(("todo", "fixme", "tbd", "description", "summary", "endpoint", "the", "a", "an"))


@rule("error", needs=("openapi",))
def undocumented_operation(facts: Facts) -> Iterator[Draft]:
    """An operation of the API says nothing of itself, or only its own path again.

    Who is to call it has to guess what it does, or to read its code (CONST-P1).

    Cure it with a summary or a description that says what a call does and for whom. A description of the
    path as a whole counts for each of its operations.

    Fails at openapi.yaml:11:5:

    ```toml gov.toml
    [evidence]
    openapi = "openapi.yaml"
    ```

    ```yaml openapi.yaml
    openapi: 3.1.0
    info: {title: Events, version: 1.0.0}
    security: [{token: []}]
    paths:
      /events:
        get:
          summary: Events that a visitor can still book
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
        post:
          summary: POST events
          responses:
            "201":
              content: {application/json: {schema: {type: object}}}
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    openapi = "openapi.yaml"
    ```

    ```yaml openapi.yaml
    openapi: 3.1.0
    info: {title: Events, version: 1.0.0}
    security: [{token: []}]
    paths:
      /events:
        post:
          summary: Announce an event
          responses:
            "201":
              content: {application/json: {schema: {type: object}}}
    ```
    """
    for operation in facts.evidence.operations or ():
        if not _says_something(operation):
            said = f"only {operation.description!r}" if operation.description else "nothing"
            yield Draft(
                place(operation),
                f"{name(operation)} says {said} of what it does",
                "Give it a summary or a description that says what a call does.",
                about=about(operation),
            )


def _says_something(operation: Operation) -> bool:
    """Whether a description has a word that its method and path do not have already."""
    if is_null(operation.description):
        return False
    known = _words(operation.path) | {operation.method} | _SILENT
    return bool(_words(operation.description) - known)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
