"""What is promised of the platform, and how each figure is measured."""

from __future__ import annotations

import os
import secrets
import statistics
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.budgets import Judgement
from benchmarks.measure import Failed
from benchmarks.platform.load import Load, press
from benchmarks.platform.postgres import own_server
from benchmarks.platform.served import ME, OPEN, Served, register, served, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LIVE", "Figures", "Start", "judge", "measure", "postgresql"]

LIVE = "/health/live"
"""Asks no database: how fast the machine and the framework are at the moment."""

_LEAST_RATIO, _MOST_P99, _MOST_MEGABYTES, _MOST_SECONDS = 0.6, 0.15, 120.0, 1.5
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Start:
    """A start, up to the first answer: seconds of the clock, and of CPU, which other work does not change."""

    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one database: medians of turns, seconds, megabytes."""

    database: str
    first_start: Start
    start: Start
    megabytes: float
    live: Load
    open: Load
    me: Load
    ratio: float


def measure(name: str, variables: dict[str, str], folder: Path, turns: int, seconds: int) -> Figures:
    """Measure on one database. What is compared goes in turns, so that a slow moment falls on all.

    Raises:
        Failed: The server does not answer, or answered something else than 200.

    """
    folder.mkdir()
    variables = {"GOV_PLATFORM_DATA": str(folder / "data"), **variables}
    log = folder / "log"
    with served(variables, log) as server:
        first_start = Start(server.seconds, server.cpu)
    register(variables)
    starts = []
    for _ in range(_STARTS):
        with served(variables, log) as server:
            starts.append(Start(server.seconds, server.cpu))
    with served(variables, log) as server:
        token, account = sign_in(server)
        _press(server, ME, token, seconds)
        megabytes = server.megabytes
    found: dict[str, list[Load]] = {LIVE: [], OPEN: [], ME: []}
    with served(variables, log, known=account) as server:
        for turn in range(turns + 1):
            for path, loads in found.items():
                load = _press(server, path, token, seconds if turn else 1)
                if turn:
                    loads.append(load)
    pairs = zip(found[ME], found[OPEN], strict=True)
    ratio = statistics.median(me.rate / other.rate for me, other in pairs)
    medians = (_median(found[path]) for path in (LIVE, OPEN, ME))
    start = Start(min(one.seconds for one in starts), min(one.cpu for one in starts))
    return Figures(name, first_start, start, megabytes, *medians, ratio)


def judge(one: Figures) -> list[Judgement]:
    """Hold the figures of one database against what is promised."""
    return [
        Judgement(
            f"{one.database}: authenticated reads, as a part of open ones",
            f"at least {_LEAST_RATIO:g}",
            f"{one.ratio:.2f}",
            one.ratio >= _LEAST_RATIO,
            binding=True,
        ),
        _at_most(f"{one.database}: p99 of authenticated reads", 1000 * one.me.p99, 1000 * _MOST_P99, "ms"),
        _at_most(f"{one.database}: memory under load", one.megabytes, _MOST_MEGABYTES, "MB"),
        _at_most(f"{one.database}: first start-up", one.first_start.seconds, _MOST_SECONDS, "s"),
        _at_most(f"{one.database}: start-up", one.start.seconds, _MOST_SECONDS, "s"),
    ]


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """Settings for a PostgreSQL: the one that `GOV_TEST_POSTGRES_URL` names, or one that is started here.

    It syncs what is written, as it would in production.
    """
    secret = {"GOV_PLATFORM_SECRET": secrets.token_urlsafe(32)}
    given = os.environ.get("GOV_TEST_POSTGRES_URL")
    if given:
        yield {"GOV_PLATFORM_DATABASE": given, **secret}
        return
    with own_server() as server:
        yield {"GOV_PLATFORM_DATABASE": server.get_uri(), **secret}


def _press(server: Served, path: str, token: str, seconds: int) -> Load:
    load = press(server.port, path, token, seconds)
    if load.failed:
        raise Failed(f"{path}: {load.failed} requests were not answered with 200")
    return load


def _median(loads: list[Load]) -> Load:
    rates, slowest = [one.rate for one in loads], [one.p99 for one in loads]
    return Load(statistics.median(rates), statistics.median(slowest), 0)


def _at_most(promise: str, measured: float, limit: float, unit: str) -> Judgement:
    digits = 2 if unit == "s" else 0
    return Judgement(
        promise, f"at most {limit:g} {unit}", f"{measured:.{digits}f} {unit}", measured <= limit, binding=True
    )
