"""Everything a rule may look at, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from gov.project import Project
    from gov.rulebook.finding import Finding
    from gov.rulebook.rule import Need
    from gov.rulebook.suppression import Suppression

__all__ = ["Facts"]


@dataclass(frozen=True)
class Facts:
    """The project as it is, the project it is compared with where there is one, and the day.

    `findings` and what stands below it are known to the rules about the exceptions themselves, which run
    last: what was found, which suppressions silenced something, which codes the configuration switched off,
    and which of the others ran or did not.
    """

    project: Project
    today: date
    base: Project | None = None
    suppressions: tuple[Suppression, ...] = ()
    findings: tuple[Finding, ...] | None = None
    used: frozenset[Suppression] = frozenset()
    disabled: tuple[str, ...] = ()
    ran: frozenset[str] = frozenset()
    not_run: frozenset[str] = frozenset()

    def lacks(self, need: Need) -> str:
        """Why a need is not met, empty where it is."""
        if need == "base":
            return "" if self.base is not None else "no base revision was given to compare with"
        if need == "findings":
            return ""
        return {
            "history": "no history was read",
            "change": "no change request was given",
            "evidence": "no evidence is configured",
        }[need]
