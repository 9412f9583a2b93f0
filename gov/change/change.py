"""A change request with everything that was found out about it: what rules judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.change.claims import Claims
    from gov.change.exemptions import Exemption
    from gov.change.model import ChangeRequest
    from gov.change.overrides import Override
    from gov.config import ChangeSettings
    from gov.project import Project

__all__ = ["Change"]


@dataclass(frozen=True)
class Change:
    """What a change request asks for, and what is known of it.

    `settings` are those of the base. `began` is the project where the change left the base, None where
    nobody can tell. `exemption` says why it need not name a task, if it need not. `overrides` are all that it
    asks for, each with the reasons why it does not hold, none where it holds. `is_merged` says that the
    project that is judged is what the merge comes to, and not the change's own end. `conflicts` are the paths
    that git cannot merge, `notes` what could not be seen. `is_empty` says that git knows of no commit that it
    brings, and of no file that would differ. `templates` are what the base's templates for descriptions hold.
    """

    request: ChangeRequest
    claims: Claims
    settings: ChangeSettings
    began: Project | None = None
    exemption: Exemption | None = None
    overrides: tuple[tuple[Override, tuple[str, ...]], ...] = ()
    is_merged: bool = True
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_empty: bool = False
    templates: tuple[str, ...] = ()

    @property
    def valid_overrides(self) -> tuple[Override, ...]:
        """The overrides that hold."""
        return tuple(override for override, flaws in self.overrides if not flaws)
