"""What keeps the kernel's own tables small."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.kernel import idempotency
from gov_platform.kernel.jobs import queue
from gov_platform.kernel.jobs.handlers import Handler, Nothing

if TYPE_CHECKING:
    from gov_platform.kernel.jobs.handlers import Run

__all__ = ["HANDLERS"]


async def _forget(run: Run, _nothing: Nothing) -> None:
    await idempotency.forget(run.work, run.context)
    await queue.forget(run.work, run.context.clock())


HANDLERS = (Handler("jobs.forget", Nothing, _forget, every=timedelta(hours=1)),)
"""The kinds of job of this domain."""
