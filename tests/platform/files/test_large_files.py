"""A large file comes and goes, and memory stays as it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

import httpx
import psutil
import pytest

from benchmarks.platform.served import EMAIL, PASSWORD, register, served
from tests.platform.files.uploads import BYTES, FILES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE, PIECES = b"\x00" * 65_536, 3200


class Watched:
    """The most memory that the processes which this one has started take."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self.most = self.now()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def now(self) -> int:
        """Megabytes at this moment."""
        children = psutil.Process().children(recursive=True)
        return max((one.memory_info().rss for one in children), default=0) >> 20

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            self.most = max(self.most, self.now())


@pytest.mark.hard
def test_two_hundred_megabytes_come_and_go_through_twenty(tmp_path: Path) -> None:
    variables = {"GOV_PLATFORM_DATA": str(tmp_path / "data"), "GOV_PLATFORM_FILE_LIMIT": str(1 << 28)}
    register(variables)

    def pieces() -> Iterator[bytes]:
        for _ in range(PIECES):
            yield PIECE

    with (
        served(variables, tmp_path / "log") as server,
        httpx.Client(base_url=server.address, timeout=120) as client,
    ):
        signed_in = client.post("/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD}).json()
        headers = {"Authorization": f"Bearer {signed_in['access_token']}"}
        got = 0
        with Watched() as memory:
            before = memory.most
            made = client.post(f"{FILES}?name=large", content=pieces(), headers=headers | BYTES)
            assert made.status_code == 201, made.text
            with client.stream("GET", f"{FILES}/{made.json()['id']}/bytes", headers=headers) as answer:
                for piece in answer.iter_bytes():
                    got += len(piece)

    assert got == made.json()["size"] == len(PIECE) * PIECES
    assert memory.most - before < 20
