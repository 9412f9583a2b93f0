"""ENF-000.front-matter-invalid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_declared

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def front_matter_invalid(facts: Facts) -> Iterator[Draft]:
    """The front matter of a governed file cannot be read.

    Status and date of a decision often stand in the front matter and nowhere else; where it cannot be read,
    the decision has neither (CONST-P10). Besides what is no YAML, aliases and a key given twice are refused:
    a reader cannot tell what they come to.

    Cure it by mending the line that is named; a value with a colon in it wants quotation marks.

    Fails at docs/adr/0001-use-tokens.md:3:1:

    ```markdown docs/adr/0001-use-tokens.md
    ---
    status: accepted
    status: proposed
    ---
    # ADR-0001: Use tokens
    ```

    Passes:

    ```markdown docs/adr/0001-use-tokens.md
    ---
    status: accepted
    date: 2026-05-04
    ---
    # ADR-0001: Use tokens
    ```
    """
    for document in facts.project.documents:
        front = document.source.front_matter
        if front is None or not front.problem:
            continue
        start = document.source.offset_of_front_matter(front.problem_index)
        yield Draft(
            document.source.place(start, start), f"the front matter {front.problem}",
            "Write one key and its value a line, as in: status: accepted",
            about=(
                f"path:{document.path}", *(item.id for item in document.items),
                *about_declared(facts.project, document.source.data[: document.source.base]),
            ),
        )  # fmt: skip
