"""Which passwords are taken, what becomes of odd ones, and what a wrong account costs."""

from __future__ import annotations

import gzip
import json
import statistics
import time
from datetime import timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

import argon2
import bcrypt
import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped] # it has no types

from gov_platform.domains.accounts.guessable import _ours, why_refused
from gov_platform.domains.accounts.passwords import Passwords, Verdict
from tests.platform.accounts.people import AUTH, EMAIL, PASSWORD, account, login

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

LONG = "a lantern of wet slate " * 178
ODD = {
    "72 bytes": (LONG[:72], 202),
    "73 bytes": (LONG[:73], 202),
    "4096 bytes": (LONG[:4096].ljust(4096, "!"), 202),
    "4097 bytes": (LONG[:4096].ljust(4097, "!"), 422),
    "emoji": ("🦊🌊🪔🧶🗝️🫧", 202),
    "4 KB of emoji": ("🦊🌊🪔🧶" * 256, 202),
    "more than 4 KB of emoji": ("🦊🌊🪔🧶" * 257, 422),
    "NUL": ("a lantern\0of wet slate", 422),
    "half a surrogate pair": ("a lantern \ud800 of wet slate", 422),
    "other half": ("a lantern \udfff of wet slate", 422),
    "combining letters": ("ő" * 4 + "o\u030b" * 4 + "xyz1", 202),
    "right to left": ("\u202ea lantern of wet slate", 202),
    "spaces": ("  a b  c d  ", 202),
    "line breaks": ("a lantern\r\nof wet slate", 202),
    "nothing": ("", 422),
    "seven bytes": ("gk3!zqw", 422),
}


@pytest.mark.gov("TASK-001.3")
@pytest.mark.parametrize("algorithm", ["bcrypt", "argon2id"])
async def test_odd_passwords_are_taken_or_refused_and_break_nothing(
    client: httpx.AsyncClient, context: Context, algorithm: str
) -> None:
    object.__setattr__(context.settings, "password_hash", algorithm)
    registered, signed_in, cut = {}, {}, {}
    for number, (what, (password, _)) in enumerate(ODD.items()):
        # As JSON allows it: a client of ours would refuse to encode half a pair.
        email = f"person{number}@example.org"
        told = {"email": email, "password": password}
        registered[what] = (await post(client, "register", told)).status_code
        signed_in[what] = (await post(client, "login", told)).status_code
        cut[what] = (await post(client, "login", {**told, "password": password[:-1]})).status_code

    assert registered == {what: status for what, (_, status) in ODD.items()}
    for what, status in registered.items():
        assert signed_in[what] == 200 if status == 202 else signed_in[what] in {401, 422}, what
        assert cut[what] in {401, 422}, "no letter of it is lost"


async def post(client: httpx.AsyncClient, path: str, told: dict[str, str]) -> httpx.Response:
    content = json.dumps(told, ensure_ascii=True)
    return await client.post(f"{AUTH}/{path}", content=content, headers={"Content-Type": "application/json"})


ODD_ADDRESSES = [
    "", "x", "@", "a@b", "a b@example.org", "a@example.org\0", "\ud800@example.org",
    "a" * 300 + "@example.org", "ß" * 200 + "@example.org", "a@" + "b." * 200 + "org",
    "a@example.org\r\nBcc: b@example.org",
]  # fmt: skip
ODD_BODIES = [
    "", "null", "[]", "7", '"x"', "{}", '{"email": 7, "password": []}', "{", "[" * 5000, '{"a": 1e400}',
    '{"email": 1e400, "password": 99999999999999999999999999}', "\0", '{"email": NaN}',
]  # fmt: skip


async def test_odd_addresses_are_refused_and_break_nothing(client: httpx.AsyncClient) -> None:
    for path in ("register", "login"):
        for email in ODD_ADDRESSES:
            answer = await post(client, path, {"email": email, "password": PASSWORD})
            assert answer.status_code == 422, (path, email)


async def test_odd_bodies_are_refused(client: httpx.AsyncClient) -> None:
    for path in ("register", "login", "refresh"):
        for body in ODD_BODIES:
            answer = await client.post(
                f"{AUTH}/{path}", content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code in {400, 422}, (path, body[:50])
            assert answer.headers["content-type"] == "application/problem+json"


async def test_unknown_fields_are_refused(client: httpx.AsyncClient) -> None:
    sent = {"email": EMAIL, "password": PASSWORD, "role": "admin"}

    assert (await client.post(f"{AUTH}/register", json=sent)).status_code == 422


async def test_a_refused_password_is_told_why_and_not_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{AUTH}/register", json={"email": EMAIL, "password": "Dragon2024!"})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "body.password", "message": "is among the passwords that are tried first"}
    ]
    assert "ragon" not in answer.text


