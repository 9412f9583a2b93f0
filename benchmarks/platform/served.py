"""The platform in a process of its own, on a database of its own; for the control, with one route more.

The control tells what `/api/v1/auth/me` tells, and does not ask who asks: the same application, database,
query and answer, so that the difference is what authentication costs.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import httpx
import psutil

from benchmarks.measure import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

__all__ = ["EMAIL", "ME", "OPEN", "PASSWORD", "Served", "register", "served", "sign_in"]

EMAIL, PASSWORD = "kim@example.org", "correct horse battery staple"
ME, OPEN = "/api/v1/auth/me", "/open/me"
_ROOT = Path(__file__).resolve().parents[2]
_KNOWN = "GOV_BENCH_KNOWN"
_PATIENCE = 30.0
_COMMAND = "from gov_platform.cli import main; main(prog_name='gov-platform')"
_CONTROL = (
    "import sys; from gov_platform.serving import serve; "
    "serve('benchmarks.platform.served:with_open_route', host='127.0.0.1', port=int(sys.argv[1]))"
)


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers, after how many seconds of the clock and of CPU it did, and its process."""

    port: int
    seconds: float
    cpu: float
    process: psutil.Process

    @property
    def address(self) -> str:
        """What its paths stand below."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def megabytes(self) -> float:
        """The memory that it has taken so far, at most."""
        return float(self.process.memory_info().rss) / 1_000_000

    def get(self, path: str, token: str = "") -> httpx.Response:
        """Ask it once."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.get(f"{self.address}{path}", headers=headers, timeout=_PATIENCE)


def with_open_route() -> FastAPI:
    """The platform as it is, and the account that is named in the environment, told to anybody."""
    from gov_platform.app import from_environment  # noqa: PLC0415 - in the process that serves, alone
    from gov_platform.domains.accounts.callers import TheAccounts  # noqa: PLC0415 - likewise
    from gov_platform.domains.accounts.roles import Role  # noqa: PLC0415 - likewise
    from gov_platform.domains.accounts.schemas import Account  # noqa: PLC0415 - likewise
    from gov_platform.domains.accounts.service import Identity  # noqa: PLC0415 - likewise
    from gov_platform.kernel.context import Reading  # noqa: PLC0415 - likewise

    app = from_environment()
    known = Identity(UUID(os.environ[_KNOWN]), UUID(int=0), Role.VIEWER)

    async def told(accounts: TheAccounts, session: Reading) -> Account:
        return await accounts.account(session, known)

    # What FastAPI reads while the program runs has to be found by name, and these are imported here alone.
    told.__annotations__ = {"accounts": TheAccounts, "session": Reading, "return": Account}
    app.get(OPEN)(told)
    return app


def register(variables: dict[str, str]) -> None:
    """Make the account that asks."""
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, "create-admin", EMAIL],
        env=_environment(variables),
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode:
        raise Failed(f"no account was made: {done.stderr.strip()[-300:]}")


def sign_in(server: Served) -> tuple[str, str]:
    """A token of the account, and its identifier."""
    login = httpx.post(
        f"{server.address}/api/v1/auth/login",
        json={"email": EMAIL, "password": PASSWORD},
        timeout=_PATIENCE,
    )
    token = str(login.raise_for_status().json()["access_token"])
    return token, str(server.get(ME, token).raise_for_status().json()["id"])


@contextmanager
def served(variables: dict[str, str], log: Path, *, known: str = "") -> Iterator[Served]:
    """Serve until the block ends: by the command, or, where an account is named, with the open route.

    Raises:
        Failed: It ended, or did not answer in time.

    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ["-c", _CONTROL, str(port)] if known else ["-c", _COMMAND, "serve", "--port", str(port)]
    began = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *words], env=_environment({**variables, _KNOWN: known}), stderr=file
        )
    try:
        _wait(process, port, began, log)
        seconds, found = time.perf_counter() - began, psutil.Process(process.pid)
        spent = found.cpu_times()
        yield Served(port, seconds, spent.user + spent.system, found)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, began: float, log: Path) -> None:
    while True:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health/live").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            if process.poll() is not None or time.perf_counter() - began > _PATIENCE:
                raise Failed(f"it does not answer: {log.read_text(errors='replace')[-300:]}") from None
            time.sleep(0.01)


def _environment(variables: dict[str, str]) -> dict[str, str]:
    paths = os.pathsep.join([str(_ROOT), *sys.path])
    return {"PATH": os.environ["PATH"], "PYTHONPATH": paths, **variables}
