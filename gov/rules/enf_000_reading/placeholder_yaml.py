"""ENF-000.placeholder-yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHOICE = re.compile(r"[{<]\s{0,8}([A-Za-z0-9][A-Za-z0-9-]{0,40}[A-Za-z0-9])\s{0,8}[}>]")


@rule("warning", fix="safe")
def placeholder_yaml(facts: Facts) -> Iterator[Draft]:
    """A value in the front matter still stands in the brackets of its template.

    `status: { accepted }` reads like a status and is none: to YAML it is a table with an empty entry. Whoever
    filled in the template meant it, and everything that looks for the status misses it (CONST-P10).

    Cure it by taking the brackets away, which `--fix` does where one word stands in them.

    Fails at docs/adr/0001-use-tokens.md:2:9:

    ```markdown docs/adr/0001-use-tokens.md
    ---
    status: { accepted }
    ---
    # ADR-0001: Use tokens
    ```

    Passes:

    ```markdown docs/adr/0001-use-tokens.md
    ---
    status: accepted
    ---
    # ADR-0001: Use tokens
    ```
    """
    for document in facts.project.documents:
        front = document.source.front_matter
        for entry in front.entries if front else ():
            if not entry.is_placeholder:
                continue
            source = document.source
            place = source.place(
                source.offset_of_front_matter(entry.start), source.offset_of_front_matter(entry.end)
            )
            written = source.data[place.start : place.end].decode("utf-8", "replace")
            chosen = _CHOICE.fullmatch(written)
            fix = None
            if chosen and written[0] == "{" and chosen.group(1).casefold() != entry.key.casefold():
                fix = Fix(f"Write {chosen.group(1)}", (Edit(place, chosen.group(1)),), is_safe=True)
            yield Draft(
                place, f"{entry.key} is {written}, which still stands in the brackets of its template",
                "Write the value without brackets.", fix=fix,
                about=(f"path:{document.path}", *(item.id for item in document.items)),
            )  # fmt: skip
