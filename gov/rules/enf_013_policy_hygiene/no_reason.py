"""ENF-013.no-reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook import Suppression


@rule("error", needs=("findings",))
def no_reason(facts: Facts) -> Iterator[Draft]:
    """An exception in the text gives no reason, and so excuses nothing.

    Whoever meets it later cannot tell whether it may go. An exception without a reason never goes, and the
    rule that it switches off is never hardened (CONST-P8).

    A word that says nothing, such as TODO or a dash, is no reason either.

    Cure it by saying in `reason="..."` why the exception is there, or by taking the exception out.

    Fails at tasks.md:3:1:

    ```markdown tasks.md
    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-003] -->
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-003] reason="written out when the sprint begins" -->
    ```
    """
    for suppression in facts.suppressions:
        if suppression.codes and not suppression.has_reason:
            codes = ", ".join(suppression.codes)
            yield Draft(
                suppression.place, f"{_lack(suppression, codes)}, so it excuses nothing",
                'Say in reason="..." why it is there, or take it out.',
                about=(f"path:{suppression.place.path}",),
            )  # fmt: skip


def _lack(suppression: Suppression, codes: str) -> str:
    """What is wrong with the reason."""
    if suppression.reason:
        return f"the reason {suppression.reason!r} of the exception from {codes} says nothing"
    if suppression.loose_reason.startswith('"'):
        return f"the reason of the exception from {codes} has no closing quote within 500 characters"
    if suppression.loose_reason:
        return f"the reason of the exception from {codes} does not stand in double quotes"
    return f"the exception from {codes} gives no reason"
