"""Writes that are asked for twice and done once: whoever sends an `Idempotency-Key` may try again.

The form is that of draft-ietf-httpapi-idempotency-key-header-07. Key, change and answer are committed
together: there is no moment at which one is there without the others. Whoever comes second waits for the
first, and gets the same answer; after a failure nothing is kept, and the next attempt is the first again.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gov_platform.kernel.context import Context, Here
from gov_platform.kernel.errors import Unprocessable
from gov_platform.kernel.rows import IdempotencyKey

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncSession

__all__ = ["KEPT", "Once", "Repeatable", "forget"]

KEPT = timedelta(hours=24)
"""For how long an answer is given again."""

REPLAYED = "Idempotency-Replayed"

M = TypeVar("M", bound=BaseModel)


class Once:
    """One request that may be a repetition."""

    def __init__(self, here: Context, key: str | None, fingerprint: str, response: Response) -> None:
        """Take the key that was sent, if any, and what tells one request from another."""
        self._here = here
        self._key = key
        self._fingerprint = fingerprint
        self._response = response

    async def run(
        self, session: AsyncSession, answer: type[M], make: Callable[[], Awaitable[M]], *, caller: str
    ) -> M:
        """Make a change and commit it, unless this key has made it before: then give the answer of then.

        `make` leaves the commit to this function. Callers know nothing of each other's keys.

        Raises:
            Unprocessable: The key was used for another request.

        """
        if self._key is None:
            made = await make()
            await session.commit()
            return made
        given = await self._claim(session, caller)
        if given is not None:
            self._response.headers[REPLAYED] = "true"
            return answer.model_validate_json(given)
        made = await make()
        await session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.caller == caller, IdempotencyKey.key == self._key)
            .values(answer=made.model_dump_json())
        )
        await session.commit()
        return made

    async def _claim(self, session: AsyncSession, caller: str) -> str | None:
        """Take the key, after whoever holds it; None where it was free, else the answer that was given."""
        mine = (IdempotencyKey.caller == caller, IdempotencyKey.key == self._key)
        now = self._here.clock()
        await session.execute(delete(IdempotencyKey).where(*mine, IdempotencyKey.made < now - KEPT))
        insert = sqlite.insert if self._here.database.is_sqlite else postgresql.insert
        taken = await session.scalar(
            insert(IdempotencyKey)
            .values(caller=caller, key=self._key, fingerprint=self._fingerprint, answer="", made=now)
            .on_conflict_do_nothing()
            .returning(IdempotencyKey.key)
        )
        if taken is not None:
            return None
        row = (
            await session.execute(select(IdempotencyKey.fingerprint, IdempotencyKey.answer).where(*mine))
        ).one()
        if row.fingerprint != self._fingerprint:
            raise Unprocessable("this Idempotency-Key was used for another request: take a new one")
        answer: str = row.answer
        return answer


async def forget(session: AsyncSession, here: Context) -> None:
    """Delete what is given again no longer; whoever calls commits."""
    await session.execute(delete(IdempotencyKey).where(IdempotencyKey.made < here.clock() - KEPT))


async def _once(
    request: Request,
    response: Response,
    here: Here,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            pattern="^[!-~]+$",
            description="A name of your own for this request: sent again, it is done once.",
        ),
    ] = None,
) -> Once:
    told = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    told.update(await request.body())
    return Once(here, idempotency_key, told.hexdigest(), response)


Repeatable = Annotated[Once, Depends(_once)]
"""Declared by routes that make something."""
