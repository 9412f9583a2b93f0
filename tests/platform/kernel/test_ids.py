"""Identifiers sort by their moment and cannot be guessed."""

from __future__ import annotations

import time
from uuid import RFC_4122, UUID

from gov_platform.kernel.ids import new_id


def test_identifiers_are_of_version_seven_and_carry_their_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= made.int >> 80 <= after


def test_identifiers_sort_as_they_were_made() -> None:
    made = [new_id() for _ in range(5_000)]

    assert sorted(made) == made
    assert sorted(made, key=str) == made
    assert len(set(made)) == 5_000


def test_two_identifiers_share_no_chance() -> None:
    mask = (1 << 62) - 1
    ones = 0
    for _ in range(200):
        ones |= UUID(int=new_id().int).int & mask

    assert ones == mask
