"""The examples in the help of every command run, in an installation that somebody has used."""

from __future__ import annotations

import shlex
import shutil
import signal
import socket
from typing import TYPE_CHECKING

import click
import pytest

from gov_platform.cli import main
from tests.platform.test_command import begun, platform

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "correct horse battery staple\n"  # noqa: S105 - of an example
# What goes on until it is stopped, and the line by which it says that it has begun.
GOES_ON = {"serve": b"http://", "worker": b"data: "}


def examples() -> list[str]:
    """Every line below a command's *Examples* that calls the command."""
    found = []
    for made in main.commands.values():
        _, _, after = (made.help or "").partition("Examples:")
        found += [line.strip() for line in after.splitlines() if line.strip().startswith("gov-platform ")]
    return found


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that has an account and a backup."""
    folder = tmp_path_factory.mktemp("used")
    assert platform(folder, "create-admin", "ada@example.org", given=PASSWORD).returncode == 0
    assert platform(folder, "backup", "monday.backup").returncode == 0
    return folder


@pytest.mark.gov("TASK-048.2")
def test_every_command_has_an_example() -> None:
    assert isinstance(main, click.Group)
    assert {example.split()[1] for example in examples()} == set(main.commands)
    assert set(main.commands) >= {"migrate", "worker", "create-admin", "openapi"}


@pytest.mark.parametrize("example", examples())
@pytest.mark.gov("TASK-048.2")
def test_an_example_runs(example: str, used: Path, tmp_path: Path) -> None:
    """What follows a redirection belongs to the shell and is left out."""
    folder = tmp_path / "here"
    shutil.copytree(used, folder)
    words = shlex.split(example.partition(" > ")[0])[1:]
    if words[0] == "backup":
        (folder / words[1]).unlink()
    if words[0] in GOES_ON:
        assert begin_and_stop(folder, words) == 0
        return

    done = platform(folder, *words, given=PASSWORD)

    assert (done.returncode, done.stderr) == (0, "") or words[0] == "migrate", done.stderr
    assert done.returncode == 0


def begin_and_stop(folder: Path, words: list[str]) -> int:
    """Start what goes on, at a free port, and stop it once it says that it is there; its status."""
    if words[0] == "serve":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        # Of two the last one counts.
        words = [*words, "--port", port]
    with begun(folder, *words) as (process, said):
        lines = iter(said.readline, b"")
        assert any(line.startswith(GOES_ON[words[0]]) for line in lines)
        if words[0] == "serve":
            assert any(b"startup complete" in line for line in lines)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    return 0 if process.returncode in {0, -signal.SIGTERM} else process.returncode
