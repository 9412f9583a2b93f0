"""ENF-006.no-authentication-declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_006_api_documentation._operations import about, name, place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("openapi",))
def no_authentication_declared(facts: Facts) -> Iterator[Draft]:
    """Neither an operation nor the API description says who may call it.

    Whether it is open on purpose or by mistake nobody can tell (CONST-P1, CONST-P5).

    Cure it with `security` at the operation, or once for the whole description. `security: []` says that an
    operation is open on purpose.

    Fails at openapi.yaml:5:5:

    ```toml gov.toml
    [evidence]
    openapi = "openapi.yaml"
    ```

    ```yaml openapi.yaml
    openapi: 3.1.0
    info: {title: Events, version: 1.0.0}
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
    info: {title: Events, version: 1.0.0}
    paths:
      /events:
        get:
          summary: What a visitor can still book
          security: []
          responses:
            "200":
              content: {application/json: {schema: {type: array}}}
    ```
    """
    for operation in facts.evidence.operations or ():
        if operation.is_secured is None:
            yield Draft(
                place(operation),
                f"{name(operation)} does not say who may call it, and nor does the description as a whole",
                "Add `security` to it or to the description; `security: []` where everybody may.",
                about=about(operation),
            )
