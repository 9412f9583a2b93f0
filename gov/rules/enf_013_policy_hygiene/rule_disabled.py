"""ENF-013.rule-disabled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config import CONFIGURATION_FILE
from gov.rulebook import Draft, Facts, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("findings",))
def rule_disabled(facts: Facts) -> Iterator[Draft]:
    """The configuration switches rules off.

    That is a project's right, and whoever reads a clean report should know what it does not say (CONST-P8).
    Each entry of `ignore` and `per-file-ignores` that switches something off is named once, and `select`
    once.

    Cure it by taking the entry out of the configuration when the rule can be kept; switch this note off with
    `ignore = ["ENF-013.rule-disabled"]`.

    Fails at gov.toml:1:1:

    ```markdown tasks.md
    ### TASK-001 Sign in
    ```

    ```toml gov.toml
    [check]
    ignore = ["ENF-003.xl-not-split"]
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in
    ```

    ```toml gov.toml
    [check]
    fail-on = "warning"
    ```
    """
    configuration = facts.project.configuration
    settings = configuration.check
    place = Place(configuration.path or CONFIGURATION_FILE, 0, 0)
    left = list(facts.disabled)
    for entry in settings.ignore:
        switched = [code for code in left if _matches(code, entry)]
        if switched:
            what = entry if entry in switched else f"{entry} ({_counted(len(switched))})"
            yield Draft(place, f"ignore switches {what} off", about=(entry,))
        left = [code for code in left if code not in switched]
    if left and settings.select:
        chosen = ", ".join((*settings.select, *settings.extend_select))
        yield Draft(
            place, f"select runs {chosen} alone and switches {_counted(len(left))} off", about=settings.select
        )
    for pattern, codes in settings.per_file_ignores.items():
        yield Draft(place, f"per-file-ignores switches {', '.join(codes)} off in {pattern}", about=codes)


def _matches(code: str, entry: str) -> bool:
    return code == entry or code.startswith(entry + ".")


def _counted(count: int) -> str:
    return f"{count} {'rule' if count == 1 else 'rules'}"
