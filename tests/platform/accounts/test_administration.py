"""The commands of whoever runs an installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gov_platform.app import create_app
from gov_platform.settings import Settings
from tests.platform.accounts.people import EMAIL, PASSWORD, me, tokens
from tests.platform.conftest import serving
from tests.platform.test_command import platform

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


async def test_the_first_admin_is_made_and_signs_in(tmp_path: Path) -> None:
    made = platform(tmp_path, "create-admin", EMAIL.upper(), given=f"{PASSWORD}\n")
    again = platform(tmp_path, "create-admin", EMAIL, given=f"{PASSWORD}\n")

    assert (made.returncode, made.stdout) == (0, f"{EMAIL} has an account with all rights\n"), made.stderr
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.splitlines()[-1] == f"error: {EMAIL} has an account already"
    settings = Settings(environment="test", data=tmp_path / "gov-platform-data")
    async with serving(create_app(settings)) as client:
        given = await tokens(client)
        assert (await me(client, given["access_token"])).json()["role"] == "admin"

        rotated = platform(tmp_path, "rotate-keys")
        assert (rotated.returncode, rotated.stderr) == (0, "")
        assert (await me(client, given["access_token"])).status_code == 200
    distrusted = platform(tmp_path, "rotate-keys", "--distrust")
    assert distrusted.returncode == 0
    async with serving(create_app(settings)) as client:
        assert (await me(client, given["access_token"])).status_code == 401
        assert (await me(client, (await tokens(client))["access_token"])).status_code == 200


@pytest.mark.parametrize(
    ("email", "given", "told"),
    [
        (EMAIL, "password1\n", "is among the passwords that are tried first"),
        (EMAIL, "", "at least 1 character"),
        ("mira", f"{PASSWORD}\n", "email: value is not a valid email address"),
    ],
)
async def test_what_makes_no_account_is_told_in_a_line(
    tmp_path: Path, email: str, given: str, told: str
) -> None:
    done = platform(tmp_path, "create-admin", email, given=given)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
