"""How a domain finds, makes, changes and removes what belongs to somebody: alike for all of them.

Each change says which version it changes, and is recorded in its own transaction. What may not be read is not
there (404); what may be read and not be changed is refused (403). What is published is changed and removed by
whoever may publish alone: everybody sees it, and no grant exceeds a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy.exc import IntegrityError

from gov_platform.domains.access import repository
from gov_platform.domains.access.levels import Level, Resource
from gov_platform.domains.access.owned import Owned, Published, State
from gov_platform.kernel.auditing import Change, record
from gov_platform.kernel.errors import Conflict, Forbidden, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.grants import Grants
    from gov_platform.domains.access.levels import ResourceKind
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.etag import Versioned

__all__ = ["Holding", "Seen"]

_NOTHING: Mapping[str, object] = MappingProxyType({})

Row = TypeVar("Row", bound=Owned)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody is about to change, and which version of it they have seen."""

    id: UUID
    version: Versioned


class Holding(Generic[Row]):
    """The rows of one kind, for one request."""

    def __init__(
        self, kind: ResourceKind, model: type[Row], grants: Grants, clock: Clock, *, taken: str | None = None
    ) -> None:
        """Name the kind and the class of its rows, and what is said where a row repeats what is unique."""
        self._kind = kind
        self._model = model
        self._grants = grants
        self._clock = clock
        self._taken = taken

    async def one(self, session: AsyncSession, caller: Identity, seen: Seen) -> Row:
        """A row that whoever asks may read, and its version with the answer.

        Raises:
            NotFound: There is none, or it is none for them.

        """
        is_readable = self._model.readable(caller, self._kind)
        row = await repository.owned(session, self._model, seen.id, is_readable)
        if row is None:
            raise self._not_found()
        seen.version.tell(row.version)
        return row

    async def add(self, work: AsyncSession, caller: Identity, row: Row) -> None:
        """Insert a row that belongs to whoever asks; whoever calls commits.

        Raises:
            Conflict: It repeats what is unique.

        """
        row.owner_id = caller.user_id
        row.created_at = row.changed_at = self._clock()
        work.add(row)
        await self._flush(work)
        await self._grants.own(work, caller, self._resource(row))
        await self._record(work, caller, self._change("created", row, after=row.facts()))

    async def change(
        self, work: AsyncSession, caller: Identity, seen: Seen, after: Mapping[str, object]
    ) -> Row:
        """Set columns of a row; one that is so already is left alone.

        Raises:
            NotFound: There is none, or it is none for whoever asks.
            Forbidden: They may read it, and not write it; or it is published, and they may not publish.
            PreconditionRequired: They do not say which version they change.
            PreconditionFailed: They say another one.
            Conflict: It would repeat what is unique.

        """
        row = await self._permitted(work, caller, seen, Level.WRITE)
        changed = await self._set(work, caller, row, "changed", after)
        seen.version.tell(changed.version)
        return changed

    async def set_state(self, work: AsyncSession, caller: Identity, seen: Seen, state: State) -> Row:
        """Publish a row, or withdraw it.

        Raises:
            NotFound: There is none, or it is none for whoever asks.
            Forbidden: They may read it, and do not manage it; or it is published, and they may not publish.
            PreconditionRequired: They do not say which version they change.
            PreconditionFailed: They say another one.

        """
        row = await self._permitted(work, caller, seen, Level.MANAGE)
        verb = "published" if state is State.PUBLISHED else "withdrawn"
        changed = await self._set(work, caller, row, verb, {"state": state})
        seen.version.tell(changed.version)
        return changed

    async def remove(self, work: AsyncSession, caller: Identity, seen: Seen) -> Row:
        """Delete a row and whatever was shared of it; whoever calls commits. What it was.

        Raises:
            NotFound: There is none, or it is none for whoever asks.
            Forbidden: They may read it, and do not own it; or it is published, and they may not publish.
            PreconditionRequired: They do not say which version they remove.
            PreconditionFailed: They say another one.

        """
        row = await self._permitted(work, caller, seen, Level.OWN)
        await self._grants.let_go(work, caller, self._resource(row))
        await self._record(work, caller, self._change("removed", row, before=row.facts()))
        await work.delete(row)
        await work.flush()
        return row

    async def _permitted(self, work: AsyncSession, caller: Identity, seen: Seen, level: Level) -> Row:
        """A row that is about to be changed; others who would change it wait."""
        is_readable = self._model.readable(caller, self._kind)
        has_level = repository.visible(caller, self._kind, self._model.id, level)
        found = await repository.owned_to_change(work, self._model, seen.id, is_readable, has_level)
        if found is None:
            raise self._not_found()
        row, may_change = found
        if not may_change:
            raise Forbidden(f"this needs the level {level} on the {self._kind.name}, which you do not have")
        self._refuse_published(caller, row)
        seen.version.check(row.version)
        return row

    def _refuse_published(self, caller: Identity, row: Row) -> None:
        """Let nobody change what everybody sees who could not have published it."""
        if not isinstance(row, Published) or row.state is not State.PUBLISHED:
            return
        needed, name = self._kind.published_by, self._kind.name
        if needed is None:
            raise Forbidden(f"this {name} is published, and nobody changes one that is")
        if not caller.may(needed):
            raise Forbidden(
                f"this {name} is published: to change or remove it needs {needed.name}, which the role "
                f"{needed.least} has. Ask somebody who has it to do so, or to withdraw the {name} first"
            )

    async def _set(
        self, work: AsyncSession, caller: Identity, row: Row, verb: str, after: Mapping[str, object]
    ) -> Row:
        changed = {name: value for name, value in after.items() if getattr(row, name) != value}
        if changed:
            before = row.facts()
            for name, value in changed.items():
                setattr(row, name, value)
            row.changed_at = self._clock()
            await self._flush(work)
            await self._record(work, caller, self._change(verb, row, before, row.facts()))
        await work.commit()
        return row

    async def _flush(self, work: AsyncSession) -> None:
        try:
            await work.flush()
        except IntegrityError as error:
            if self._taken is None:
                raise
            raise Conflict(self._taken) from error

    async def _record(self, work: AsyncSession, caller: Identity, change: Change) -> None:
        await record(work, caller.actor, change, self._clock())

    def _change(
        self,
        verb: str,
        row: Row,
        before: Mapping[str, object] = _NOTHING,
        after: Mapping[str, object] = _NOTHING,
    ) -> Change:
        """What differs; of what is made or removed, all that there was to tell."""
        same = {name for name in before if name in after and before[name] == after[name]}
        told = [{name: one for name, one in facts.items() if name not in same} for facts in (before, after)]
        return Change(f"{self._kind.name}.{verb}", self._kind.name, str(row.id), *told)

    def _resource(self, row: Row) -> Resource:
        return Resource(self._kind.name, row.id)

    def _not_found(self) -> NotFound:
        return NotFound(f"there is no such {self._kind.name}, or it is not shared with you")
