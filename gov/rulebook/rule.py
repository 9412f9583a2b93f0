"""A rule: one diagnostic, one file, one generator whose docstring is its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Draft, Severity

__all__ = ["Fixability", "Need", "Rule", "rule"]

Need = Literal[
    "base", "history", "commits", "change", "baseline", "tests", "coverage", "openapi", "openapi-base",
    "scan", "markers", "findings", "claims", "files", "approvals", "policy", "branches",
]  # fmt: skip
Fixability = Literal["none", "safe", "unsafe"]
Check = Callable[["Facts"], Iterator["Draft"]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One diagnostic.

    `code` is filled in from the file's place (`ENF-005.dangling`), `page` is the docstring as written.
    """

    code: str
    severity: Severity
    check: Check
    page: str
    needs: tuple[Need, ...] = ()
    fix: Fixability = "none"

    @property
    def family(self) -> str:
        """The part of the code before the dot."""
        return self.code.partition(".")[0]

    @property
    def documentation(self) -> str:
        """Its page in Markdown, indented from the margin."""
        return inspect.cleandoc(self.page)

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.documentation.partition("\n")[0]


def rule(
    severity: Severity, *, needs: tuple[Need, ...] = (), fix: Fixability = "none"
) -> Callable[[Check], Rule]:
    """Make a rule of a generator of drafts. `needs` names what must be at hand for it to run.

    Else it is *not run*.
    """

    def made(check: Check) -> Rule:
        return Rule("", severity, check, check.__doc__ or "", needs, fix)

    return made
