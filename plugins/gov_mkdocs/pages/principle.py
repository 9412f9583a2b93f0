"""What a principle's page says beside any item's: what enforces it, and how far it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov_dashboards.parts import Action
from gov_mkdocs.addresses import PRINCIPLES, relative
from gov_mkdocs.pages.enforcement import enforcers_of

if TYPE_CHECKING:
    from gov.items import Item
    from gov.metrics import Definition
    from gov_dashboards.parts import Chip
    from gov_mkdocs.pages.enforcement import Enforcer
    from gov_mkdocs.site import Site

__all__ = ["Kept", "kept"]

NAMED = 100


class Kept(NamedTuple):
    """What enforces a principle, its compliance in words and how that is counted, and what has findings."""

    enforcers: tuple[Enforcer, ...]
    words: str
    failing: tuple[Chip, ...]
    more: int
    definition: Definition
    matrix: Action


def kept(site: Site, principle: Item, here: str) -> Kept:
    """Look at one principle."""
    compliance = site.compliance
    found = next((one for one in compliance.principles if one.id == principle.id), None)
    if found is None or found.share.percent is None:
        words = "Nothing leads up to it, so nothing can be counted."
    else:
        share = found.share
        words = (
            f"{share.percent} %: {share.part} of {share.whole} items that lead up to it are without findings."
        )
    failing = found.failing if found else ()
    return Kept(
        enforcers_of(site, principle, here),
        words,
        tuple(site.chip(one, here) for one in failing[:NAMED]),
        max(0, len(failing) - NAMED),
        compliance.definition,
        Action("The constitution matrix", relative(site.addresses.of_page(PRINCIPLES), here)),
    )
