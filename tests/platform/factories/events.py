"""Rows of events."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.domains.accounts.models import User
from gov_platform.domains.events.models import Event
from gov_platform.kernel.clock import now
from tests.platform.factories.making import Of, factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(Event)
def event(number: int) -> Values:
    return {
        "title": f"Event {number}", "owner_id": Of(User), "created_at": now(), "changed_at": now(),
        "description": "", "starts_at": now() + timedelta(days=1), "ends_at": now() + timedelta(days=2),
        "time_zone": "Europe/Berlin", "place": "",
    }  # fmt: skip
