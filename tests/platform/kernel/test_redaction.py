"""Secrets are taken out of records wherever they stand, and ordinary words are left alone."""

from __future__ import annotations

import json
import re
import time
from functools import partial
from urllib.parse import urlencode

import pytest

from gov_platform.kernel import log as log_module
from gov_platform.kernel import redaction
from gov_platform.kernel.redaction import HIDDEN, hide
from tests.costs import within
from tests.hostile.patterns import pumps

CANARY = "c4nary-Xq7"
JWT = f"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm4ifQ.{CANARY}"
TOKEN = f"gvp_{CANARY}-1234567890abcdef"
SECRET = f"pw {CANARY}"

HIDES = [
    f"Authorization: Bearer {CANARY}", f"authorization: Basic {CANARY}==", f"Cookie: a=1; session={CANARY}",
    f"Set-Cookie: id={CANARY}; Path=/", f"(b'authorization', b'Bearer {CANARY}')",
    f"(b'cookie', b'a={CANARY}')",
    f"bearer%20{CANARY}", f"x {JWT} y", f"/reset/{JWT}", f"q=%20{JWT}", f"token {TOKEN}!", f"%20{TOKEN}",
    f"postgresql://ann:{CANARY}@host/db", f"redis://:{CANARY}@host", f"?token={CANARY}&a=1", f"?key={CANARY}",
    f"&code={CANARY}&x", urlencode({"password": SECRET, "user": "ann"}), json.dumps({"password": SECRET}),
    repr({"new_password": SECRET}), json.dumps(json.dumps({"client_secret": SECRET})), f"api-key: {CANARY}",
    f"password={CANARY}", f"X-API-Key={CANARY}", f"passphrase = '{SECRET}'", f"access_token%3D{CANARY}",
    f"-----BEGIN PRIVATE KEY-----\nMC4CAQ{CANARY.replace('-', '/')}\n-----END PRIVATE KEY-----",
    f"duplicate key\nDETAIL:  Key (email)=({CANARY}) already exists.\n[SQL: INSERT]",
    f"DETAIL:  Failing row contains (1, a\nb, {CANARY}).", f"('password', '{SECRET}')",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDES)
def test_a_secret_in_a_text_is_hidden(text: str) -> None:
    hidden = str(hide(text))

    assert HIDDEN in hidden
    assert "4nary" not in hidden


@pytest.mark.parametrize(
    "text",
    [
        "the token, which expired, was refused", "password reset asked for", "GET /api/v1/content",
        "a bearer of news", "https://example.org:8000/a@b", "019c3f6e-7d6b-7cc1-b1a5-27c1ef4c8a4a",
        "time=12:30", "eyJ", "gvp_short", "secretary", "SELECT count(*) FROM account WHERE id = ?",
    ],
)  # fmt: skip
def test_ordinary_words_stay(text: str) -> None:
    assert hide(text) == text


def test_what_stands_around_a_secret_stays() -> None:
    assert hide(f"GET /a?token={CANARY}&page=2 by ann") == f"GET /a?{HIDDEN}&page=2 by ann"


PATTERNS = {
    f"{module.__name__}.{name}": value
    for module in (redaction, log_module)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) == 2


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(name: str) -> None:
    pattern = PATTERNS[name]

    def cost(text: str) -> float:
        began = time.process_time()
        pattern.sub("", text)
        return time.process_time() - began

    more = (
        "eyJ", "eyJaaaaaaaa.", "gvp_", "bearer ", "://a:", "password", "password=", "token'", "DETAIL:",
        "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "&key", '\\\\"', "cookie", "authorization: ",
    )  # fmt: skip
    for text in [*pumps(pattern, 100_000), *(one * (100_000 // len(one)) for one in more)]:
        spent = within(0.2, partial(cost, text))
        assert spent, (text[:40], text[-3:], spent)
