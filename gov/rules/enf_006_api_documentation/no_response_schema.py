"""ENF-006.no-response-schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_006_api_documentation._operations import about, name, place

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAILURE = re.compile(r"[45][0-9Xx]{2}")


@rule("warning", needs=("openapi",))
def no_response_schema(facts: Facts) -> Iterator[Draft]:
    """An operation does not say what the body of its answer holds.

    A client can only find out by trying, and nobody notices when it changes (CONST-P1).

    Cure it by giving each answer of success a `content` with a `schema`. None is needed by answers without
    a body (204, 304, everything to HEAD), by files and pictures, and by failures.

    Fails at openapi.yaml:6:5:

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
          summary: What a visitor can still book
          responses:
            "200": {description: The next hundred}
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
        get:
          summary: What a visitor can still book
          responses:
            "200":
              description: The next hundred
              content: {application/json: {schema: {type: array, items: {type: string}}}}
            "404": {description: There is no such series}
        delete:
          summary: Call off every event
          responses:
            "204": {description: Done}
    ```
    """
    for operation in facts.evidence.operations or ():
        answers = {code for code in operation.responses if not _FAILURE.fullmatch(code)}
        silent = sorted(answers - operation.with_schema)
        if silent or not answers:
            said = f"has no schema for its answer {', '.join(silent)}" if silent else "describes no answer"
            message = f"{name(operation)} {said}"
            if not answers and operation.responses:
                message += f" but {', '.join(sorted(operation.responses))}"
            help_ = "Describe what the body holds: responses, the status code, content, schema."
            yield Draft(place(operation), message, help_, about=about(operation))
