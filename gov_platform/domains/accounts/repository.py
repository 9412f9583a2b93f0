"""All SQL of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gov_platform.domains.accounts.models import (
    Attempt,
    Link,
    PersonalAccessToken,
    RefreshToken,
    Session,
    SigningKey,
    User,
)
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.paging import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

    from gov_platform.domains.accounts.models import Purpose
    from gov_platform.domains.accounts.schemas import MembersWanted, TokensWanted
    from gov_platform.kernel.database import Model
    from gov_platform.kernel.paging import Rows, Sortable

_MOST_SESSIONS = 200
_MOST_CLEARED = 200
# Asked for each request, so it is put together once.
_OWNER = (
    select(User.id, User.role)
    .join(Session, Session.user_id == User.id)
    .where(
        Session.id == bindparam("session_id"),
        Session.ended_at.is_(None),
        Session.expires_at > bindparam("now"),
        User.is_active,
    )
)


@dataclass(frozen=True, slots=True)
class Owner:
    """An account that a session belongs to."""

    id: UUID
    role: Role


async def add(session: AsyncSession, row: Model) -> None:
    """Insert a row."""
    session.add(row)
    await session.flush()


async def add_user(session: AsyncSession, user: User) -> bool:
    """Insert an account unless its address is taken; whether it was inserted."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "id": user.id, "email": user.email, "password_hash": user.password_hash, "role": user.role,
        "is_active": user.is_active, "verified_at": user.verified_at, "created_at": user.created_at,
    }  # fmt: skip
    statement = insert(User).values(values).on_conflict_do_nothing(index_elements=[User.email])
    return await session.scalar(statement.returning(User.id)) is not None


async def user_by_email(session: AsyncSession, email: str) -> User | None:
    """The account of an address, as it is now."""
    statement = select(User).where(User.email == email).execution_options(populate_existing=True)
    return await session.scalar(statement)


async def user_by_id(session: AsyncSession, user_id: UUID) -> User | None:
    """The account with an identifier."""
    return await session.get(User, user_id)


async def users(session: AsyncSession, wanted: MembersWanted) -> Rows[User]:
    """A page of accounts."""
    query = select(User)
    if wanted.role is not None:
        query = query.where(User.role == wanted.role)
    if wanted.email is not None:
        query = query.where(User.email == wanted.email)
    if wanted.is_active is not None:
        query = query.where(User.is_active.is_(wanted.is_active))
    columns: dict[str, Sortable] = {"created": User.created_at, "email": User.email}
    return await page_of(session, query, wanted, columns, User.id)


async def lock_user(session: AsyncSession, user_id: UUID) -> User | None:
    """The account with an identifier; whoever else locks it waits until this work is done."""
    statement = select(User).where(User.id == user_id).with_for_update(key_share=True)
    return await session.scalar(statement.execution_options(populate_existing=True))


async def lock_admins(session: AsyncSession) -> Sequence[UUID]:
    """The active administrators, who remain so until this work is done; in the order in which all lock them.

    PostgreSQL looks at each row again once it has its lock, and leaves out who is no administrator any more.
    Rows that refer to them, as sessions do, may be inserted meanwhile.
    """
    statement = select(User.id).where(User.role == Role.ADMIN, User.is_active)
    return (await session.scalars(statement.order_by(User.id).with_for_update(key_share=True))).all()


async def owner_of_session(
    connection: AsyncConnection | AsyncSession, session_id: UUID, now: datetime
) -> Owner | None:
    """Whose session it is, if it still goes on and the account is active."""
    row = (await connection.execute(_OWNER, {"session_id": session_id, "now": now})).one_or_none()
    return Owner(row.id, row.role) if row is not None else None


async def store_hash(session: AsyncSession, user_id: UUID, password_hash: str) -> None:
    """Replace the hash of a password."""
    await session.execute(update(User).where(User.id == user_id).values(password_hash=password_hash))


async def verify_user(session: AsyncSession, user_id: UUID, now: datetime) -> None:
    """Note that an address is its account's, unless that is known."""
    statement = update(User).where(User.id == user_id, User.verified_at.is_(None))
    await session.execute(statement.values(verified_at=now))


async def open_sessions(session: AsyncSession, user_id: UUID, now: datetime) -> Sequence[Session]:
    """The sessions of an account that go on, the newest first."""
    statement = (
        select(Session)
        .where(Session.user_id == user_id, _goes_on(now))
        .order_by(Session.created_at.desc(), Session.id)
        .limit(_MOST_SESSIONS)
    )
    return (await session.scalars(statement)).all()


