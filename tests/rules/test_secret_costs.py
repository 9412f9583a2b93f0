"""No document makes the search for secrets slow."""

from __future__ import annotations

import pytest

from tests.costs import in_proportion, seconds
from tests.rules.judging import judge, rulebook

HEAD = b"### TASK-001 Import\n\n"
SIZE = 1 << 18


@pytest.mark.hard
@pytest.mark.untimed
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
    assert rulebook()

    def cost(size: int) -> float:
        data = HEAD + part * (size // len(part))
        return seconds(lambda: judge({"tasks.md": data, "gov.toml": b'[check]\nselect = ["ENF-007"]\n'}))

    assert (grown := in_proportion(lambda: cost(SIZE), lambda: cost(2 * SIZE))), grown
