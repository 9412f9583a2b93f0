"""What accounts do: register, sign in, stay signed in, sign out, and say who somebody is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.domains.accounts import repository, throttling, tokens
from gov_platform.domains.accounts.directory import Directory
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.keys import KeyRing
from gov_platform.domains.accounts.models import Session, User
from gov_platform.domains.accounts.passwords import Passwords
from gov_platform.domains.accounts.personal import MARK, PersonalTokens
from gov_platform.domains.accounts.recovery import Recovery, refuse_guessable
from gov_platform.domains.accounts.refreshing import Refreshing
from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.schemas import Account, Keys, OneSession, Sessions, Tokens
from gov_platform.domains.accounts.sealing import Seal
from gov_platform.domains.accounts.secret import secret_of
from gov_platform.domains.accounts.tokens import Claims
from gov_platform.domains.accounts.verified import Verified, VerifiedTokens
from gov_platform.kernel.auditing import COMMAND, VISITOR, Actor, Change, record
from gov_platform.kernel.errors import Conflict, Forbidden, Unauthorized
from gov_platform.kernel.ids import new_id

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.visitors import Visitor
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.database import Database
    from gov_platform.settings import Settings

__all__ = ["Accounts"]


class Accounts:
    """The accounts of one application."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Derive what is needed from the secret of the installation."""
        secret = secret_of(settings)
        self._settings = settings
        self._clock = clock
        self._passwords = Passwords(settings.password_hash, settings.bcrypt_cost, settings.hashing_threads)
        self.keys = KeyRing(
            Seal(secret, "signing keys"),
            clock,
            lifetime=timedelta(seconds=settings.key_lifetime),
            published=timedelta(seconds=settings.access_lifetime + 60),
        )
        self.personal = PersonalTokens(clock)
        self.directory = Directory(clock)
        self._verified = VerifiedTokens()
        self.recovery = Recovery(self._passwords, clock)
        self._refreshing = Refreshing(secret, timedelta(seconds=settings.refresh_lifetime))

    async def register(self, work: AsyncSession, email: str, password: str, visitor: Visitor) -> None:
        """Make an account, unless the address has one already; which of the two is not told.

        Where addresses are confirmed, there is no account before that: the address is written to.

        Raises:
            Forbidden: Registration is closed.
            TooManyRequests: Too many accounts were asked for from there, or mails to this address.
            Unprocessable: The password would be guessed at once.

        """
        if not self._settings.registration:
            raise Forbidden("registration is closed: ask an administrator for an account")
        await throttling.admit_registration(work, visitor, self._clock())
        if self._settings.confirmation:
            await throttling.admit_mail(work, email, visitor, self._clock())
        await work.commit()
        user = await self._new_user(email, password, Role.VIEWER)
        if self._settings.confirmation:
            await self.recovery.begin_registration(work, email, user.password_hash)
        elif await repository.add_user(work, user):
            await self._record(work, VISITOR, "account.registered", user.id, email=email)
        await work.commit()

    @property
    def words_of_registration(self) -> str:
        """What everybody is told who registers."""
        if self._settings.confirmation:
            return "if the address had no account, a link that confirms it is on its way to it"
        return "if the address had no account, it has one now"

    async def create(self, work: AsyncSession, email: str, password: str, role: Role) -> None:
        """Make an account whose address needs no confirmation, for whoever runs the installation.

        Raises:
            Conflict: The address has an account.
            Unprocessable: The password would be guessed at once.

        """
        user = await self._new_user(email, password, role)
        user.verified_at = user.created_at
        if not await repository.add_user(work, user):
            raise Conflict(f"{email} has an account already")
        await self._record(work, COMMAND, "account.made", user.id, email=email, role=role.value)
        await work.commit()

    async def sign_in(self, work: AsyncSession, email: str, password: str, visitor: Visitor) -> Tokens:
        """Begin a session. A wrong password and an unknown address cost the same and are told alike.

        Raises:
            TooManyRequests: Too many passwords were tried.
            Unauthorized: The address or the password is wrong.

        """
        await throttling.admit(work, email, visitor, self._clock())
        user = await repository.user_by_email(work, email)
        seen, tried = (user.password_hash, user.id) if user is not None else (None, None)
        # Nobody waits for this work's place in the database while a password is hashed.
        await work.commit()
        verdict = await self._passwords.verify(password, seen)
        if not verdict.is_right:
            # Recorded for an address without an account as well: both cost the same.
            await self._record(work, VISITOR, "session.refused", tried, address=visitor.address)
            await work.commit()
            raise _wrong()
        renewed = await self._passwords.hash(password) if verdict.is_old else None
        user = await repository.user_by_email(work, email)
        if user is None or not self._may_sign_in(user) or user.password_hash != seen:
            raise _wrong()
        if renewed is not None:
            await repository.store_hash(work, user.id, renewed)
            await self._record(work, VISITOR, "password.hashed_anew", user.id)
        await throttling.forget(work, email, visitor)
        now = self._clock()
        session = Session(
            id=new_id(),
            user_id=user.id,
            created_at=now,
            used_at=now,
            expires_at=now,
            address=visitor.address,
            network=visitor.network,
            device=visitor.device,
        )
        await repository.add(work, session)
        actor = Actor("session", user.id, session.id)
        seen_as = {"address": visitor.address, "device": visitor.device}
        await self._record(work, actor, "session.began", user.id, **seen_as)
        refresh_token = await self._refreshing.begin(work, session, now)
        answer = await self._tokens(work, session, refresh_token)
        await work.commit()
        return answer

    async def refresh(self, work: AsyncSession, token: str) -> Tokens:
        """Replace a refresh token. One that was replaced before ends its session, save within a short grace.

        Raises:
            Unauthorized: The token is unknown or was replaced, or its session or account is at an end.

        """
        found = await self._refreshing.replace(work, token, self._clock())
        user = await repository.user_by_id(work, found.session.user_id) if found is not None else None
        if found is None or user is None or not self._may_sign_in(user):
            # What a replayed token ended stays ended.
            await work.commit()
            raise Unauthorized("the refresh token is not valid: sign in again")
        answer = await self._tokens(work, found.session, found.token)
        await work.commit()
        return answer

    async def sign_out(self, work: AsyncSession, identity: Identity) -> None:
        """End the session that the request belongs to."""
        await repository.end_session(work, identity.credential_id, self._clock())
        await self._record(work, identity.actor, "session.ended", identity.user_id)
        await work.commit()

    async def sign_out_everywhere(self, work: AsyncSession, identity: Identity) -> None:
        """End all sessions of whoever asks."""
        await repository.end_sessions(work, identity.user_id, self._clock())
        await self._record(work, identity.actor, "session.all_ended", identity.user_id)
        await work.commit()

    async def sessions(self, session: AsyncSession, identity: Identity) -> Sessions:
        """The sessions of whoever asks."""
        rows = await repository.open_sessions(session, identity.user_id, self._clock())
        return Sessions(
            items=[
                OneSession(
                    id=row.id,
                    created_at=row.created_at,
                    used_at=row.used_at,
                    expires_at=row.expires_at,
                    address=row.address,
                    device=row.device,
                    is_current=row.id == identity.credential_id,
                )
                for row in rows
            ]
        )

    async def account(self, session: AsyncSession, identity: Identity) -> Account:
        """The account of whoever asks."""
        user = await repository.user_by_id(session, identity.user_id)
        if user is None:
            raise tokens.refused()
        return Account.model_validate(user)

    async def published_keys(self, session: AsyncSession) -> Keys:
        """The public keys by which anybody can verify our tokens."""
        return Keys(keys=await self.keys.published(session))

    async def identify(self, token: str, database: Database) -> Identity:
        """Whose access token it is. The end of a session or an account counts at once, or within a second.

        Raises:
            Unauthorized: The token is not valid, or its session or account is at an end.

        """
        if token.startswith(MARK):
            return await self.personal.identify(token, database)
        now = self._clock()
        found = self._verified.find(token, now.timestamp())
        kid = found.kid if found is not None else tokens.kid_of(token)
        key = await self.keys.public(kid, database.reading)
        if key is None:
            raise tokens.refused()
        if found is None:
            issuer = self._settings.public_url
            found = Verified(kid, tokens.read(token, key, issuer=issuer, now=int(now.timestamp())))
            self._verified.keep(token, found)
        claims, writes = found.claims, database.writes
        owner = found.owner_now(now, writes)
        if owner is None:
            async with database.asking() as connection:
                owner = await repository.owner_of_session(connection, claims.session_id, now)
            if owner is None or owner.id != claims.user_id:
                raise tokens.refused()
            found.found(owner, now, writes)
        return Identity(owner.id, claims.session_id, owner.role)

    async def identify_again(self, session: AsyncSession, caller: Identity) -> Identity:
        """Who somebody is by now whose request began before. An access token need not last until its end.

        Raises:
            Unauthorized: The session, the personal token or the account is at an end.

        """
        if caller.scopes is not None:
            return await self.personal.identify_again(session, caller)
        owner = await repository.owner_of_session(session, caller.credential_id, self._clock())
        if owner is None:
            raise tokens.refused()
        return Identity(owner.id, caller.credential_id, owner.role)

    async def _new_user(self, email: str, password: str, role: Role) -> User:
        refuse_guessable(password, email)
        password_hash = await self._passwords.hash(password)
        return User(
            id=new_id(),
            email=email,
            password_hash=password_hash,
            role=role,
            is_active=True,
            created_at=self._clock(),
        )

    async def _tokens(self, work: AsyncSession, session: Session, refresh_token: str) -> Tokens:
        signer = await self.keys.signer(work)
        now = self._clock()
        lifetime = self._settings.access_lifetime
        access_token = tokens.issue(
            signer,
            Claims(session.user_id, session.id),
            issuer=self._settings.public_url,
            now=int(now.timestamp()),
            lifetime=lifetime,
        )
        return Tokens(
            access_token=access_token,
            expires_in=lifetime,
            refresh_token=refresh_token,
            refresh_expires_in=int((session.expires_at - now).total_seconds()),
        )

    async def _record(
        self, work: AsyncSession, actor: Actor, action: str, user_id: UUID | None, **after: str
    ) -> None:
        target = "" if user_id is None else str(user_id)
        await record(work, actor, Change(action, "account", target, after=after), self._clock())

    def _may_sign_in(self, user: User) -> bool:
        return user.is_active and (user.verified_at is not None or not self._settings.confirmation)


def _wrong() -> Unauthorized:
    return Unauthorized("the address or the password is wrong")
