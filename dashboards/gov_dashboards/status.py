"""How the phases of an item's life look: five groups, each with an icon, a colour and a pattern."""

from collections.abc import Mapping

from gov.config import Phase
from gov_dashboards.parts import Group

GROUPS: Mapping[Phase, Group] = {
    "proposed": "none",
    "open": "none",
    "running": "running",
    "blocked": "blocked",
    "done": "done",
    "retired": "none",
}


def group_of(phase: Phase | None) -> Group:
    """Give the group of a phase; a status that the project does not know asks for attention."""
    return "warning" if phase is None else GROUPS[phase]
