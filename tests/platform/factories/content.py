"""Rows of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.accounts.models import User
from gov_platform.domains.content.models import Entry
from gov_platform.kernel.clock import now
from tests.platform.factories.making import Of, factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(Entry)
def entry(number: int) -> Values:
    return {
        "title": f"Page {number}", "owner_id": Of(User), "created_at": now(), "changed_at": now(),
        "kind": "page", "slug": f"page-{number}", "body": "",
    }  # fmt: skip
