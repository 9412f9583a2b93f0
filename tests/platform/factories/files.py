"""Rows of files. Nothing is in the storage for them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from gov_platform.domains.accounts.models import User
from gov_platform.domains.files.models import File
from gov_platform.kernel.clock import now
from tests.platform.factories.making import Of, factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(File)
def file(number: int) -> Values:
    return {
        "title": f"File {number}", "owner_id": Of(User), "created_at": now(), "changed_at": now(),
        "name": f"{number}.txt", "description": "", "media_type": "text/plain", "size": 0,
        "sha256": sha256().hexdigest(),
    }  # fmt: skip
