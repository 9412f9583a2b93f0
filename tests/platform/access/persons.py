"""People with roles, signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from gov_platform.domains.accounts.models import User
from gov_platform.domains.accounts.roles import Role
from tests.platform.accounts.people import AUTH, account, bearing, tokens

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.context import Context

__all__ = ["ACCESS", "PAPERS", "Person", "person", "personal_token"]

ACCESS, PAPERS = "/api/v1/access", "/api/v1/papers"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, and what they send with each request."""

    id: str
    email: str
    headers: dict[str, str]
    client: httpx.AsyncClient

    async def ask(self, method: str, path: str, **more: object) -> httpx.Response:
        """Send a request, signed in."""
        return await self.client.request(method, path, headers=self.headers, **more)  # type: ignore[arg-type] # as httpx takes them

    async def writes(self, title: str) -> str:
        """A new paper of theirs; its identifier."""
        made = await self.ask("POST", PAPERS, json={"title": title})
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    async def sees(self, level: str = "read") -> list[str]:
        """The titles of all papers that they have a level on."""
        answer = await self.ask("GET", PAPERS, params={"level": level})
        assert answer.status_code == 200, answer.text
        return [str(one["title"]) for one in answer.json()["items"]]


async def person(client: httpx.AsyncClient, context: Context, name: str, role: Role) -> Person:
    """Make an account and sign in."""
    email = f"{name}@example.org"
    await account(context, email, role)
    async with context.database.reading() as session:
        user_id = await session.scalar(select(User.id).where(User.email == email))
    return Person(str(user_id), email, bearing((await tokens(client, email))["access_token"]), client)


async def personal_token(owner: Person, *scopes: str, days: float = 1) -> httpx.Response:
    """Ask for a personal token."""
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    sent = {"name": "of a test", "scopes": list(scopes), "expires_at": expires}
    return await owner.ask("POST", f"{AUTH}/tokens", json=sent)
