"""Every route, and how it answers each kind of caller. A route that has no row here fails the suite.

A row is a request and the statuses that it is answered with. Whoever adds a route adds its row:

    "GET /api/v1/things/{paper}": Row(signed_in(viewer=200, editor=200, admin=200, other=404))

Words in braces are filled in anew for each caller, so that no call changes what the next one finds:
`{paper}` is a paper of the editor's, which a request that takes something away finds shared with the account
`{spare}` and with administrators; `{spare}` is none of the callers, `{token_id}` a personal token of the
viewer's, and `{refresh}` a refresh token of the spare account's; `{job}` is a job that waits, or one that was
cancelled where it is to be run again, and `{fresh}` a name that nobody has. `{entry}` and `{event}`
are drafts of the editor's, and `{file}` a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.platform.files.uploads import BYTES
from tests.platform.holding.things import THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CALLERS", "ROWS", "Row"]

CALLERS = (
    "nobody", "viewer", "editor", "admin", "other", "disabled", "expired", "forged", "token", "lost token",
)  # fmt: skip
"""Nobody; each role, of whom the editor owns `{paper}`; an editor who owns another; an administrator who is
disabled; an access token that has expired, and one that another key has signed, both of an administrator; a
personal token of an administrator with the scopes `account:read` and `papers:read` alone, and one that was
withdrawn."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is expected of each caller, and what is sent: a path other than the route's, a body, and more."""

    statuses: Mapping[str, int]
    path: str = ""
    sent: Mapping[str, object] | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


def open_to_all(status: int) -> Mapping[str, int]:
    """The same answer for everybody, whatever they show."""
    return dict.fromkeys(CALLERS, status)


def signed_in(*, viewer: int, editor: int, admin: int, other: int, token: int = 403) -> Mapping[str, int]:
    """Answers for those who are who they say; all others are told to sign in."""
    known = {"viewer": viewer, "editor": editor, "admin": admin, "other": other, "token": token}
    return {caller: known.get(caller, 401) for caller in CALLERS}


def everybody(status: int, token: int = 403) -> Mapping[str, int]:
    """The same answer for whoever is signed in."""
    return signed_in(viewer=status, editor=status, admin=status, other=status, token=token)


def admins(status: int) -> Mapping[str, int]:
    """An answer for administrators."""
    return signed_in(viewer=403, editor=403, admin=status, other=403)


def managers(status: int, token: int = 403) -> Mapping[str, int]:
    """An answer for the owner of the paper and for administrators; for all others there is none."""
    return signed_in(viewer=404, editor=status, admin=status, other=404, token=token)


def publishers(status: int) -> Mapping[str, int]:
    """The same, but that it takes an editor to ask."""
    return signed_in(viewer=403, editor=status, admin=status, other=404)


def writers(status: int) -> Mapping[str, int]:
    """An answer for whoever makes something that will be theirs."""
    return signed_in(viewer=403, editor=status, admin=status, other=status)


_LOGIN = {"email": "spare@example.org", "password": "a lantern of wet slate"}
_REGISTER = {"email": "new@example.org", "password": "a lantern of wet slate"}
_FRESH = {"email": "{fresh}@example.org"}
_TOKEN = {"name": "x", "scopes": ["account:read"], "expires_at": "{tomorrow}"}
_GRANTS = "/api/v1/access/grants/{kind}/{resource_id}"
_OF_PAPER = "/api/v1/access/grants/paper/{paper}"
_SPARE = "/api/v1/access/accounts/{spare}"
_JOB = "/api/v1/jobs/{job}"
_ENTRY = "/api/v1/content/{entry}"
_WRITTEN = {"kind": "page", "slug": "a-{fresh}", "title": "x"}
_EVENT = "/api/v1/events/{event}"
_FILE = "/api/v1/files/{file}"
_WALK = THINGS["events"].sent
_ANY = {"If-Match": "*"}

