"""No document makes the search for secrets slow."""

from __future__ import annotations

import time

import pytest

from tests.rules.judging import judge, rulebook

HEAD = b"### TASK-001 Import\n\n"
SIZE = 1 << 19
SECONDS = 1.0


@pytest.mark.hard
@pytest.mark.parametrize(
    "part",
    [
        b"=", b"password=", b'password="', b'token:"', b"ghp_", b" ghp_a1", b"eyJ", b" eyJaaaaaaaa.eyJ1",
        b" eyJ" + b"a" * 2100, b" eyJ11111111.eyJ" + b"b" * 8100, b"Y", b"PRIVATE KEY", b"xox", b" xoxb-1",
        b"-----BEGIN PRIVATE KEY-----\n", b"AKIA", b" AKIA7Q2MZJ4RT9WX3KLB", b"sk-", b" sk-ant-", b"glpat-",
        b"password = 'aaaaaaaaaaaaa1' ", b"key=" + b"a1" * 90 + b"?",
    ],
)  # fmt: skip
def test_the_time_is_in_proportion_to_the_text(part: bytes) -> None:
    data = HEAD + part * (SIZE // len(part))
    assert rulebook()
    start = time.process_time()

    judge({"tasks.md": data, "gov.toml": b'[check]\nselect = ["ENF-007"]\n'})

    assert time.process_time() - start <= SECONDS
