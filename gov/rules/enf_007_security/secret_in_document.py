"""ENF-007.secret-in-document."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_007_security._secrets import secrets_in
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document

_SHOWN = 4


@rule("error")
def secret_in_document(facts: Facts) -> Iterator[Draft]:
    """A governed document holds what looks like a password, a token or a private key, in text or code.

    Whoever can read the document, or any copy of its repository, can use it, also after it was deleted
    (CONST-P5). No output shows more of it than its first four characters.

    Cure it by withdrawing the secret where it was issued, and only then by naming the place where the new
    one is kept instead. What is meant as an example is written as one: `<token>`, `${TOKEN}`, `xxxx`.

    Fails at tasks.md:3:26:

    ```markdown tasks.md
    ### TASK-001 Import the events

    The importer signs in as AKIA7Q2MZJ4RT9WX3KLB.
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Import the events

    The importer signs in as AKIAIOSFODNN7EXAMPLE, with `password = "${IMPORT_PASSWORD}"`.
    ```
    """
    for document in facts.project.documents:
        for secret in secrets_in(document.source.data):
            text = document.source.data[secret.start : secret.end].decode("utf-8", "replace")
            is_key = secret.what == "a private key"
            shown = "" if is_key else f": {text[:_SHOWN]}..., {len(text)} characters"
            yield Draft(
                Place(document.path, secret.start, secret.end),
                f"{secret.what} stands here{shown}",
                "Withdraw it where it was issued, then name the place where the new one is kept.",
                _item_at(document, secret.start),
                about=(f"path:{document.path}", f"secret:{secret.what}"),
                is_secret=True,
            )


def _item_at(document: Document, offset: int) -> str:
    at = bisect_right(document.items, offset, key=lambda item: item.body.start) - 1
    return document.items[at].id if at >= 0 and offset < document.items[at].body.end else ""
