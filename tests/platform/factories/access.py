"""Rows of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.access.levels import Level
from gov_platform.domains.access.models import Grant
from gov_platform.domains.accounts.models import User
from gov_platform.kernel.clock import now
from gov_platform.kernel.ids import new_id
from tests.platform.factories.making import Of, factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(Grant)
def grant(_number: int) -> Values:
    return {
        "resource_kind": "test", "resource_id": new_id(), "user_id": Of(User), "level": Level.READ,
        "created_at": now(),
    }  # fmt: skip