ROWS: Mapping[str, Row] = {
    "GET /openapi.json": Row(open_to_all(200)),
    "GET /health": Row(open_to_all(200)),
    "GET /health/live": Row(open_to_all(200)),
    "GET /health/ready": Row(open_to_all(200)),
    "GET /health/startup": Row(open_to_all(200)),
    # Without its own token there is no such address; no account and no role has it.
    "GET /metrics": Row(open_to_all(404)),
    "POST /api/v1/auth/register": Row(open_to_all(202), sent=_REGISTER),
    "POST /api/v1/auth/login": Row(open_to_all(200), sent=_LOGIN),
    "POST /api/v1/auth/refresh": Row(open_to_all(200), sent={"refresh_token": "{refresh}"}),
    "POST /api/v1/auth/confirmation": Row(open_to_all(202), sent=_FRESH),
    "POST /api/v1/auth/password/forgotten": Row(open_to_all(202), sent=_FRESH),
    # What opens anything comes by mail, and who asks does not matter then.
    "POST /api/v1/auth/confirm": Row(open_to_all(422), sent={"token": "guessed"}),
    "POST /api/v1/auth/password/reset": Row(open_to_all(422), sent={"token": "guessed", "password": "x"}),
    "GET /api/v1/auth/jwks": Row(open_to_all(200)),
    "POST /api/v1/auth/logout": Row(everybody(204)),
    "POST /api/v1/auth/logout-all": Row(everybody(204)),
    "GET /api/v1/auth/sessions": Row(everybody(200)),
    "GET /api/v1/auth/me": Row(everybody(200, token=200)),
    "GET /api/v1/auth/tokens": Row(everybody(200)),
    "POST /api/v1/auth/tokens": Row(everybody(201), sent=_TOKEN),
    "DELETE /api/v1/auth/tokens/{token_id}": Row(signed_in(viewer=204, editor=404, admin=404, other=404)),
    "GET /api/v1/access/accounts": Row(admins(200)),
    "GET /api/v1/access/accounts/{user_id}": Row(admins(200), _SPARE),
    "PUT /api/v1/access/accounts/{user_id}/role": Row(admins(200), f"{_SPARE}/role", {"role": "editor"}),
    "DELETE /api/v1/access/accounts/{user_id}/role": Row(admins(200), f"{_SPARE}/role"),
    "POST /api/v1/access/accounts/{user_id}/disable": Row(admins(200), f"{_SPARE}/disable"),
    "POST /api/v1/access/accounts/{user_id}/enable": Row(admins(200), f"{_SPARE}/enable"),
    f"GET {_GRANTS}": Row(managers(200), _OF_PAPER),
    f"PUT {_GRANTS}/users/{{user_id}}": Row(
        managers(200), f"{_OF_PAPER}/users/{{spare}}", {"level": "manage"}
    ),
    f"DELETE {_GRANTS}/users/{{user_id}}": Row(managers(204), f"{_OF_PAPER}/users/{{spare}}"),
    f"PUT {_GRANTS}/roles/{{role}}": Row(managers(200), f"{_OF_PAPER}/roles/editor", {"level": "read"}),
    f"DELETE {_GRANTS}/roles/{{role}}": Row(managers(204), f"{_OF_PAPER}/roles/admin"),
    "GET /api/v1/access/audit": Row(admins(200)),
    "GET /api/v1/access/audit/export": Row(admins(200), parameters={"format": "jsonl"}),
    "GET /api/v1/jobs": Row(admins(200)),
    "GET /api/v1/jobs/{job_id}": Row(admins(200), _JOB),
    "POST /api/v1/jobs/{job_id}/cancel": Row(admins(200), f"{_JOB}/cancel"),
    "POST /api/v1/jobs/{job_id}/retry": Row(admins(200), f"{_JOB}/retry"),
    "GET /api/v1/content": Row(everybody(200)),
    "POST /api/v1/content": Row(writers(201), sent=_WRITTEN),
    "GET /api/v1/content/{entry_id}": Row(managers(200), _ENTRY),
    "PUT /api/v1/content/{entry_id}": Row(managers(200), _ENTRY, _WRITTEN, headers=_ANY),
    "POST /api/v1/content/{entry_id}/publish": Row(publishers(200), f"{_ENTRY}/publish", headers=_ANY),
    "POST /api/v1/content/{entry_id}/withdraw": Row(publishers(200), f"{_ENTRY}/withdraw", headers=_ANY),
    "DELETE /api/v1/content/{entry_id}": Row(managers(204), _ENTRY, headers=_ANY),
    "GET /api/v1/events": Row(everybody(200)),
    "POST /api/v1/events": Row(writers(201), sent=_WALK),
    "GET /api/v1/events/{event_id}": Row(managers(200), _EVENT),
    "PUT /api/v1/events/{event_id}": Row(managers(200), _EVENT, _WALK, headers=_ANY),
    "POST /api/v1/events/{event_id}/publish": Row(publishers(200), f"{_EVENT}/publish", headers=_ANY),
    "POST /api/v1/events/{event_id}/withdraw": Row(publishers(200), f"{_EVENT}/withdraw", headers=_ANY),
    "DELETE /api/v1/events/{event_id}": Row(managers(204), _EVENT, headers=_ANY),
    "GET /api/v1/files": Row(everybody(200)),
    "POST /api/v1/files": Row(writers(201), parameters={"name": "x"}, headers=BYTES, content=b"x"),
    "GET /api/v1/files/{file_id}": Row(managers(200), _FILE),
    "GET /api/v1/files/{file_id}/bytes": Row(managers(200), f"{_FILE}/bytes"),
    "PUT /api/v1/files/{file_id}": Row(managers(200), _FILE, {"name": "x", "title": "y"}, headers=_ANY),
    "DELETE /api/v1/files/{file_id}": Row(managers(204), _FILE, headers=_ANY),
    "GET /api/v1/papers": Row(everybody(200, token=200)),
    "POST /api/v1/papers": Row(writers(201), sent={"title": "x"}),
    # The personal token is an administrator's, and has not the scope by which that one sees all papers.
    "GET /api/v1/papers/{paper_id}": Row(managers(200, token=404), "/api/v1/papers/{paper}"),
    "PUT /api/v1/papers/{paper_id}": Row(managers(200), "/api/v1/papers/{paper}", {"title": "y"}),
    "DELETE /api/v1/papers/{paper_id}": Row(managers(204), "/api/v1/papers/{paper}"),
}
"""All routes. Those of papers stand for what domains share."""