async def end_session(session: AsyncSession, session_id: UUID, now: datetime) -> None:
    """End a session, unless it has ended."""
    statement = update(Session).where(Session.id == session_id, Session.ended_at.is_(None))
    await session.execute(statement.values(ended_at=now))


async def end_sessions(session: AsyncSession, user_id: UUID, now: datetime) -> None:
    """End all sessions of an account."""
    statement = update(Session).where(Session.user_id == user_id, Session.ended_at.is_(None))
    await session.execute(statement.values(ended_at=now))


async def end_disabled_sessions(session: AsyncSession, user_id: UUID, now: datetime) -> None:
    """End all sessions of an account, if it is disabled."""
    statement = update(Session).where(Session.user_id == user_id, Session.ended_at.is_(None))
    disabled = select(User.id).where(User.id == user_id, User.is_active.is_(False))
    await session.execute(statement.where(disabled.exists()).values(ended_at=now))


async def lock_session_of(session: AsyncSession, digest: bytes) -> Session | None:
    """The session that a refresh token belongs to; whoever else asks for it waits until this work is done."""
    found = await session.scalar(select(RefreshToken.session_id).where(RefreshToken.digest == digest))
    if found is None:
        return None
    return await session.scalar(select(Session).where(Session.id == found).with_for_update())


async def refresh_token(session: AsyncSession, digest: bytes) -> RefreshToken | None:
    """A refresh token by its digest."""
    return await session.get(RefreshToken, digest)


async def personal_tokens(
    session: AsyncSession, user_id: UUID, wanted: TokensWanted
) -> Rows[PersonalAccessToken]:
    """A page of the personal tokens of an account that were not withdrawn."""
    query = select(PersonalAccessToken).where(*_tokens_of(user_id))
    columns = {"created": PersonalAccessToken.created_at, "expires": PersonalAccessToken.expires_at}
    return await page_of(session, query, wanted, columns, PersonalAccessToken.id)


async def number_of_tokens(session: AsyncSession, user_id: UUID) -> int:
    """How many personal tokens of an account were not withdrawn."""
    return await session.scalar(select(func.count()).where(*_tokens_of(user_id))) or 0


async def withdraw_token(session: AsyncSession, user_id: UUID, token_id: UUID, now: datetime) -> bool:
    """Withdraw a personal token of an account; whether it was there."""
    statement = update(PersonalAccessToken).where(*_tokens_of(user_id), PersonalAccessToken.id == token_id)
    found = await session.scalar(statement.values(withdrawn_at=now).returning(PersonalAccessToken.id))
    return found is not None


async def withdraw_tokens(session: AsyncSession, user_id: UUID, now: datetime) -> None:
    """Withdraw all personal tokens of an account."""
    await session.execute(update(PersonalAccessToken).where(*_tokens_of(user_id)).values(withdrawn_at=now))