@pytest.mark.parametrize(
    "password",
    [
        "password", "Password1", "P@ssw0rd!", "passw0rd123", "qwertyuiop", "1q2w3e4r5t", "1qaz2wsx",
        "12345678", "87654321", "abcdefgh", "aaaaaaaa", "abababab", "11112222", "iloveyou2", "letmein!!",
        "dragon1234", "Football99", "monkeymonkey", "mira@example.org", "Example2024", "qwerty123456",
        "asdfghjkl", "QAZWSXEDC", "trustno1trustno1", "superman!", "welcome2024", "changeme", "adminadmin",
        "zxcvbnm123", "zyxwvuts", "mirabell1", "mira.bell", "correcthorsebatterystaple",
    ],
)  # fmt: skip
def test_what_everybody_would_guess_is_refused(password: str) -> None:
    email = "mira@example.org" if "bell" not in password else "mira.bell@example.org"

    assert why_refused(password, email) is not None


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD, "gk3!zqwp", "tall heron 7", "dragon of wet slate", "Tr0ub4dor&3", "überall Wasser",
        "xkcdhorse93", "5f1d0a9c", "aq9kd02j", "the password is a fish",
    ],
)  # fmt: skip
def test_what_nobody_would_guess_at_once_is_taken(password: str) -> None:
    assert why_refused(password, "mira@example.org") is None


def test_the_three_thousand_most_common_passwords_of_published_leaks_are_refused() -> None:
    """By a list that we do not use, and by the one that we do; short ones are refused by their length."""
    packed = files("django.contrib.auth").joinpath("common-passwords.txt.gz").read_bytes()
    theirs = gzip.decompress(packed).decode().split()

    for published in (theirs, FREQUENCY_LISTS["passwords"]):
        assert len(published) > 15_000
        assert [password for password in published[:3_000] if why_refused(password, EMAIL) is None] == []
        capitals = (password.title() for password in published[:500])
        assert [password for password in capitals if why_refused(password, EMAIL) is None] == []


@pytest.mark.parametrize(
    "password", ["ab" * 2048, "x1" * 2048, "!" * 4000 + "dragons", "\U0001f98a" * 1024], ids=range(4)
)
def test_a_long_password_is_looked_at_as_quickly_as_it_is_read(password: str) -> None:
    began = time.process_time()
    for _ in range(5):
        why_refused(password, EMAIL)

    assert time.process_time() - began < 1, "a tenth of this is usual"


def test_the_list_stands_for_thousands_of_passwords() -> None:
    made = {
        form
        for word in filter(str.isalpha, _ours())
        for form in (word + "1", word + "123", word.capitalize() + "1!", "123" + word, word + word)
        if len(form) >= 8
    }

    assert len(made) > 1500
    assert {password for password in made if why_refused(password, EMAIL) is None} == set()


@pytest.mark.parametrize("algorithm", ["bcrypt", "argon2id"])
async def test_an_unknown_account_is_verified_like_a_known_one(
    monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    passwords = Passwords("argon2id" if algorithm == "argon2id" else "bcrypt", 4, 1)
    stored = await passwords.hash(PASSWORD)
    work: list[str] = []
    checkpw, verify_argon2 = bcrypt.checkpw, argon2.PasswordHasher.verify

    def bcrypt_counting(given: bytes, hashed: bytes) -> bool:
        work.append(hashed[:7].decode())
        return checkpw(given, hashed)

    def argon2_counting(hasher: argon2.PasswordHasher, hashed: str, given: str) -> bool:
        work.append(hashed[:30])
        return verify_argon2(hasher, hashed, given)

    monkeypatch.setattr(bcrypt, "checkpw", bcrypt_counting)
    monkeypatch.setattr(argon2.PasswordHasher, "verify", argon2_counting)

    known = await passwords.verify("wrong", stored)
    unknown = await passwords.verify("wrong", None)

    assert known == unknown == Verdict(is_right=False, is_old=False)
    assert len(work) == 2
    assert work[0] == work[1], "the same algorithm at the same cost"


@pytest.mark.gov("TASK-001.3")
async def test_a_hash_is_one_of_bcrypt_at_the_cost_that_is_set() -> None:
    passwords = Passwords("bcrypt", 5, 1)
    first, second = await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)

    assert first.startswith("$2b$05$")
    assert first != second, "each has a salt of its own"
    assert (await passwords.verify(PASSWORD, first)).is_right
    assert (await Passwords("bcrypt", 4, 1).verify(PASSWORD, first)).is_old


async def test_a_password_may_be_typed_composed_or_not(client: httpx.AsyncClient, context: Context) -> None:
    composed, not_composed = "a lante\u0155n of wet slate", "a lanter\u0301n of wet slate"
    await account(context, password=not_composed)

    assert (await login(client, password=composed)).status_code == 200


@pytest.mark.hard
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_a_known_and_an_unknown_address_cost_the_same(
    client: httpx.AsyncClient, context: Context, clock: SetClock
) -> None:
    """By CPU, which other work on the machine does not change; medians of forty, in turns."""
    object.__setattr__(context.settings, "bcrypt_cost", 10)
    await account(context)
    spent: dict[str, list[float]] = {EMAIL: [], "nobody@example.org": []}

    for _ in range(42):
        clock.ahead += timedelta(minutes=6)
        for email, times in spent.items():
            began = time.process_time()
            answer = await login(client, email, "wrong")
            times.append(time.process_time() - began)
            assert answer.status_code == 401

    known, unknown = (statistics.median(times[2:]) for times in spent.values())
    assert known == pytest.approx(unknown, rel=0.05)
