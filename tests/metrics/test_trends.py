"""Which commits are judged when there are too many to judge each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gov.history import Commit
from gov.metrics.trends import picked, sampled

START = datetime(2026, 1, 5, 12, tzinfo=UTC)


def commits(*days: int) -> list[Commit]:
    """Commits so many days after a Monday, newest first."""
    return [Commit(f"{day:040}", "Ada", START + timedelta(days=day), "x", ()) for day in sorted(days)][::-1]


def days(found: tuple[Commit, ...]) -> list[int]:
    return [int(commit.id) for commit in found]


def test_the_last_commit_of_each_week_is_taken() -> None:
    assert days(sampled(commits(0, 3, 6, 7, 21, 22), 12)) == [6, 7, 22]


@pytest.mark.parametrize("most", [2, 3, 5, 12])
def test_of_many_weeks_the_first_the_last_and_some_between_are_taken(most: int) -> None:
    found = days(sampled(commits(*range(0, 7 * 60, 7)), most))

    assert len(found) == most
    assert (found[0], found[-1]) == (0, 7 * 59)
    assert sorted(set(found)) == found


def test_one_sample_is_the_newest() -> None:
    assert days(sampled(commits(0, 7, 14), 1)) == [14]


@pytest.mark.parametrize("most", [0, 5])
def test_nothing_gives_nothing(most: int) -> None:
    assert sampled([], most) == ()


def test_of_few_days_each_is_taken_and_of_many_the_weeks() -> None:
    assert days(picked(commits(0, 1, 1, 2), 3)) == [0, 1, 2]
    assert days(picked(commits(0, 1, 2, 7), 3)) == [2, 7]
