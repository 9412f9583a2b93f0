"""The port for domains whose resources belong to somebody and can be shared.

Such a domain declares its `ResourceKind`, and lists it as `KINDS` in its own module `resources`. Where it
makes a resource, it calls `Grants.own` in the same work, and where it removes one, `Grants.let_go`. Each of
its queries carries `visible`: what a caller may not see is not there. Before a change, `Grants.permit` tells
what may not be seen (404) from what may not be changed (403). A domain whose rows are `Owned` has all of
that from `Holding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from gov_platform.domains.access.grants import Grants
from gov_platform.domains.access.holding import Holding, Seen
from gov_platform.domains.access.levels import Level, Resource, ResourceKind
from gov_platform.domains.access.owned import Owned, Published, State
from gov_platform.domains.access.repository import visible
from gov_platform.domains.accounts.callers import TheAccounts
from gov_platform.kernel.context import Here

__all__ = [
    "Grants", "Holding", "Level", "Owned", "Published", "Resource", "ResourceKind", "Seen", "State",
    "TheGrants", "visible",
]  # fmt: skip


async def _grants(request: Request, accounts: TheAccounts, here: Here) -> Grants:
    kinds: Mapping[str, ResourceKind] = request.app.state.resource_kinds
    return Grants(kinds, accounts.directory, here.clock)


TheGrants = Annotated[Grants, Depends(_grants)]
"""The grants of the application that answers."""