async def owner_of_token(
    session: AsyncSession, which: bytes | UUID, now: datetime
) -> tuple[PersonalAccessToken, Role] | None:
    """A personal token that is good now, by digest or identifier, and the role of its active owner."""
    is_it = PersonalAccessToken.digest if isinstance(which, bytes) else PersonalAccessToken.id
    statement = (
        select(PersonalAccessToken, User.role)
        .join(User, User.id == PersonalAccessToken.user_id)
        .where(
            is_it == which,
            PersonalAccessToken.withdrawn_at.is_(None),
            PersonalAccessToken.expires_at > now,
            User.is_active,
        )
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else (row[0], row[1])


async def notice_use(session: AsyncSession, token_id: UUID, now: datetime) -> None:
    """Keep when a personal token was last used."""
    statement = update(PersonalAccessToken).where(PersonalAccessToken.id == token_id)
    await session.execute(statement.values(used_at=now))


async def signing_keys(session: AsyncSession) -> Sequence[SigningKey]:
    """All signing keys, the oldest first."""
    return (await session.scalars(select(SigningKey).order_by(SigningKey.created_at, SigningKey.kid))).all()


async def delete_keys_but(session: AsyncSession, kid: str) -> None:
    """Remove all signing keys but one."""
    await session.execute(delete(SigningKey).where(SigningKey.kid != kid))


async def lock_account(session: AsyncSession, account: bytes) -> None:
    """Let one work at a time count attempts on an account. On SQLite one writes at a time as it is."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(account[:8], signed=True)
        await session.execute(select(func.pg_advisory_xact_lock(number)))


async def has_signed_in_from(session: AsyncSession, email: str, network: str) -> bool:
    """Whether the owner of an address once signed in from a network."""
    statement = select(Session.id).join(User).where(User.email == email, Session.network == network).limit(1)
    return await session.scalar(statement) is not None


async def attempts_from(
    session: AsyncSession, account: bytes, network: str, since: datetime, limit: int
) -> Sequence[datetime]:
    """When an account was last tried from a network, newest first."""
    return await _last(session, since, limit, Attempt.account == account, Attempt.network == network)


async def attempts_by_strangers(
    session: AsyncSession, account: bytes, since: datetime, limit: int
) -> Sequence[datetime]:
    """When strangers last tried an account, newest first."""
    return await _last(session, since, limit, Attempt.account == account, Attempt.is_stranger.is_(True))


async def attempts_of_stranger(
    session: AsyncSession, network: str, since: datetime, limit: int
) -> Sequence[datetime]:
    """When a network last tried any account whose owner never came from it, newest first."""
    return await _last(session, since, limit, Attempt.network == network, Attempt.is_stranger.is_(True))


async def forget_attempts(session: AsyncSession, account: bytes, network: str) -> None:
    """Remove the attempts on an account from a network."""
    await session.execute(delete(Attempt).where(Attempt.account == account, Attempt.network == network))


async def attempts_on(
    session: AsyncSession, account: bytes, since: datetime, limit: int
) -> Sequence[datetime]:
    """When something was last counted on an account, from anywhere, newest first."""
    return await _last(session, since, limit, Attempt.account == account)


async def clear_attempts(session: AsyncSession, before: datetime) -> None:
    """Remove some attempts that count no more; those that another work removes are left to it."""
    old = select(Attempt.id).where(Attempt.at < before).limit(_MOST_CLEARED)
    await session.execute(delete(Attempt).where(Attempt.id.in_(old.with_for_update(skip_locked=True))))


async def link_by_id(session: AsyncSession, link_id: UUID) -> Link | None:
    """A link with an identifier."""
    return await session.get(Link, link_id)


async def last_registration(session: AsyncSession, email: str, since: datetime) -> Link | None:
    """The newest link of a registration of an address that has not been confirmed."""
    statement = select(Link).where(
        Link.email == email, Link.password_hash.is_not(None), Link.used_at.is_(None), Link.created_at > since
    )
    return await session.scalar(statement.order_by(Link.created_at.desc(), Link.id.desc()).limit(1))


async def store_digest(session: AsyncSession, link: Link, digest: bytes, expires_at: datetime) -> bool:
    """Give a link its token, which may be new to the database; False if it has been used."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "id": link.id, "purpose": link.purpose, "email": link.email, "password_hash": link.password_hash,
        "digest": digest, "created_at": link.created_at, "expires_at": expires_at, "used_at": None,
    }  # fmt: skip
    statement = (
        insert(Link)
        .values(values)
        .on_conflict_do_update(
            index_elements=[Link.id],
            set_={"digest": digest, "expires_at": expires_at},
            where=Link.used_at.is_(None),
        )
        .returning(Link.id)
    )
    return await session.scalar(statement) is not None


async def link_of(session: AsyncSession, digest: bytes, purpose: str, now: datetime) -> Link | None:
    """The link that a token opens."""
    return await session.scalar(select(Link).where(_opens(digest, purpose, now)))


async def take_link(session: AsyncSession, digest: bytes, purpose: str, now: datetime) -> Link | None:
    """Use a link up; of all who try at once the database lets one through."""
    statement = update(Link).where(_opens(digest, purpose, now)).values(used_at=now).returning(Link)
    return await session.scalar(statement.execution_options(populate_existing=True))


async def use_up_links(session: AsyncSession, email: str, purpose: Purpose, now: datetime) -> None:
    """Let no link of a purpose open the account of an address any more."""
    statement = update(Link).where(Link.email == email, Link.purpose == purpose, Link.used_at.is_(None))
    await session.execute(statement.values(used_at=now))


async def delete_links(session: AsyncSession, before: datetime) -> None:
    """Remove links that were asked for long ago."""
    await session.execute(delete(Link).where(Link.created_at < before))


def _opens(digest: bytes, purpose: str, now: datetime) -> ColumnElement[bool]:
    return and_(Link.digest == digest, Link.purpose == purpose, Link.used_at.is_(None), Link.expires_at > now)


def _tokens_of(user_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return PersonalAccessToken.user_id == user_id, PersonalAccessToken.withdrawn_at.is_(None)


def _goes_on(now: datetime) -> ColumnElement[bool]:
    return Session.ended_at.is_(None) & (Session.expires_at > now)


async def _last(
    session: AsyncSession, since: datetime, limit: int, *conditions: ColumnElement[bool]
) -> Sequence[datetime]:
    statement = select(Attempt.at).where(Attempt.at > since, *conditions)
    return (await session.scalars(statement.order_by(Attempt.at.desc()).limit(limit))).all()
