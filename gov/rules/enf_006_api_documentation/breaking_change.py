"""ENF-006.breaking-change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_006_api_documentation._operations import about, key, name, place
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import Operation


@rule("error", needs=("openapi-base",))
def breaking_change(facts: Facts) -> Iterator[Draft]:
    """What a client of the API could do before this change, it cannot do any more.

    Found is an operation that is gone, an answer or one of its fields that is gone or may be, what has to be
    sent and had not, and an operation that was open and asks who is calling (CONST-P1). What is sent must
    still be taken, so there fewer types, values, formats and media types are a break; what is answered must
    still be understood, so there more of them are. What several operations share is told with the first.

    The base's own settings say where it describes its API. Where nothing describes it any more, all of it is
    gone. A field that nobody reads any more, and a type that was not told before, break nothing.

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
    before, now = facts.evidence.base_operations, facts.evidence.operations
    if not before:
        return
    if now is None:
        yield from _all_gone(before, facts)
        return
    # Only where there is a base is it worth the time to prepare what compares.
    from gov.rules.enf_006_api_documentation._breaks import Breaks  # noqa: PLC0415 - see above

    after = {key(operation): operation for operation in now}
    paths = {path: operation for (_, path), operation in reversed(after.items())}
    breaks = Breaks(before, now)
    for operation in before:
        found = after.get(key(operation))
        if found is None:
            beside = paths.get(key(operation)[1])
            yield Draft(
                _place_of_gone(now[0].report, beside),
                f"{name(operation)} is gone: the base describes it",
                "Keep it as long as it has clients; `deprecated: true` tells them to move on.",
                about=about(operation),
            )
        elif changes := breaks.of(operation, found):
            yield Draft(
                place(found),
                f"{name(found)} breaks its clients: {'; '.join(changes)}",
                "Offer the new way beside the old one, or leave what is new optional.",
                about=about(found),
            )
    if breaks.is_cut:
        yield Draft(
            Place(now[0].report, 0, 0),
            "the API of the base and of now name too much too often to be compared: a break may go unseen",
            "Split the description, and name the part that is to be checked.",
            about=(f"path:{now[0].report}",),
        )


def _all_gone(before: tuple[Operation, ...], facts: Facts) -> Iterator[Draft]:
    """That nothing describes the API any more; a file that is named and not there stops the whole check."""
    project = facts.project
    path = project.configuration.path or next((document.path for document in project.documents), "")
    if path:
        yield Draft(
            Place(path, 0, 0),
            f"nothing describes the API any more: the base has {_counted(before)} in {before[0].report}",
            "Name the description under [evidence] openapi. Giving up the API is a decision: record it.",
            about=(f"path:{before[0].report}",),
        )


def _counted(operations: tuple[Operation, ...]) -> str:
    return f"{len(operations):,} operation{'' if len(operations) == 1 else 's'}"


def _place_of_gone(report: str, beside: Operation | None) -> Place:
    """The path that it was one of; where that is gone too, the start of the file."""
    if beside is None:
        return Place(report, 0, 0)
    return Place(beside.report, beside.path_start, beside.path_end)
