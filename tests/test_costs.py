"""What the comparison of costs lets pass, and what no luck gets past it."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

import pytest

from tests import costs
from tests.costs import ROUNDS, in_proportion, within

if TYPE_CHECKING:
    from collections.abc import Callable


def costing(*spent: float) -> Callable[[], float]:
    """So many seconds in each run; the last again and again."""
    left = chain(spent, repeat(spent[-1]))
    return lambda: next(left)


def test_what_a_neighbour_makes_dear_is_measured_again() -> None:
    noisy = in_proportion(costing(1.9, 1.1, 1.0), costing(6.0, 5.0, 2.2), costing(0.2))

    assert noisy
    assert noisy.least == pytest.approx(2.0)
    assert noisy.limit == pytest.approx(2.6 * 0.8)


@pytest.mark.parametrize("noise", [1.0, 1.3, 1.5])
def test_what_grows_with_the_square_never_passes(noise: float) -> None:
    once = costing(*[noise] * (ROUNDS - 1), 1.0)

    assert not in_proportion(once, costing(4.0 * noise, 4.0), costing(0.0))


def test_what_cannot_be_told_from_noise_is_in_proportion() -> None:
    assert in_proportion(costing(0.3), costing(0.5), costing(0.28))


def test_a_limit_is_that_of_the_machine_it_was_set_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "seconds", lambda _work: 2 * costs.REFERENCE)
    assert within(1.0, costing(1.9))
    assert not within(1.0, costing(2.1))

    monkeypatch.setattr(costs, "seconds", lambda _work: costs.REFERENCE / 2)
    assert within(1.0, costing(1.0))
    assert not within(1.0, costing(1.1))
