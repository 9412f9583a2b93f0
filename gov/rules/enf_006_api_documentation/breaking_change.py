"""ENF-006.breaking-change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_006_api_documentation._operations import about, key, name, place
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.evidence import Operation

_SUCCESS = re.compile(r"2[0-9Xx]{2}")


@rule("error", needs=("openapi", "openapi-base"))
def breaking_change(facts: Facts) -> Iterator[Draft]:
    """What a client of the API could do before this change, it cannot do any more.

    Found is an operation that is gone, a successful answer that is gone, a parameter or field that has to be
    sent and had not, and an operation that was open and asks who is calling (CONST-P1).

    Cure it by offering the new way beside the old one, in a new version of the path, or by leaving the new
    parameter optional. A break that is wanted is a decision: record it, and excuse the finding.

    Fails at openapi.yaml:6:5:

    ```toml gov.toml
    [evidence]
    openapi = "openapi.yaml"
    ```

    ```yaml openapi.yaml
    openapi: 3.1.0
    info: {title: Events, version: 1.1.0}
    security: [{token: []}]
    paths:
      /events:
        get:
          summary: What a visitor can still book
          parameters:
            - {name: city, in: query, required: true}
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
    ```

    ```yaml openapi.yaml base
    openapi: 3.1.0
    info: {title: Events, version: 1.0.0}
    security: [{token: []}]
    paths:
      /events:
        get:
          summary: What a visitor can still book
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    openapi = "openapi.yaml"
    ```

    ```yaml openapi.yaml
    openapi: 3.1.0
    info: {title: Events, version: 1.1.0}
    security: [{token: []}]
    paths:
      /events:
        get:
          summary: What a visitor can still book
          parameters:
            - {name: city, in: query}
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
    ```

    ```yaml openapi.yaml base
    openapi: 3.1.0
    info: {title: Events, version: 1.0.0}
    security: [{token: []}]
    paths:
      /events:
        get:
          summary: What a visitor can still book
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
    ```
    """
    now = {key(operation): operation for operation in facts.evidence.operations or ()}
    paths = {path: operation for (_, path), operation in reversed(now.items())}
    for before in facts.evidence.base_operations or ():
        after = now.get(key(before))
        if after is None:
            beside = paths.get(key(before)[1])
            yield Draft(
                _place_of_gone(before, beside),
                f"{name(before)} is gone: the base describes it",
                "Keep it as long as it has clients; `deprecated: true` tells them to move on.",
                about=about(before),
            )
            continue
        changes = tuple(_breaks(before, after))
        if changes:
            yield Draft(
                place(after),
                f"{name(after)} breaks its clients: {'; '.join(changes)}",
                "Offer the new way beside the old one, or leave what is new optional.",
                about=about(after),
            )


def _place_of_gone(before: Operation, beside: Operation | None) -> Place:
    """The path that it was one of; where that is gone too, the start of the file."""
    if beside is None:
        return Place(before.report, 0, 0)
    return Place(beside.report, beside.path_start, beside.path_end)


def _breaks(before: Operation, after: Operation) -> Iterator[str]:
    """What a client of the operation before would run into now."""
    gone = sorted(_success(before.responses) - _success(after.responses))
    codes = _success(after.responses)
    # A range answers for each of its codes, and any code of it for the range.
    gone = [code for code in gone if "2xx" not in codes and not (code == "2xx" and codes)]
    if gone:
        yield f"it no longer answers {', '.join(gone)}"
    new = after.required - before.required
    if not (before.has_body or "body" in after.required):
        # Who sends no body, as ever, need not send its fields.
        new = frozenset(name for name in new if not name.startswith("body:"))
    for required in sorted(new):
        yield f"{_said(required)} is required, which the base does not ask for"
    if after.is_secured and not before.is_secured:
        yield "it asks who is calling, and was open in the base"


def _success(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code.lower() for code in codes if _SUCCESS.fullmatch(code))


def _said(required: str) -> str:
    place, _, name = required.partition(":")
    if not name:
        return "a body"
    return f"the field {name!r} of the body" if place == "body" else f"the {place} parameter {name!r}"
