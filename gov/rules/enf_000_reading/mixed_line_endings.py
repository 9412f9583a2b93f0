"""ENF-000.mixed-line-endings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.text import Source

_ENDING = re.compile(rb"\r\n|\r|\n")
_NAMES = {b"\r\n": "CRLF", b"\r": "CR", b"\n": "LF"}


@rule("info", fix="safe")
def mixed_line_endings(facts: Facts) -> Iterator[Draft]:
    r"""A governed file ends its lines in more than one way.

    Editors then count its lines differently, so a finding, a comment and a blame no longer meet at one place
    (CONST-P10), and the next change rewrites lines that nobody touched.

    Cure it by ending every line alike, which `--fix` does in the way that most lines of the file end.

    Fails at tasks.md:1:21:

    ```bytes tasks.md
    ### TASK-001 Sign in\x0D

    **Status**: Not Started
    ```

    Passes:

    ```bytes tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    ```
    """
    for document in facts.project.documents:
        source = document.source
        if b"\r" not in source.data or source.too_large or source.bad_bytes:
            continue
        endings = _ENDING.findall(source.data)
        if len(set(endings)) == 1:
            continue
        counts = Counter(endings)
        usual = max(counts, key=lambda ending: (counts[ending], ending == b"\n", ending))
        others = f"{counts[usual]} {'other' if counts[usual] == 1 else 'others'}"
        odd = next(match for match in _ENDING.finditer(source.data) if match.group() != usual)
        yield Draft(
            source.place(odd.start(), odd.end()),
            f"this line ends in {_NAMES[odd.group()]}, {others} in {_NAMES[usual]}",
            f"End every line in {_NAMES[usual]}.",
            fix=_fix(source, odd.start(), usual), about=(f"path:{document.path}",),
        )  # fmt: skip


def _fix(source: Source, start: int, usual: bytes) -> Fix:
    text = _ENDING.sub(lambda _: usual, source.data[start:]).decode("utf-8")
    return Fix(
        f"End every line in {_NAMES[usual]}",
        (Edit(source.place(start, len(source.data)), text),),
        is_safe=True,
    )
